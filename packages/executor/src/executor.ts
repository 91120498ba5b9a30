import { NotImplementedError } from '@x/future';
import type { Executor as ExecutorInterface, Future, ShutdownOptions } from '@x/future';
import { checkCount, checkDuration, show } from './arguments.ts';
import { mapAsync } from './map-async.ts';
import { mapEager } from './map-eager.ts';
import type { ChunkResult } from './chunk-result.ts';
import type { MapOptions } from './options.ts';

/** For each parameter, an iterable of values for it. */
export type Iterables<A extends unknown[]> = { [K in keyof A]: Iterable<A[K]> };

/** For each parameter, an iterable or async iterable of values for it. */
export type AnyIterables<A extends unknown[]> = { [K in keyof A]: Iterable<A[K]> | AsyncIterable<A[K]> };

/** How `map` submits: one call, or several as one. */
export interface Submitter<A extends unknown[], R> {
  one(row: A): Future<R>;
  chunk?: ((rows: readonly A[]) => Future<ChunkResult<R>>) | undefined;
}

/**
 * What all executors have in common: a subclass provides `submit`, and has `map` with it.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#executor-objects | concurrent.futures.Executor}
 */
export abstract class Executor implements ExecutorInterface {
  /**
   * Schedules `fn(...args)`.
   *
   * @throws {@link NotImplementedError} in the base class.
   */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>>;
  submit(): never {
    throw new NotImplementedError('Executor.submit');
  }

  /**
   * Calls `fn` for each set of arguments, and yields the results in the order of the input.
   *
   * @remarks
   * **Order.** All calls are submitted by this one, before it returns. The shortest iterable ends the input. The
   * first call that fails ends the iteration with its error; what has not begun by then is cancelled, as it is when
   * the loop is left early.
   *
   * **Differs from Python.** Gives an async iterator; options go through {@link Executor.mapWith}.
   *
   * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map | Executor.map}
   */
  map<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...iterables: Iterables<A>
  ): AsyncIterableIterator<Awaited<R>, undefined> {
    return this.mapWith({}, fn, ...iterables);
  }

  /**
   * {@link Executor.map} with a time limit, with several calls sent as one, or with a bound on how far it reads ahead.
   *
   * @remarks
   * With `buffersize` the input is read as results are taken, so that it may be endless, or async.
   *
   * @throws {@link TimeoutError} from the iteration, when `timeout` milliseconds after the call a result is missing.
   * @throws TypeError or RangeError at the call when an option is out of range, or async input has no `buffersize`.
   */
  mapWith<A extends unknown[], R>(
    options: MapOptions,
    fn: (...args: A) => R,
    ...iterables: AnyIterables<A>
  ): AsyncIterableIterator<Awaited<R>, undefined> {
    checkDuration('timeout', options.timeout);
    checkCount('chunksize', options.chunksize, 1);
    checkCount('buffersize', options.buffersize, 1);
    for (const [index, one] of iterables.entries()) checkIterable(one, `iterables[${index}]`, options);
    const submitter = this.submitter(fn);
    if (options.buffersize === undefined) return mapEager(submitter, iterables as Iterables<A>, options);
    if (!iterables.some(isAsync)) return mapEager(submitter, iterables as Iterables<A>, options);
    return mapAsync(submitter, iterables, { ...options, buffersize: options.buffersize });
  }

  /** Takes no more work. The base class has nothing to end. */
  shutdown(options?: ShutdownOptions): Promise<void>;
  shutdown(): Promise<void> {
    return Promise.resolve();
  }

  /** `await using executor = …` ends with `shutdown()`, which waits for what was submitted. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  /** How `map` submits calls of `fn`; executors that can send several at once say so here. */
  protected submitter<A extends unknown[], R>(fn: (...args: A) => R): Submitter<A, Awaited<R>> {
    return { one: (row) => this.submit(fn, ...row) };
  }
}

function checkIterable(value: unknown, name: string, { buffersize }: MapOptions): void {
  if (isAsync(value)) {
    if (buffersize === undefined)
      throw new TypeError(`${name} is async: mapWith({ buffersize }) has to bound how far it is read`);
    return;
  }
  if (value === null || value === undefined || typeof (value as Iterable<unknown>)[Symbol.iterator] !== 'function') {
    throw new TypeError(`${name} must be iterable, got ${show(value)}`);
  }
}

function isAsync(value: unknown): value is AsyncIterable<unknown> {
  return typeof (value as AsyncIterable<unknown> | null | undefined)?.[Symbol.asyncIterator] === 'function';
}
