/**
 * Wakes threads that wait for a change of the queue.
 *
 * @remarks
 * A bell's word counts its rings; the lowest bit says that somebody may be listening, so that ringing costs one read
 * while nobody is. Who wants to wait *arms* the bell, looks at the queue once more, and then waits for the word to be
 * another than the one it armed: a ring in between is never missed. Nothing is kept about who listens, so one that dies
 * or gives up leaves nothing to clear away.
 */
export class Bell {
  readonly #words: Int32Array;
  readonly #at: number;

  constructor(words: Int32Array, at: number) {
    this.#words = words;
    this.#at = at;
  }

  /** Announces a listener; gives the word to wait with. */
  arm(): number {
    return Atomics.or(this.#words, this.#at, 1) | 1;
  }

  /** Blocks the thread until the bell rings, if it has not since {@link Bell.arm}, or `limit` milliseconds are over. */
  wait(armed: number, limit: number): void {
    Atomics.wait(this.#words, this.#at, armed, limit);
  }

  /** Resolves when the bell rings, at once if it has since {@link Bell.arm}. It does not keep the process alive. */
  async heard(armed: number): Promise<void> {
    const ring = Atomics.waitAsync(this.#words, this.#at, armed);
    if (ring.async) await ring.value;
  }

  /** Wakes all listeners. */
  ringAll(): void {
    const word = Atomics.load(this.#words, this.#at);
    if ((word & 1) === 0) return;
    Atomics.compareExchange(this.#words, this.#at, word, word + 1);
    Atomics.notify(this.#words, this.#at);
  }

  /** Wakes the thread that has slept longest; only for bells whose listeners are all blocked, and want the same. */
  ringOne(): void {
    const word = Atomics.load(this.#words, this.#at);
    if ((word & 1) === 0) return;
    const rung = Atomics.add(this.#words, this.#at, 2) + 2;
    if (Atomics.notify(this.#words, this.#at, 1) > 0) return;
    // Nobody sleeps: no need to ring until somebody arms the bell again. Whoever fell asleep just now, looks again.
    if (Atomics.compareExchange(this.#words, this.#at, rung, rung + 1) === rung) Atomics.notify(this.#words, this.#at);
  }
}
