import type { EventLoop } from '@x/event-loop';

/** The iteration counter runs on for so many iterations after an event. */
const IDLE = 8;

/**
 * The lines of a run: `time-ms iteration who what`.
 *
 * @remarks
 * The iteration is counted by a `callSoon` that renews itself: it restarts when time moves, and stops when nothing
 * has been logged for a while. It shows one hop through the loop more or less, and is no absolute number.
 */
export class Trace {
  readonly lines: string[] = [];
  readonly #loop: EventLoop;
  readonly #start: number;
  #closed = false;
  #iteration = 0;
  #quiet = 0;
  #ticking = false;
  #lastTime = -1;

  constructor(loop: EventLoop) {
    this.#loop = loop;
    this.#start = loop.time();
  }

  log(who: string, text: string): void {
    if (this.#closed) return;
    const now = this.#loop.time() - this.#start;
    if (now !== this.#lastTime) {
      this.#lastTime = now;
      this.#iteration = 0;
    }
    this.#quiet = 0;
    if (!this.#ticking) {
      this.#ticking = true;
      this.#loop.callSoon(this.#tick);
    }
    this.lines.push(`${now} ${this.#iteration} ${who} ${text}`);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What comes later is no longer part of the program. */
  close(): void {
    this.#closed = true;
  }

  readonly #tick = (): void => {
    this.#iteration += 1;
    this.#quiet += 1;
    this.#ticking = this.#quiet < IDLE && !this.#closed;
    if (this.#ticking) this.#loop.callSoon(this.#tick);
  };
}
