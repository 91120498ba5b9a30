/**
 * How many tasks a worker may have in flight: enough to be busy while a message travels, few enough that what waits
 * behind one task does not wait long.
 *
 * @internal
 */
export class Window {
  /** At least one, so that there is always a first. */
  size = 1;
  readonly #target: number;
  readonly #most: number;
  #average = 0;

  /** @param target - how much work to have in flight, in milliseconds. */
  constructor(target: number, most: number) {
    this.#target = target;
    this.#most = most;
  }

  /** Learns from a reply that `count` tasks took `busy` milliseconds. */
  learn(busy: number, count: number): void {
    if (count === 0) return;
    const sample = busy / count;
    this.#average = this.#average === 0 ? sample : (this.#average + sample) / 2;
    const fitting = Math.max(1, Math.min(this.#most, Math.floor(this.#target / this.#average)));
    this.size = Math.min(this.size * 4, fitting);
  }

  /** Starts again with one: what was in flight got stuck. */
  close(): void {
    this.size = 1;
  }
}
