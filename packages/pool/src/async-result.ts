import { InvalidStateError, TimeoutError, type BlockOptions, type Future, type WaitOptions } from '@x/future';
import { inspectAsText } from '@x/future/context';

/**
 * The result of a call that a pool works on.
 *
 * @remarks
 * It can be awaited, which is `get()` without limits.
 *
 * **Cancellation.** Giving up a `get()` leaves the call alone. Cancelling a task that awaits the result itself takes
 * back what has not begun, as with any future.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.AsyncResult | multiprocessing.pool.AsyncResult}
 */
export class AsyncResult<T> implements PromiseLike<T> {
  static {
    inspectAsText(this);
  }

  /** The future behind it, for what takes futures. */
  readonly future: Future<T>;

  /** For pools. */
  constructor(future: Future<T>) {
    this.future = future;
  }

  /**
   * The value of the call.
   *
   * @throws what the call threw. {@link TimeoutError} when `timeout` milliseconds pass first; the call goes on.
   */
  get(options?: WaitOptions): Promise<T> {
    return this.future.get(options);
  }

  /**
   * {@link AsyncResult.get} that blocks the thread.
   *
   * @throws {@link RuntimeError} at once when the call runs in a process that cannot be heard meanwhile: see the option
   * `blocking` of {@link Pool}.
   */
  getSync(options?: BlockOptions): T {
    return this.future.resultSync(options);
  }

  /** Waits until the call is done or `timeout` milliseconds are over; says nothing, as in Python. */
  async wait(options?: WaitOptions): Promise<void> {
    try {
      await this.future.getException(options);
    } catch (error) {
      this.#rethrowUnlessOver(error);
    }
  }

  /** {@link AsyncResult.wait} that blocks the thread. */
  waitSync(options?: BlockOptions): void {
    try {
      this.future.exceptionSync(options);
    } catch (error) {
      this.#rethrowUnlessOver(error);
    }
  }

  /** Whether the call is done. */
  ready(): boolean {
    return this.future.done();
  }

  /**
   * Whether the call ended with a value.
   *
   * @throws {@link InvalidStateError} when it is not done (Python: `ValueError`).
   */
  successful(): boolean {
    if (!this.ready()) throw new InvalidStateError(`${this.toString()} not ready`);
    return !this.future.cancelled() && this.future.exception() === undefined;
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.future.then(onFulfilled, onRejected);
  }

  toString(): string {
    return `<${this.constructor.name} ${this.ready() ? 'ready' : 'pending'}>`;
  }

  // A failure of the call, or the end of our patience, is no failure of the wait.
  #rethrowUnlessOver(error: unknown): void {
    if (!this.ready() && !(error instanceof TimeoutError)) throw error;
  }
}

/** The result of `mapAsync` and `starmapAsync`: the list of all results. */
export class MapResult<T> extends AsyncResult<T[]> {
  declare readonly future: Future<T[]>;
}
