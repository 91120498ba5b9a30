import type { Axis } from '../timeline/axis.ts';
import { describeEnd, describeState, formatTime } from '../timeline/describe.ts';
import type { Level, ResourceRow, Span, TaskRow, Timeline } from '../timeline/model.ts';
import { html, svg } from './elements.ts';

const ROW = 40;
const BAR = 24;
const HEAD = 24;
const LETTER = 6.4;
const MARK_DISTANCE = 52;
const SIGNS = { finished: '✓', failed: '✗', cancelled: '⊘' };

/** Rows of tasks and resources, drawn once; then only the cursor moves. */
export class Chart {
  readonly element: HTMLElement = html('div', {
    class: 'pg-chart',
    tabindex: 0,
    role: 'group',
    'aria-label': 'Time line',
    'aria-keyshortcuts': 'ArrowLeft ArrowRight',
  });
  readonly #labels = html('div', { class: 'pg-labels' });
  readonly #drawing = svg('svg', { role: 'img', 'aria-label': 'Time line: empty until the program has run' });
  readonly #later = svg('rect', { class: 'pg-later', y: 0 });
  readonly #cursor = svg('line', { class: 'pg-cursor', y1: 0 });
  #axis: Axis | undefined;
  #states: { readonly element: HTMLElement; readonly stateAt: (count: number) => string }[] = [];

  constructor() {
    this.element.append(this.#labels, this.#drawing);
  }

  /** Calls `listener` with the place in the drawing that is clicked. */
  onSeek(listener: (x: number) => void): void {
    this.#drawing.addEventListener('click', (event) => {
      listener(event.clientX - this.#drawing.getBoundingClientRect().left);
    });
  }

  draw(timeline: Timeline, axis: Axis): void {
    const { tasks, resources } = timeline;
    this.#axis = axis;
    this.#states = [];
    const height = HEAD + (tasks.length + resources.length) * ROW;
    this.#labels.replaceChildren(html('div', { class: 'pg-corner' }));
    const rows = [
      ...tasks.map((row, index) => this.#drawTask(row, HEAD + index * ROW, axis)),
      ...resources.map((row, index) => this.#drawResource(row, HEAD + (tasks.length + index) * ROW, axis)),
    ];
    for (const [name, value] of Object.entries({ width: axis.width, height, viewBox: `0 0 ${axis.width} ${height}` })) {
      this.#drawing.setAttribute(name, String(value));
    }
    const size = `${tasks.length} tasks and ${resources.length} queues and locks`;
    this.#drawing.setAttribute('aria-label', `Time line of ${size}; the table of events below tells the same`);
    for (const bar of [this.#later, this.#cursor])
      bar.setAttribute(bar === this.#later ? 'height' : 'y2', String(height));
    this.#drawing.replaceChildren(...drawMarks(axis, height), ...rows, this.#later, this.#cursor);
  }

  /** Shows where the reader is. */
  moveTo(x: number, count: number): void {
    const width = this.#axis?.width ?? 0;
    this.#cursor.setAttribute('x1', String(x));
    this.#cursor.setAttribute('x2', String(x));
    this.#later.setAttribute('x', String(x));
    this.#later.setAttribute('width', String(Math.max(0, width - x)));
    for (const { element, stateAt } of this.#states) element.textContent = stateAt(count);
    this.#follow(x);
  }

  #follow(x: number): void {
    const shown = this.element.clientWidth - this.#labels.clientWidth;
    const { scrollLeft } = this.element;
    if (x < scrollLeft || x > scrollLeft + shown - 24) this.element.scrollLeft = x - shown / 3;
  }

  #label(name: string, kind: string, stateAt: (count: number) => string): void {
    const state = html('span', { class: 'pg-state' });
    this.#labels.append(
      html('div', { class: 'pg-label', 'data-row': name, title: `${kind} ${name}` }, html('b', {}, name), state),
    );
    this.#states.push({ element: state, stateAt });
  }

  #drawTask(row: TaskRow, y: number, axis: Axis): SVGElement {
    this.#label(row.name, 'task', (count) => taskStateAt(row, count));
    const group = svg('g', { class: 'pg-task', 'data-row': row.name });
    for (const span of row.spans) group.append(drawSpan(row, span, y, axis));
    for (const at of row.cancels) {
      const x = axis.at(at);
      group.append(
        svg(
          'path',
          { class: 'pg-cancel', d: `M${x} ${y + 2}l5 8h-10z` },
          svg('title', {}, `'${row.name}' is asked to cancel`),
        ),
      );
    }
    if (row.end !== undefined) {
      const { at, outcome, text } = row.end;
      const sign = svg('text', {
        class: `pg-end pg-${outcome}`,
        x: axis.at(at) + 3,
        y: y + 26,
        'data-outcome': outcome,
      });
      sign.append(SIGNS[outcome], svg('title', {}, `'${row.name}' ${describeEnd(outcome, text)}`));
      group.append(sign);
    }
    return group;
  }

  #drawResource(row: ResourceRow, y: number, axis: Axis): SVGElement {
    this.#label(row.name, row.type, (count) => levelAt(row, count));
    const most = row.capacity ?? Math.max(1, ...row.levels.map(({ level }) => level));
    const group = svg('g', { class: 'pg-resource', 'data-row': row.name });
    for (const one of row.levels) group.append(drawLevel(row, one, most, y, axis));
    return group;
  }
}

function drawMarks(axis: Axis, height: number): SVGElement[] {
  const elements: SVGElement[] = [];
  let free = 0;
  for (const { x, time } of axis.marks) {
    elements.push(svg('line', { class: 'pg-mark', x1: x, x2: x, y1: HEAD - 4, y2: height }));
    if (x < free) continue;
    elements.push(svg('text', { class: 'pg-time', x: x + 2, y: 15 }, formatTime(time)));
    free = x + MARK_DISTANCE;
  }
  return elements;
}

function drawSpan(row: TaskRow, span: Span, y: number, axis: Axis): SVGElement {
  const { state, waitsFor, from, to, line } = span;
  const x = axis.at(from);
  const width = Math.max(0, axis.at(to) - x);
  const top = y + (ROW - BAR) / 2;
  const told = `'${row.name}' ${describeState(state, waitsFor)}${line === undefined ? '' : `, line ${line}`}`;
  const group = svg('g', { class: `pg-span pg-${state}`, 'data-state': state, 'data-waits': waitsFor });
  group.append(svg('title', {}, told), svg('rect', { x, y: top, width, height: BAR, rx: 3 }));
  const letters = Math.floor((width - 8) / LETTER);
  if (waitsFor !== undefined && letters >= 3) {
    const text = waitsFor.length > letters ? `${waitsFor.slice(0, letters - 1)}…` : waitsFor;
    group.append(svg('text', { x: x + 5, y: top + 16 }, text));
  }
  return group;
}

function drawLevel(
  row: ResourceRow,
  { level, text, from, to }: Level,
  most: number,
  y: number,
  axis: Axis,
): SVGElement {
  const x = axis.at(from);
  const width = Math.max(0, axis.at(to) - x);
  const height = Math.min(1, level / most) * BAR;
  const group = svg('g', { class: 'pg-level', 'data-level': level });
  const bottom = y + (ROW + BAR) / 2;
  group.append(
    svg('title', {}, `${row.name} holds ${level}: ${text}`),
    svg('rect', { class: 'pg-room', x, y: bottom - BAR, width, height: BAR }),
    svg('rect', { class: 'pg-held', x, y: bottom - height, width, height }),
  );
  return group;
}

function taskStateAt(row: TaskRow, count: number): string {
  if (count <= row.made) return '';
  if (row.end !== undefined && row.end.at < count) return row.end.outcome;
  const span = row.spans.findLast(({ from }) => from < count);
  if (span === undefined) return 'made';
  return span.state === 'waiting' ? `waits: ${span.waitsFor ?? ''}` : span.state;
}

function levelAt(row: ResourceRow, count: number): string {
  const level = row.levels.findLast(({ from }) => from < count)?.level;
  if (level === undefined) return '';
  return row.capacity === undefined ? `holds ${level}` : `holds ${level} of ${row.capacity}`;
}
