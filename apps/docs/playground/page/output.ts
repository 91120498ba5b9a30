import { formatTime } from '../timeline/describe.ts';
import type { PrintLevel } from '../trace.ts';
import { html } from './elements.ts';

/** What a program printed, with the virtual time, and how it ended. */
export class Output {
  readonly element: HTMLElement = html('div', {
    class: 'pg-output',
    role: 'region',
    'aria-label': 'Output',
    tabindex: 0,
  });
  readonly #lines = html('ol');
  readonly #ending = html('div', { role: 'status' });
  #printed: { readonly element: HTMLElement; readonly at: number }[] = [];

  constructor() {
    this.element.append(this.#lines, this.#ending);
  }

  clear(): void {
    this.#printed = [];
    this.#lines.replaceChildren();
    this.#ending.replaceChildren();
  }

  /** Adds a line; `at` is the number of its event. */
  print(level: PrintLevel, text: string, time: number, at: number): void {
    const line = html(
      'li',
      { class: `pg-${level}` },
      html('span', { class: 'pg-when' }, formatTime(time)),
      html('code', {}, text),
    );
    this.#printed.push({ element: line, at });
    this.#lines.append(line);
  }

  end(text: string, isFailure: boolean): void {
    this.#ending.replaceChildren(html('p', { class: isFailure ? 'pg-failure' : 'pg-note' }, text));
  }

  /** Dims what is printed later. */
  moveTo(count: number): void {
    for (const { element, at } of this.#printed) element.classList.toggle('pg-not-yet', at >= count);
  }
}
