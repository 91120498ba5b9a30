import { formatTime } from '../timeline/describe.ts';
import type { Player } from '../timeline/player.ts';
import { html } from './elements.ts';

/** The buttons and sliders under the program. */
export class Controls {
  readonly element: HTMLElement = html('div', {
    class: 'pg-controls',
    role: 'group',
    'aria-label': 'Time line controls',
  });
  readonly #play = html('button', { type: 'button', class: 'pg-play' }, 'Play');
  readonly #scrub = html('input', { type: 'range', min: 0, value: 0, step: 1, 'aria-label': 'Place in the time line' });
  readonly #time = html('output', { class: 'pg-now' }, '0 ms');

  constructor(player: () => Player | undefined) {
    const button = (text: string, label: string, act: (player: Player) => void): HTMLButtonElement => {
      const element = html('button', { type: 'button', 'aria-label': label, title: label }, text);
      element.addEventListener('click', () => {
        const current = player();
        if (current !== undefined) act(current);
      });
      return element;
    };
    const speed = html('input', { type: 'range', min: -2, max: 3, step: 1, value: 0, 'aria-label': 'Speed' });
    const pace = html('output', {}, '1×');
    speed.addEventListener('input', () => {
      const factor = 2 ** Number(speed.value);
      const current = player();
      if (current !== undefined) current.speed = factor;
      pace.textContent = `${factor}×`;
    });
    this.#play.addEventListener('click', () => {
      const current = player();
      if (current?.isPlaying === true) current.pause();
      else current?.play();
    });
    this.#scrub.addEventListener('input', () => {
      player()?.pause();
      player()?.moveToCount(Number(this.#scrub.value));
    });
    this.element.append(
      button('«', 'To the start', (one) => one.moveToCount(0)),
      button('‹', 'One event back', (one) => one.step(-1)),
      this.#play,
      button('›', 'One event on', (one) => one.step(1)),
      button('»', 'To the end', (one) => one.moveToCount(Infinity)),
      this.#scrub,
      this.#time,
      html('label', { class: 'pg-speed' }, 'Speed', speed),
      pace,
    );
    this.#speed = speed;
  }

  readonly #speed: HTMLInputElement;

  /** The speed that the reader has set, as a factor. */
  get speed(): number {
    return 2 ** Number(this.#speed.value);
  }

  show(player: Player, events: number): void {
    this.#play.textContent = player.isPlaying ? 'Pause' : 'Play';
    this.#scrub.max = String(events);
    this.#scrub.value = String(player.count);
    const time = formatTime(Math.round(player.time));
    this.#time.textContent = time;
    this.#scrub.setAttribute('aria-valuetext', `${time}, event ${player.count} of ${events}`);
  }
}
