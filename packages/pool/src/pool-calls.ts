import type { ChunkResult } from '@x/executor';
import { taskDefinition } from '@x/executor/task';
import type { Future } from '@x/future';
import { AsyncResult, MapResult } from './async-result.ts';
import type { ApplyOptions, CallArguments, CallbackOptions, ChunkSizeOptions, IMapOptions } from './call-options.ts';
import {
  checkArguments,
  checkBuffersize,
  checkCallbacks,
  checkChunksize,
  checkIterable,
  checkKeywords,
} from './checks.ts';
import type { ChunkRunner } from './imap-feed.ts';
import type { IMapIterator } from './imap-iterator.ts';
import { chunkSource, type ChunkSource } from './imap-source.ts';
import { MapCall } from './map-call.ts';
import { failureOf, PoolFuture } from './pool-future.ts';
import type { PoolLife } from './pool-life.ts';
import { refusePools } from './refuse-pools.ts';

/** A class of iterators over the results of `imap`. */
type IteratorClass<I> = new (source: ChunkSource<never>, runner: ChunkRunner<never, never>, window: number) => I;

/** Makes tasks of the calls that a pool is given. */
export class PoolCalls {
  readonly #life: PoolLife;

  constructor(life: PoolLife) {
    this.#life = life;
  }

  /** One call. */
  apply<A extends unknown[], R>(
    fn: (...args: A) => R,
    args: CallArguments<A> | undefined,
    options: ApplyOptions & CallbackOptions<Awaited<R>>,
  ): AsyncResult<Awaited<R>> {
    this.#life.checkRunning();
    const given: readonly unknown[] = args ?? [];
    checkArguments('args', given);
    checkKeywords('kwds', options.kwds);
    checkCallbacks(options);
    refusePools(given);
    const all = [...given, ...(options.kwds === undefined ? [] : [options.kwds])] as A;
    const call = this.#life.executor.submitWith({ signal: options.signal }, fn, ...all);
    const future = new PoolFuture<Awaited<R>>(options);
    future.follow(call, () => {
      const failure = failureOf(call);
      if (failure === undefined) future.setResult(call.result());
      else future.fail(this.#life.translate(failure.error));
    });
    return new AsyncResult(future);
  }

  /** A call for each item, which is its argument. */
  map<T, R>(
    fn: (item: T) => R,
    iterable: Iterable<T>,
    options: ChunkSizeOptions & CallbackOptions<Awaited<R>[]>,
  ): MapResult<Awaited<R>> {
    this.#checkMap(fn, iterable, options);
    const items = [...iterable];
    refusePools(items);
    return this.#inChunks(items, options, (chunk) => this.#life.executor.submitItems({}, fn, chunk));
  }

  /** A call for each item, of which `toRow` makes the arguments. */
  starmap<A extends unknown[], R>(
    fn: (...args: A) => R,
    iterable: Iterable<unknown>,
    toRow: (item: unknown) => A,
    options: ChunkSizeOptions & CallbackOptions<Awaited<R>[]>,
  ): MapResult<Awaited<R>> {
    this.#checkMap(fn, iterable, options);
    const rows = Array.from(iterable, toRow);
    for (const row of rows) refusePools(row);
    return this.#inChunks(rows, options, (chunk) => this.#life.executor.submitChunk({}, fn, chunk));
  }

  /** A call for each item, as results are taken from an iterator. */
  iterate<I extends IMapIterator<Awaited<R>>, T, R>(
    Kind: IteratorClass<I>,
    fn: (item: T) => R,
    iterable: Iterable<T> | AsyncIterable<T>,
    options: IMapOptions,
  ): I {
    this.#life.checkRunning();
    taskDefinition(fn);
    checkChunksize(options);
    checkBuffersize(options);
    checkIterable(iterable, true);
    const { chunksize = 1, buffersize } = options;
    const window = buffersize === undefined ? 2 * this.#life.executor.maxWorkers : Math.floor(buffersize / chunksize);
    const runner: ChunkRunner<T, Awaited<R>> = {
      submit: (items) => this.#submitItems(fn, items),
      translate: (error) => this.#life.translate(error),
      onExhausted: () => this.#life.release(iterator.feed),
    };
    const source = chunkSource(iterable, chunksize);
    const iterator = new Kind(source as ChunkSource<never>, runner as ChunkRunner<never, never>, window);
    this.#life.adopt(iterator.feed);
    return iterator;
  }

  #checkMap(
    fn: (...args: never) => unknown,
    iterable: unknown,
    options: ChunkSizeOptions & CallbackOptions<never>,
  ): void {
    this.#life.checkRunning();
    taskDefinition(fn);
    checkChunksize(options);
    checkCallbacks(options);
    checkIterable(iterable, false);
  }

  #inChunks<I, R>(
    items: readonly I[],
    options: ChunkSizeOptions & CallbackOptions<R[]>,
    submit: (chunk: readonly I[]) => Future<ChunkResult<R>>,
  ): MapResult<R> {
    const { length } = items;
    const chunksize = options.chunksize ?? Math.max(1, Math.ceil(length / (this.#life.executor.maxWorkers * 4)));
    const call = new MapCall<R>(length, chunksize, options, (error) => this.#life.translate(error));
    for (let first = 0; first < length; first += chunksize) {
      call.add(first, submit(items.slice(first, first + chunksize)));
    }
    return new MapResult(call.future);
  }

  #submitItems<T, R>(fn: (item: T) => R, items: readonly T[]): Future<ChunkResult<Awaited<R>>> {
    this.#life.checkAlive();
    refusePools(items);
    return this.#life.executor.submitItems<T, R>({ goOn: true }, fn, items);
  }
}
