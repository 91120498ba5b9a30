import type { Future } from './future.ts';

/** How {@link Executor.shutdown} ends an executor. */
export interface ShutdownOptions {
  /** Whether the promise waits until running work is over and resources are freed; `true` by default. */
  readonly wait?: boolean | undefined;
  /** Whether work that has not begun is cancelled; `false` by default. */
  readonly cancelFutures?: boolean | undefined;
}

/**
 * Runs functions elsewhere and gives a future for each: what an event loop needs of a thread or process pool.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#executor-objects | concurrent.futures.Executor}
 */
export interface Executor extends AsyncDisposable {
  /** Schedules one call of `fn`. What a task function may be is for the executor to say. */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>>;
  /** Calls `fn` for each set of arguments, and yields the results in the order of the input. */
  map<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...iterables: { [K in keyof A]: Iterable<A[K]> }
  ): AsyncIterableIterator<Awaited<R>>;
  /** Takes no new work, and ends when what was submitted is done. */
  shutdown(options?: ShutdownOptions): Promise<void>;
}
