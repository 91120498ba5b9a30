const PHASE = 0;
const PID = 1;
const CODE = 2;
const CELLS = 3;

const STARTING = 0;
const RUNNING = 1;
const ENDED = 2;

/**
 * How a process is, in memory that the thread that keeps it shares with the one that wants to know: it can be read at
 * any time, and waited for by blocking.
 *
 * @internal
 */
export class ExitState {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#cells = new Int32Array(shared);
  }

  get isAlive(): boolean {
    return Atomics.load(this.#cells, PHASE) === RUNNING;
  }

  /** Its process id; 0 when it could not be started. */
  get pid(): number {
    return Atomics.load(this.#cells, PID);
  }

  /** As Python counts: what it exited with, or the signal that ended it as a negative number. */
  get exitcode(): number | undefined {
    return Atomics.load(this.#cells, PHASE) === ENDED ? Atomics.load(this.#cells, CODE) : undefined;
  }

  noteStarted(pid: number): void {
    Atomics.store(this.#cells, PID, pid);
    this.#enter(RUNNING);
  }

  noteEnded(exitcode: number): void {
    Atomics.store(this.#cells, CODE, exitcode);
    this.#enter(ENDED);
  }

  /** Blocks the thread until it has started, or will not. */
  blockWhileStarting(): void {
    Atomics.wait(this.#cells, PHASE, STARTING);
  }

  /** Blocks the thread until it has ended, for at most `timeout` milliseconds. */
  blockWhileRunning(timeout: number): void {
    Atomics.wait(this.#cells, PHASE, RUNNING, timeout);
  }

  #enter(phase: number): void {
    Atomics.store(this.#cells, PHASE, phase);
    Atomics.notify(this.#cells, PHASE);
  }
}
