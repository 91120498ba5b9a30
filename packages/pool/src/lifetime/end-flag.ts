const ENDED = 0;

/**
 * Says across threads that something has ended: it can be read at any time, and waited for by blocking.
 *
 * @internal
 */
export class EndFlag {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#cells = new Int32Array(shared);
  }

  get isSet(): boolean {
    return Atomics.load(this.#cells, ENDED) === 1;
  }

  set(): void {
    Atomics.store(this.#cells, ENDED, 1);
    Atomics.notify(this.#cells, ENDED);
  }

  /** Blocks the thread until the flag is set, for at most `timeout` milliseconds. */
  block(timeout: number): void {
    Atomics.wait(this.#cells, ENDED, 0, timeout);
  }
}
