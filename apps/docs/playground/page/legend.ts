import { html } from './elements.ts';

const ENTRIES: readonly (readonly [look: string, text: string])[] = [
  ['pg-running', 'runs'],
  ['pg-ready', 'ready'],
  ['pg-waiting', 'waits'],
  ['pg-cancel', '▲ asked to cancel'],
  ['pg-finished', '✓ finished'],
  ['pg-failed', '✗ failed'],
  ['pg-cancelled', '⊘ cancelled'],
];

/** What the looks of the chart mean. */
export function legend(): HTMLElement {
  const entries = ENTRIES.map(([look, text]) => html('li', { class: look }, text));
  return html('ul', { class: 'pg-legend', 'aria-label': 'Legend' }, ...entries);
}
