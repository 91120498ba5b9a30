const RUNG = 0;
const WAITING = 1;

/**
 * Tells a thread that polls, or blocks on `Atomics.wait`, that another has posted something: looking at it costs a
 * thousandth of looking at a port, and holds nobody up.
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

  /** A message has been posted. */
  ring(): void {
    Atomics.add(this.#cells, RUNG, 1);
    // Waking costs a system call, so only when somebody sleeps.
    if (Atomics.load(this.#cells, WAITING) === 1) Atomics.notify(this.#cells, RUNG);
  }

  /** How often it has rung. Look at the ports after asking, and before polling for, or sleeping on, another answer. */
  get count(): number {
    return Atomics.load(this.#cells, RUNG);
  }

  /** Polls until it rings once more than `count`; `false` when it did not by `end`, by `performance.now()`. */
  poll(count: number, end: number): boolean {
    while (Atomics.load(this.#cells, RUNG) === count) if (performance.now() >= end) return false;
    return true;
  }

  /** Main thread: sleeps until it rings once more than `count`, for at most `limit` milliseconds. */
  sleep(count: number, limit: number): void {
    Atomics.store(this.#cells, WAITING, 1);
    Atomics.wait(this.#cells, RUNG, count, limit);
    Atomics.store(this.#cells, WAITING, 0);
  }
}
