import type { Bell } from './worker/bell.ts';

// The event loop gets a turn after so many milliseconds, however many tasks are awaited one after the other.
const LONGEST_WITHOUT_A_TURN = 1;
// The shortest that it polls after it polled in vain, of the longest.
const LEAST = 1 / 16;

/**
 * Polls for answers for a short while instead of sleeping until one wakes the event loop: waking across CPUs takes
 * longer than a small task, and so does a turn of the loop.
 *
 * @internal
 */
export class Spinner {
  readonly #limit: number;
  readonly #bell: Bell;
  readonly #drain: () => boolean;
  #heard = 0;
  #patience: number;
  #isScheduled = false;
  #lastTurn = -Infinity;

  /**
   * @param limit - how long to poll at most, in milliseconds; 0 not at all.
   * @param bell - rung when there may be an answer.
   * @param drain - reads what has come in; whether there was anything.
   */
  constructor(limit: number, bell: Bell, drain: () => boolean) {
    this.#limit = limit;
    this.#patience = limit;
    this.#bell = bell;
    this.#drain = drain;
  }

  /** Polls once the code that runs now, and what it has left to do, is over. */
  soon(): void {
    if (this.#limit === 0 || this.#isScheduled) return;
    this.#isScheduled = true;
    if (performance.now() - this.#lastTurn < LONGEST_WITHOUT_A_TURN) queueMicrotask(this.#spin);
    else setImmediate(this.#spinInTurn);
  }

  readonly #spinInTurn = (): void => {
    this.#lastTurn = performance.now();
    this.#spin();
  };

  readonly #spin = (): void => {
    this.#isScheduled = false;
    const end = performance.now() + this.#patience;
    while (this.#bell.poll(this.#heard, end)) {
      this.#heard = this.#bell.count;
      if (!this.#drain()) continue;
      this.#patience = Math.min(this.#limit, this.#patience * 2);
      return;
    }
    // The tasks take longer; or the worker waits for the very CPU that is polled on.
    this.#patience = Math.max(this.#limit * LEAST, this.#patience / 2);
  };
}
