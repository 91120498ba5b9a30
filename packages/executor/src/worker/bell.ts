const RUNG = 0;
const WAITING = 1;

/**
 * Tells a main thread that blocks on `Atomics.wait` that a worker has posted something.
 *
 * @internal
 */
export class Bell {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#cells = new Int32Array(shared);
  }

  /** Worker: a message has been posted. */
  ring(): void {
    Atomics.add(this.#cells, RUNG, 1);
    // Waking costs a system call, so only when somebody sleeps.
    if (Atomics.load(this.#cells, WAITING) === 1) Atomics.notify(this.#cells, RUNG);
  }

  /** Main thread: how often it has rung. Look at the ports after asking, and before sleeping on the answer. */
  get count(): number {
    return Atomics.load(this.#cells, RUNG);
  }

  /** Main thread: sleeps until it rings once more than `count`, for at most `limit` milliseconds. */
  sleep(count: number, limit: number): void {
    Atomics.store(this.#cells, WAITING, 1);
    Atomics.wait(this.#cells, RUNG, count, limit);
    Atomics.store(this.#cells, WAITING, 0);
  }
}
