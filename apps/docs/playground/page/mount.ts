import { examples } from '../examples/index.ts';
import { Axis } from '../timeline/axis.ts';
import { describeEvent, formatTime } from '../timeline/describe.ts';
import { Timeline } from '../timeline/model.ts';
import { Player } from '../timeline/player.ts';
import type { TraceEvent } from '../trace.ts';
import { Chart } from './chart.ts';
import { Controls } from './controls.ts';
import { createEditor } from './editor.ts';
import { html } from './elements.ts';
import { describeEnding } from './ending.ts';
import { legend } from './legend.ts';
import { Output } from './output.ts';
import { Session, type Ending } from './session.ts';
import { fromHash, toHash } from './share.ts';
import { EventTable } from './table.ts';

/** How many events are drawn while the program runs. */
const DRAWN_LIVE = 1_000;

/** Puts the playground into an element; gives what takes it out again. */
export function mount(root: HTMLElement): () => void {
  let session: Session | undefined;
  let timeline = new Timeline();
  let player: Player | undefined;
  let failed: readonly number[] = [];
  let frame: number | undefined;

  const output = new Output();
  const chart = new Chart();
  const table = new EventTable();
  const controls = new Controls(() => player);
  const detail = html('p', { class: 'pg-detail', 'aria-live': 'polite' }, 'Run the program to see what its tasks do.');
  const runButton = html('button', { type: 'button', class: 'pg-run', title: 'Ctrl-Enter in the editor' }, 'Run');
  const stopButton = html('button', { type: 'button', disabled: true }, 'Stop');
  const shareButton = html('button', { type: 'button' }, 'Share');
  const status = html('span', { class: 'pg-status', role: 'status' });
  const choice = html('select', { 'aria-label': 'Examples' }, html('option', { value: '' }, 'Examples …'));
  for (const [name, { title }] of Object.entries(examples)) choice.append(html('option', { value: name }, title));
  const editorPane = html('div', { class: 'pg-editor' });
  root.replaceChildren(
    html('div', { class: 'pg-bar' }, choice, runButton, stopButton, shareButton, status),
    html('div', { class: 'pg-panes' }, editorPane, output.element),
    controls.element,
    chart.element,
    legend(),
    detail,
    table.element,
  );
  const editor = createEditor(editorPane, run);

  function run(): void {
    session?.stop();
    player?.pause();
    output.clear();
    timeline = new Timeline();
    failed = [];
    player = new Player(new Axis([]), move);
    player.speed = controls.speed;
    stopButton.disabled = false;
    root.dataset['state'] = 'running';
    status.textContent = 'running';
    redraw();
    session = new Session(editor.getText(), { onEvent, onEnd });
  }

  function onEvent(event: TraceEvent): void {
    if (event.kind === 'print') output.print(event.level, event.text, event.time, timeline.events.length);
    timeline.add(event);
    // A long run is drawn at its end: drawing all of it again and again would keep the page busy.
    if (timeline.events.length < DRAWN_LIVE) frame ??= requestAnimationFrame(redraw);
  }

  function onEnd(ending: Ending): void {
    const { text, lines, isFailure } = describeEnding(ending, timeline);
    failed = lines;
    output.end(text, isFailure);
    stopButton.disabled = true;
    status.textContent = isFailure ? 'failed' : ending.kind;
    root.dataset['state'] = ending.kind;
    redraw();
    if (isFailure || matchMedia('(prefers-reduced-motion: reduce)').matches) player?.moveToCount(Infinity);
    else player?.play();
  }

  function redraw(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
    const axis = new Axis(timeline.events);
    chart.draw(timeline, axis);
    table.show(timeline);
    player?.extend(axis);
  }

  function move(): void {
    if (player === undefined) return;
    const { count, x } = player;
    chart.moveTo(x, count);
    output.moveTo(count);
    controls.show(player, timeline.events.length);
    const event = timeline.events[count - 1];
    if (!player.isPlaying && event !== undefined)
      detail.textContent = `${formatTime(event.time)}: ${describeEvent(event, timeline)}`;
    editor.mark({ failed, current: event?.kind === 'state' ? event.line : undefined });
  }

  async function share(): Promise<void> {
    history.replaceState(history.state, '', await toHash(editor.getText()));
    const isCopied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
    status.textContent = isCopied ? 'the link is copied' : 'the link is in the address bar';
  }

  async function load(): Promise<void> {
    const shared = await fromHash(location.hash);
    const [, name = ''] = location.hash.split('example=');
    const example = examples[name] ?? Object.values(examples)[0];
    editor.setText(shared ?? example?.text ?? '');
    if (examples[name] !== undefined) choice.value = name;
    root.dataset['state'] = 'loaded';
  }

  const onHashChange = (): void => void load(); // it catches its errors
  runButton.addEventListener('click', run);
  stopButton.addEventListener('click', () => session?.stop());
  shareButton.addEventListener('click', () => void share()); // it catches its errors
  choice.addEventListener('change', () => {
    const example = examples[choice.value];
    if (example === undefined) return;
    history.replaceState(history.state, '', `#example=${choice.value}`);
    editor.setText(example.text);
    run();
  });
  chart.onSeek((x) => {
    player?.pause();
    player?.moveTo(x);
  });
  chart.element.addEventListener('keydown', (event) => {
    const direction = { ArrowRight: 1, ArrowLeft: -1 } as const;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      player?.step(direction[event.key]);
    }
  });
  globalThis.addEventListener('hashchange', onHashChange);
  onHashChange();
  return () => {
    globalThis.removeEventListener('hashchange', onHashChange);
    session?.stop();
    player?.pause();
    editor.destroy();
  };
}
