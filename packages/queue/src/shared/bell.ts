// A bell's word: somebody may be listening; among them a watcher; the rings counted in the other bits.
const LISTENING = 1;
const WAKE_ALL = 2;
const ONE_RING = 4;

/**
 * Who listens to a bell: a `sleeper` is a blocked thread that takes whatever there is; a `watcher` may be busy when the
 * bell rings, or may have no use for what is there, so that others have to be woken, too.
 */
export type Listener = 'sleeper' | 'watcher';

/**
 * Wakes threads that wait for a change of the queue.
 *
 * @remarks
 * A bell's word counts its rings, and says in its lowest bits whether anybody may be listening; as long as nobody is,
 * ringing costs one read. Who wants to wait *arms* the bell, looks at the queue once more, and waits for the word to
 * become another than the one it armed: so no ring in between is missed. It is not known who listens, and how many; one
 * that dies or gives up leaves nothing to clear away.
 */
export class Bell {
  readonly #words: Int32Array;
  readonly #at: number;

  constructor(words: Int32Array, at: number) {
    this.#words = words;
    this.#at = at;
  }

  /** Announces a listener; gives the word to wait with. */
  arm(listener: Listener): number {
    const bits = listener === 'sleeper' ? LISTENING : LISTENING | WAKE_ALL;
    return Atomics.or(this.#words, this.#at, bits) | bits;
  }

  /** Blocks the thread until the bell rings, if it has not since it was armed, or `limit` milliseconds are over. */
  wait(armed: number, limit: number): void {
    Atomics.wait(this.#words, this.#at, armed, limit);
  }

  /** Resolves when the bell rings, at once if it has since it was armed. It does not keep the process alive. */
  async heard(armed: number): Promise<void> {
    const ring = Atomics.waitAsync(this.#words, this.#at, armed);
    if (ring.async) await ring.value;
  }

  /** Says that there is one more thing to be had: wakes the thread that has slept longest, or all if there is a watcher. */
  ring(): void {
    const word = Atomics.load(this.#words, this.#at);
    if ((word & LISTENING) === 0) return;
    if ((word & WAKE_ALL) !== 0) {
      this.#silence(word);
      return;
    }
    const rung = (Atomics.add(this.#words, this.#at, ONE_RING) + ONE_RING) | 0;
    if (Atomics.notify(this.#words, this.#at, 1) === 0) this.#silence(rung);
  }

  /** Wakes everybody. */
  ringAll(): void {
    const word = Atomics.load(this.#words, this.#at);
    if ((word & LISTENING) !== 0) this.#silence(word);
  }

  /** Wakes everybody, and does not ring again until the bell is armed again. */
  #silence(word: number): void {
    const next = ((word & ~(LISTENING | WAKE_ALL)) + ONE_RING) | 0;
    // If it is another word by now, somebody else has rung, or will see what has changed since he has armed the bell.
    Atomics.compareExchange(this.#words, this.#at, word, next);
    Atomics.notify(this.#words, this.#at);
  }
}
