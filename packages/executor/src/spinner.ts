/**
 * Polls for answers for a short while instead of sleeping until one wakes the event loop: waking across CPUs takes
 * longer than a small task.
 *
 * @internal
 */
export class Spinner {
  readonly #limit: number;
  readonly #poll: () => boolean;
  #isScheduled = false;

  /**
   * @param limit - how long to poll, in milliseconds; 0 not at all.
   * @param poll - reads what has come in; whether there was anything.
   */
  constructor(limit: number, poll: () => boolean) {
    this.#limit = limit;
    this.#poll = poll;
  }

  /** Polls once the code that runs now, and what it has left to do, is over. */
  soon(): void {
    if (this.#limit === 0 || this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#spin());
  }

  #spin(): void {
    this.#isScheduled = false;
    const end = performance.now() + this.#limit;
    while (!this.#poll() && performance.now() < end);
  }
}
