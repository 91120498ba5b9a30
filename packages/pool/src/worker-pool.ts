import type { WorkerExecutor } from '@x/executor';
import type { BlockOptions, WaitOptions } from '@x/future';
import { inspectAsText } from '@x/future/context';
import type { AsyncResult, MapResult } from './async-result.ts';
import type { ApplyOptions, CallArguments, CallbackOptions, ChunkSizeOptions, IMapOptions } from './call-options.ts';
import { checkArguments, checkIterable } from './checks.ts';
import { IMapIterator, IMapUnorderedIterator } from './imap-iterator.ts';
import { PoolCalls } from './pool-calls.ts';
import { PoolLife, type PoolState } from './pool-life.ts';
import { markAsPool } from './refuse-pools.ts';

/** What {@link Pool} and {@link ThreadPool} have in common. */
export abstract class WorkerPool implements AsyncDisposable {
  static {
    inspectAsText(this);
  }

  readonly #life: PoolLife;
  readonly #calls: PoolCalls;

  protected constructor(executor: WorkerExecutor) {
    this.#life = new PoolLife(executor, () => this.toString());
    this.#calls = new PoolCalls(this.#life);
    markAsPool(this);
  }

  /** What the pool does with work. */
  get state(): PoolState {
    return this.#life.state;
  }

  /** How many workers it has. */
  get processes(): number {
    return this.#life.executor.maxWorkers;
  }

  /** Resolves when all workers are up. They start when the pool is made; calls need not wait for them. */
  get ready(): Promise<void> {
    return this.#life.executor.ready();
  }

  /** Calls `fn(...args)` in a worker, and waits for the value: `applyAsync(fn, args).get()`. */
  async apply<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: CallArguments<NoInfer<A>>,
    options?: ApplyOptions,
  ): Promise<Awaited<R>> {
    return await this.applyAsync(fn, args, options);
  }

  /** {@link WorkerPool.apply} that blocks the thread. */
  applySync<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: CallArguments<NoInfer<A>>,
    options?: ApplyOptions,
  ): Awaited<R> {
    this.#life.executor.prepareToBlock();
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
    args?: CallArguments<NoInfer<A>>,
    options: ApplyOptions & CallbackOptions<Awaited<R>> = {},
  ): AsyncResult<Awaited<R>> {
    return this.#calls.apply(fn, args, options);
  }

  /** Calls `fn` for each item, and waits for the list of results: `mapAsync(fn, iterable).get()`. */
  async map<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: ChunkSizeOptions): Promise<Awaited<R>[]> {
    return await this.mapAsync(fn, iterable, options);
  }

  /** {@link WorkerPool.map} that blocks the thread. */
  mapSync<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: ChunkSizeOptions): Awaited<R>[] {
    this.#life.executor.prepareToBlock();
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
    options: ChunkSizeOptions & CallbackOptions<Awaited<R>[]> = {},
  ): MapResult<Awaited<R>> {
    return this.#calls.map<T, R>(fn, iterable, options);
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
    this.#life.executor.prepareToBlock();
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
    options: ChunkSizeOptions & CallbackOptions<Awaited<R>[]> = {},
  ): MapResult<Awaited<R>> {
    const toRow = (item: unknown): A => {
      checkArguments('each item of a starmap', item);
      return item as A;
    };
    return this.#calls.starmap<A, R>(fn, iterable, toRow, options);
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
    options: IMapOptions = {},
  ): IMapIterator<Awaited<R>> {
    return this.#calls.iterate(IMapIterator<Awaited<R>>, fn, iterable, options);
  }

  /** {@link WorkerPool.imap} for a plain `for`: each step blocks the thread. */
  imapSync<T, R>(fn: (item: T) => R, iterable: Iterable<T>, options?: IMapOptions): IMapIterator<Awaited<R>> {
    checkIterable(iterable, false);
    this.#life.executor.prepareToBlock();
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
    options: IMapOptions = {},
  ): IMapUnorderedIterator<Awaited<R>> {
    return this.#calls.iterate(IMapUnorderedIterator<Awaited<R>>, fn, iterable, options);
  }

  /** {@link WorkerPool.imapUnordered} for a plain `for`: each step blocks the thread. */
  imapUnorderedSync<T, R>(
    fn: (item: T) => R,
    iterable: Iterable<T>,
    options?: IMapOptions,
  ): IMapUnorderedIterator<Awaited<R>> {
    checkIterable(iterable, false);
    this.#life.executor.prepareToBlock();
    return this.imapUnordered(fn, iterable, options);
  }

  /**
   * Takes no more work; the workers leave when what was given is done. Calling it again is fine.
   *
   * @remarks
   * The input of iterators was given, too: from here on it is read to its end, and the results are kept.
   */
  close(): void {
    this.#life.close();
  }

  /**
   * Ends the workers at once; what is not done fails with {@link PoolTerminatedError}. Calling it again is fine.
   *
   * @returns a promise for the end of the workers, as {@link WorkerPool.join} gives.
   */
  async terminate(): Promise<void> {
    await this.#life.terminate();
  }

  /** {@link WorkerPool.terminate} that waits for nobody: the workers are on their way out. */
  terminateSync(): void {
    // It never fails, and whoever joins the pool hears of it.
    void this.#life.terminate();
  }

  /**
   * Waits until the workers have left.
   *
   * @throws {@link InvalidStateError} unless the pool was closed or terminated (Python: `ValueError`).
   */
  async join(options?: WaitOptions): Promise<void> {
    await this.#life.join(options);
  }

  /** {@link WorkerPool.join} that blocks the thread until the work is done; the workers leave right after. */
  joinSync(options?: BlockOptions): void {
    this.#life.joinSync(options);
  }

  /** `await using pool = …` ends with `terminate()`, as in Python, and waits for the workers. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminate();
  }

  toString(): string {
    return `<${this.constructor.name} state=${this.state} pool_size=${this.processes}>`;
  }
}
