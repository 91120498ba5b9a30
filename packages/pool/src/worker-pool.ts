import { SerializationError, type ChunkResult, type WorkerExecutor } from '@x/executor';
import { BrokenExecutor, CancelledError, InvalidStateError, type Future } from '@x/future';
import { inspectAsText } from '@x/future/context';
import { AsyncResult, MapResult } from './async-result.ts';
import { checkArguments, checkChunksize, checkIterable } from './checks.ts';
import { MaybeEncodingError, PoolTerminatedError } from './errors.ts';
import { IMapIterator, IMapUnorderedIterator, type ChunkRunner } from './imap-iterator.ts';
import { chunkSource } from './imap-source.ts';
import { MapCall } from './map-call.ts';
import { PoolFuture } from './pool-future.ts';
import { refusePools } from './refuse-pools.ts';

/** Whether a pool takes work (`RUN`), lets its workers go when they are done (`CLOSE`), or has ended them. */
export type PoolState = 'RUN' | 'CLOSE' | 'TERMINATE';

/** Callbacks of a call. They run in this thread, before `get()` returns. */
export interface CallbackOptions<T> {
  /** Called once with the value. */
  readonly callback?: ((value: T) => unknown) | undefined;
  /** Called once with the error. */
  readonly errorCallback?: ((error: unknown) => unknown) | undefined;
}

/** Options of one call. */
export interface ApplyOptions {
  /** Keyword arguments: passed as one object behind the others. */
  readonly kwds?: Readonly<Record<string, unknown>> | undefined;
  /** Cancels the call while it has not begun; while it runs, `taskContext().signal` tells the task. */
  readonly signal?: AbortSignal | undefined;
}

/** How a list of calls is divided. */
export interface ChunkSizeOptions {
  /** How many calls travel to a worker as one. */
  readonly chunksize?: number | undefined;
}

/** How far `imap` reads ahead. */
export interface IMapOptions extends ChunkSizeOptions {
  /** How many items may be read from the input and not yet taken; two chunks for each worker by default. */
  readonly buffersize?: number | undefined;
}

/** What {@link Pool} and {@link ThreadPool} have in common. */
export abstract class WorkerPool implements AsyncDisposable {
  static {
    inspectAsText(this);
  }

  readonly #executor: WorkerExecutor;
  readonly #iterators = new Set<IMapIterator<unknown>>();
  #state: PoolState = 'RUN';
  #gone: Promise<void> | undefined;

  protected constructor(executor: WorkerExecutor) {
    this.#executor = executor;
  }

  /** What the pool does with work. */
  get state(): PoolState {
    return this.#state;
  }

  /** How many workers it has. */
  get processes(): number {
    return this.#executor.maxWorkers;
  }

  /** Resolves when all workers are up. They start when the pool is made; calls need not wait for them. */
  get ready(): Promise<void> {
    return this.#executor.ready();
  }

  /** Calls `fn(...args)` in a worker, and waits for the value: `applyAsync(fn, args).get()`. */
  async apply<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: Readonly<Partial<A>> | readonly unknown[],
    options?: ApplyOptions,
  ): Promise<Awaited<R>> {
    return await this.applyAsync(fn, args, options);
  }

  /** {@link WorkerPool.apply} that blocks the thread. */
  applySync<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: Readonly<Partial<A>> | readonly unknown[],
    options?: ApplyOptions,
  ): Awaited<R> {
    return this.applyAsync(fn, args, options).getSync();
  }

  /**
   * Starts a call of `fn(...args)` in a worker.
   *
   * @throws {@link InvalidStateError} when the pool is closed. TypeError when `fn` or an argument cannot be sent.
   * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply_async | Pool.apply_async}
   */
  applyAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    args: Readonly<Partial<A>> | readonly unknown[] = [],
    options: ApplyOptions & CallbackOptions<Awaited<R>> = {},
  ): AsyncResult<Awaited<R>> {
    this.#checkRunning();
    checkArguments('args', args);
    refusePools(args, isPool);
    const all = [...args, ...(options.kwds === undefined ? [] : [options.kwds])] as A;
    const call = this.#executor.submitWith({ signal: options.signal }, fn, ...all);
    const future = new PoolFuture<Awaited<R>>();
    addCallbacks(future, options);
    future.follow(call, () => {
      const error = call.cancelled() ? new CancelledError() : call.exception();
      if (error === undefined) future.setResult(call.result());
      else future.settle(true, this.#translate(error), options.errorCallback !== undefined);
    });
    return new AsyncResult(future);
  }

  /** Calls `fn` for each item, and waits for the list of results: `mapAsync(fn, iterable).get()`. */
  async map<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: ChunkSizeOptions): Promise<Awaited<R>[]> {
    return await this.mapAsync(fn, iterable, options);
  }

  /** {@link WorkerPool.map} that blocks the thread. */
  mapSync<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: ChunkSizeOptions): Awaited<R>[] {
    return this.mapAsync(fn, iterable, options).getSync();
  }

  /**
   * Starts calls of `fn` for all items of an iterable, which is read completely first.
   *
   * @remarks
   * The first error to arrive is that of the whole, once all calls are done. By default there are four chunks for each
   * worker.
   *
   * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.map_async | Pool.map_async}
   */
  mapAsync<T, R>(
    fn: (item: T) => R,
    iterable: Iterable<T>,
    options?: ChunkSizeOptions & CallbackOptions<Awaited<R>[]>,
  ): MapResult<Awaited<R>> {
    return this.#mapRows<[T], R>(fn, iterable, (item) => [item as T], options);
  }

  /** Calls `fn(...item)` for each item, and waits for the list of results. */
  async starmap<A extends unknown[], R>(
    fn: (...args: A) => R,
    iterable: Iterable<Readonly<A>>,
    options?: ChunkSizeOptions,
  ): Promise<Awaited<R>[]> {
    return await this.starmapAsync(fn, iterable, options);
  }

  /** {@link WorkerPool.starmap} that blocks the thread. */
  starmapSync<A extends unknown[], R>(
    fn: (...args: A) => R,
    iterable: Iterable<Readonly<A>>,
    options?: ChunkSizeOptions,
  ): Awaited<R>[] {
    return this.starmapAsync(fn, iterable, options).getSync();
  }

  /**
   * Starts calls of `fn(...item)` for all items. See {@link WorkerPool.mapAsync}.
   *
   * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.starmap_async | Pool.starmap_async}
   */
  starmapAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    iterable: Iterable<Readonly<A>>,
    options?: ChunkSizeOptions & CallbackOptions<Awaited<R>[]>,
  ): MapResult<Awaited<R>> {
    const toRow = (item: unknown): A => {
      checkArguments('each item of a starmap', item);
      return item as A;
    };
    return this.#mapRows<A, R>(fn, iterable, toRow, options);
  }

  /**
   * Calls `fn` for each item, and gives the results one by one, in the order of the input.
   *
   * @param iterable - may be endless, or async: it is read as results are taken.
   * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.imap | Pool.imap}
   */
  imap<T, R>(
    fn: (item: T) => R,
    iterable: Iterable<T> | AsyncIterable<T>,
    options?: IMapOptions,
  ): IMapIterator<Awaited<R>> {
    return this.#iterate(IMapIterator<Awaited<R>>, fn, iterable, options);
  }

  /** {@link WorkerPool.imap} for a plain `for`: each step blocks the thread. */
  imapSync<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: IMapOptions): Iterable<Awaited<R>> {
    checkIterable(iterable, false);
    return this.imap(fn, iterable, options);
  }

  /**
   * {@link WorkerPool.imap} in the order in which the results come.
   *
   * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.imap_unordered | Pool.imap_unordered}
   */
  imapUnordered<T, R>(
    fn: (item: T) => R,
    iterable: Iterable<T> | AsyncIterable<T>,
    options?: IMapOptions,
  ): IMapUnorderedIterator<Awaited<R>> {
    return this.#iterate(IMapUnorderedIterator<Awaited<R>>, fn, iterable, options);
  }

  /** {@link WorkerPool.imapUnordered} for a plain `for`: each step blocks the thread. */
  imapUnorderedSync<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: IMapOptions): Iterable<Awaited<R>> {
    checkIterable(iterable, false);
    return this.imapUnordered(fn, iterable, options);
  }

  /** Takes no more work; the workers leave when what was given is done. Calling it again is fine. */
  close(): void {
    if (this.#state !== 'RUN') return;
    this.#state = 'CLOSE';
    // What iterators have not read yet was given to the pool, too.
    for (const iterator of this.#iterators) iterator.readAhead();
    this.#leaveWhenDone();
  }

  /**
   * Ends the workers at once; what is not done fails with {@link PoolTerminatedError}. Calling it again is fine.
   *
   * @returns a promise for the end of the workers, as {@link WorkerPool.join} gives.
   */
  terminate(): Promise<void> {
    if (this.#state !== 'TERMINATE') {
      this.#state = 'TERMINATE';
      this.#gone = this.#executor.killWorkers();
    }
    return this.#gone as Promise<void>;
  }

  /**
   * Waits until the workers have left.
   *
   * @throws {@link InvalidStateError} unless the pool was closed or terminated (Python: `ValueError`).
   */
  async join(): Promise<void> {
    this.#checkLeaving();
    this.#gone ??= this.#executor.shutdown();
    await this.#gone;
  }

  /** {@link WorkerPool.join} that blocks the thread until the work is done. */
  joinSync(): void {
    this.#checkLeaving();
    if (this.#state === 'CLOSE') this.#executor.shutdownSync();
  }

  /** `await using pool = …` ends with `terminate()`, as in Python, and waits for the workers. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminate();
  }

  toString(): string {
    return `<${this.constructor.name} state=${this.#state} pool_size=${this.processes}>`;
  }

  #mapRows<A extends unknown[], R>(
    fn: (...args: A) => R,
    iterable: Iterable<unknown>,
    toRow: (item: unknown) => A,
    options: ChunkSizeOptions & CallbackOptions<Awaited<R>[]> = {},
  ): MapResult<Awaited<R>> {
    this.#checkRunning();
    checkChunksize(options.chunksize);
    checkIterable(iterable, false);
    const rows = Array.from(iterable, toRow);
    refusePools(rows.flat(), isPool);
    const chunksize = options.chunksize ?? Math.max(1, Math.ceil(rows.length / (this.processes * 4)));
    const call = new MapCall<Awaited<R>>(rows.length, chunksize);
    // Of nothing there is nothing to tell: as in CPython, no callback is called.
    if (rows.length === 0) call.future.setResult([]);
    else addCallbacks(call.future, options);
    for (let place = 0; place * chunksize < rows.length; place += 1) {
      const chunk = rows.slice(place * chunksize, (place + 1) * chunksize);
      const sent = this.#executor.submitChunk({}, fn, chunk);
      call.add(place, sent, (error) => this.#translate(error), options.errorCallback !== undefined);
    }
    return new MapResult(call.future);
  }

  #iterate<I extends IMapIterator<Awaited<R>>, T, R>(
    Kind: new (source: never, runner: never, window: number) => I,
    fn: (item: T) => R,
    iterable: Iterable<T> | AsyncIterable<T>,
    { chunksize = 1, buffersize }: IMapOptions = {},
  ): I {
    this.#checkRunning();
    checkChunksize(chunksize);
    checkIterable(iterable, true);
    if (buffersize !== undefined && !(buffersize >= chunksize)) {
      throw new RangeError(`buffersize must be at least chunksize (${chunksize}), got ${buffersize}`);
    }
    const window = buffersize === undefined ? 2 * this.processes : Math.floor(buffersize / chunksize);
    let iterator: I | undefined;
    const runner: ChunkRunner<T, Awaited<R>> = {
      submit: (items) => this.#submitItems(fn, items),
      translate: (error) => this.#translate(error),
      onEnd: () => {
        if (iterator !== undefined) this.#iterators.delete(iterator);
        this.#leaveWhenDone();
      },
    };
    iterator = new Kind(chunkSource(iterable, chunksize) as never, runner as never, window);
    this.#iterators.add(iterator);
    return iterator;
  }

  #submitItems<T, R>(fn: (item: T) => R, items: readonly T[]): Future<ChunkResult<Awaited<R>>> {
    if (this.#state === 'TERMINATE') throw new PoolTerminatedError(this.toString());
    return this.#executor.submitChunk<[T], R>(
      { goOn: true },
      fn,
      items.map((item) => [item]),
    );
  }

  // A closed executor takes nothing, so it is closed when the iterators have sent all that they have.
  #leaveWhenDone(): void {
    if (this.#state === 'CLOSE' && this.#iterators.size === 0) this.#gone ??= this.#executor.shutdown();
  }

  #translate(error: unknown): unknown {
    const isOurs = error instanceof BrokenExecutor || error instanceof CancelledError;
    if (this.#state === 'TERMINATE' && isOurs) return new PoolTerminatedError(this.toString());
    if (!(error instanceof SerializationError) || error.what !== 'result') return error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return new MaybeEncodingError(reason, reason.replace(/ could not be cloned\.?$/, ''), { cause: error.cause });
  }

  #checkRunning(): void {
    if (this.#state !== 'RUN') throw new InvalidStateError(`Pool not running: ${this.toString()}`);
  }

  #checkLeaving(): void {
    if (this.#state === 'RUN') throw new InvalidStateError(`Pool is still running: ${this.toString()}`);
  }
}

function isPool(value: unknown): boolean {
  return value instanceof WorkerPool;
}

function addCallbacks<T>(future: PoolFuture<T>, { callback, errorCallback }: CallbackOptions<T>): void {
  if (callback === undefined && errorCallback === undefined) return;
  future.addDoneCallback(() => {
    const error = future.exception();
    return error === undefined ? callback?.(future.result()) : errorCallback?.(error);
  });
}
