const QUEUED = 0;
const STARTED = 1;
const TAKEN = 2;
const ABORTING = 3;

const STATES = 4;
// A generation and a state share one 32-bit cell.
const GENERATIONS = 2 ** 29;

/** How many tasks a worker can have in flight when nobody says otherwise. */
export const CAPACITY = 4096;

/**
 * One shared cell for each task in flight to a worker thread. The worker starts a task and the main thread takes it
 * back by the same compare-and-swap, so exactly one of them succeeds.
 *
 * @remarks
 * Tasks are numbered in the order in which they are sent, and their cells are used in turn. Each cell also carries the
 * generation of its task, because the main thread may reuse the cell of a task it took back before the worker came to
 * look at it: without the generation the worker would start the new task in the old one's place, or skip the new one.
 *
 * @internal
 */
export class Cells {
  readonly shared: SharedArrayBuffer;
  readonly capacity: number;
  readonly #cells: Int32Array;

  constructor(capacity: number | SharedArrayBuffer = CAPACITY) {
    this.shared =
      typeof capacity === 'number' ? new SharedArrayBuffer(capacity * Int32Array.BYTES_PER_ELEMENT) : capacity;
    this.#cells = new Int32Array(this.shared);
    this.capacity = this.#cells.length;
    if (typeof capacity === 'number') this.#cells.fill(TAKEN);
  }

  /** Main thread: the task is on its way. */
  queue(seq: number): void {
    Atomics.store(this.#cells, seq % this.capacity, this.#value(seq, QUEUED));
  }

  /** Worker: claims the task; `false` when it was taken back. */
  start(seq: number): boolean {
    return this.#swap(seq, QUEUED, STARTED);
  }

  /** Main thread: takes the task back; `false` when it has been started. */
  take(seq: number): boolean {
    return this.#swap(seq, QUEUED, TAKEN);
  }

  /** Main thread: tells a started task that it should stop; `false` when it has not been started. */
  abort(seq: number): boolean {
    return this.#swap(seq, STARTED, ABORTING);
  }

  /** Whether the worker has claimed the task. */
  isStarted(seq: number): boolean {
    const state = Atomics.load(this.#cells, seq % this.capacity) - this.#value(seq, QUEUED);
    return state === STARTED || state === ABORTING;
  }

  /** Whether the task was told to stop. */
  isAborting(seq: number): boolean {
    return Atomics.load(this.#cells, seq % this.capacity) === this.#value(seq, ABORTING);
  }

  #swap(seq: number, from: number, to: number): boolean {
    const before = this.#value(seq, from);
    return Atomics.compareExchange(this.#cells, seq % this.capacity, before, this.#value(seq, to)) === before;
  }

  #value(seq: number, state: number): number {
    return ((Math.floor(seq / this.capacity) % GENERATIONS) * STATES + state) | 0;
  }
}
