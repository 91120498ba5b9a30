import { describeEvent, formatTime } from '../timeline/describe.ts';
import type { Timeline } from '../timeline/model.ts';
import { html } from './elements.ts';

/** More rows than anybody reads. */
const MOST = 2_000;

/** The time line as a table, made when somebody opens it. */
export class EventTable {
  readonly element: HTMLDetailsElement = html(
    'details',
    { class: 'pg-table' },
    html('summary', {}, 'All events, as a table'),
  );
  readonly #body = html('tbody');
  #timeline: Timeline | undefined;

  constructor() {
    const head = html('tr', {}, html('th', { scope: 'col' }, 'Time'), html('th', { scope: 'col' }, 'What happens'));
    const table = html('table', {}, html('thead', {}, head), this.#body);
    this.element.append(html('div', { class: 'pg-scroll', tabindex: 0, role: 'group', 'aria-label': 'Events' }, table));
    this.element.addEventListener('toggle', () => this.#fill());
  }

  show(timeline: Timeline): void {
    this.#timeline = timeline;
    this.#fill();
  }

  #fill(): void {
    const timeline = this.#timeline;
    if (!this.element.open || timeline === undefined) return;
    const rows = timeline.events.slice(0, MOST).map((event) => {
      return html('tr', {}, html('td', {}, formatTime(event.time)), html('td', {}, describeEvent(event, timeline)));
    });
    this.#body.replaceChildren(...rows);
  }
}
