import { InvalidStateError, type BlockOptions, type Future, type WaitOptions } from '@x/future';
import { inspectAsText } from '@x/future/context';

/**
 * The result of a call that a pool works on.
 *
 * @remarks
 * It can be awaited, which is `get()` without limits.
 *
 * **Cancellation.** Giving up the wait leaves the call alone.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.AsyncResult | multiprocessing.pool.AsyncResult}
 */
export class AsyncResult<T> implements PromiseLike<T> {
  static {
    inspectAsText(this);
  }

  /** The future behind it, for what takes futures. */
  readonly future: Future<T>;

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

  /** {@link AsyncResult.get} that blocks the thread. */
  getSync(options?: BlockOptions): T {
    return this.future.resultSync(options);
  }

  /** Waits until the call is done or `timeout` milliseconds are over; says nothing, as in Python. */
  async wait(options?: WaitOptions): Promise<void> {
    await this.future.get(options).then(ignore, (error: unknown) => rethrowUnlessOver(this.future, error));
  }

  /** {@link AsyncResult.wait} that blocks the thread. */
  waitSync(options?: BlockOptions): void {
    try {
      this.future.exceptionSync(options);
    } catch (error) {
      rethrowUnlessOver(this.future, error);
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

  /** Does not count as reading a failure: `wait()` and `console.log` may come before `get()`. */
  toString(): string {
    return `<${this.constructor.name} ${this.ready() ? 'ready' : 'pending'}>`;
  }
}

/** The result of `mapAsync` and `starmapAsync`: the list of all results. */
export class MapResult<T> extends AsyncResult<T[]> {}

function rethrowUnlessOver(future: Future<unknown>, error: unknown): void {
  const isTimeout = (error as { code?: unknown } | undefined)?.code === 'ERR_TIMEOUT';
  if (!future.done() && !isTimeout) throw error;
}

function ignore(): void {}
