import type { ChunkResult } from '@x/executor';
import type { Future} from '@x/future';
import { FIRST_COMPLETED, wait, waitSync, type BlockOptions, type WaitOptions } from '@x/future';
import type { ChunkSource, Read } from './imap-source.ts';
import { PoolFuture } from './pool-future.ts';

/** What came out for one item of the input. */
type Item<R> = { readonly value: R } | { readonly error: unknown };

/** How an iterator gets its chunks done. */
export interface ChunkRunner<T, R> {
  /** Sends a chunk to the workers. */
  submit(rows: readonly T[]): Future<ChunkResult<R>>;
  /** The error of a chunk or item as the caller is to see it. */
  translate(error: unknown): unknown;
  /** The iterator needs the pool no more. */
  onEnd(): void;
}

/**
 * The results of `imap`, in the order of the input, as they come.
 *
 * @remarks
 * A call that fails throws in its place, and the iterator goes on behind it. The input is read as results are taken:
 * a few chunks ahead, not all of it. Leaving a `for await` early lets go of the input and cancels what has not begun.
 *
 * **Cancellation.** Giving up a `next()` loses no result: the next call gets it.
 *
 * **Differs from Python.** CPython reads the whole input ahead, and loses the rest of a chunk behind a failure.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.imap | Pool.imap}
 */
export class IMapIterator<R> implements AsyncIterable<R>, Iterable<R> {
  readonly #source: ChunkSource<unknown>;
  readonly #runner: ChunkRunner<unknown, R>;
  /** The chunks that are not done or not looked at, in the order of the input. */
  readonly #chunks: PoolFuture<ChunkResult<R>>[] = [];
  readonly #items: Item<R>[] = [];
  #window: number;
  #isReading = false;
  #isExhausted = false;
  #isEnded = false;

  constructor(source: ChunkSource<never>, runner: ChunkRunner<never, R>, window: number) {
    this.#source = source;
    this.#runner = runner;
    this.#window = window;
    this.#fill();
  }

  /**
   * The next result.
   *
   * @throws what the call for it threw. {@link TimeoutError} when `timeout` milliseconds pass first.
   */
  async next(options: WaitOptions = {}): Promise<IteratorResult<R, undefined>> {
    while (this.#items.length === 0 && this.#chunks.length > 0) {
      const { notDone } = await wait(this.awaited(this.#chunks), { ...options, returnWhen: FIRST_COMPLETED });
      if (!this.#collect() && notDone.size > 0) await (this.#chunks[0] as Future<unknown>).get({ timeout: 0 });
    }
    return this.#take();
  }

  /** {@link IMapIterator.next} that blocks the thread. */
  nextSync(options: BlockOptions = {}): IteratorResult<R, undefined> {
    while (this.#items.length === 0 && this.#chunks.length > 0) {
      waitSync(this.awaited(this.#chunks), { ...options, returnWhen: FIRST_COMPLETED });
      if (!this.#collect()) (this.#chunks[0] as Future<unknown>).resultSync({ timeout: 0 });
    }
    return this.#take();
  }

  /** Lets go of the input, and cancels what has not begun. */
  return(): Promise<IteratorResult<R, undefined>> {
    this.#close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterator<R, undefined> {
    return this;
  }

  /** Blocks the thread at each step. */
  [Symbol.iterator](): Iterator<R, undefined> {
    return {
      next: () => this.nextSync(),
      return: () => {
        this.#close();
        return { done: true, value: undefined };
      },
    };
  }

  /** Reads the rest of the input at once: the pool is to be closed, and takes nothing later. */
  readAhead(): void {
    this.#window = Infinity;
    this.#fill();
  }

  /** The chunks of which one has to be done for the next result. */
  protected awaited(chunks: readonly Future<ChunkResult<R>>[]): readonly Future<ChunkResult<R>>[] {
    return chunks.slice(0, 1);
  }

  /** Makes items of the chunks that are done; says whether there was one. */
  #collect(): boolean {
    const found = this.awaited(this.#chunks).filter((chunk) => chunk.done()) as PoolFuture<ChunkResult<R>>[];
    for (const chunk of found) {
      this.#chunks.splice(this.#chunks.indexOf(chunk), 1);
      const error = chunk.exception();
      if (error === undefined) this.#items.push(...itemsOf(chunk.result(), (failed) => this.#runner.translate(failed)));
      else this.#items.push({ error });
    }
    this.#fill();
    return found.length > 0;
  }

  #take(): IteratorResult<R, undefined> {
    const item = this.#items.shift();
    if (this.#items.length === 0 && this.#chunks.length === 0) this.#end();
    if (item === undefined) return { done: true, value: undefined };
    if ('error' in item) throw item.error;
    return { done: false, value: item.value };
  }

  /** Keeps the window full. A chunk that is still being read has its place already. */
  #fill(): void {
    while (!this.#isReading && !this.#isExhausted && this.#chunks.length < this.#window) {
      const chunk = new PoolFuture<ChunkResult<R>>();
      this.#chunks.push(chunk);
      const read = this.#source.read();
      if (!(read instanceof Promise)) {
        this.#send(chunk, read);
        continue;
      }
      this.#isReading = true;
      void read.then((late) => {
        this.#isReading = false;
        this.#send(chunk, late);
        this.#fill();
      });
    }
  }

  #send(chunk: PoolFuture<ChunkResult<R>>, read: Read<unknown>): void {
    if ('error' in read) {
      this.#isExhausted = true;
      chunk.settle(true, read.error, true);
      return;
    }
    if (read.isLast) this.#isExhausted = true;
    if (read.rows.length === 0) {
      this.#drop(chunk);
      return;
    }
    try {
      const sent = this.#runner.submit(read.rows);
      chunk.follow(sent, () => this.#finish(chunk, sent));
    } catch (error) {
      chunk.settle(true, error, true);
    }
  }

  #finish(chunk: PoolFuture<ChunkResult<R>>, sent: Future<ChunkResult<R>>): void {
    const error = sent.cancelled() ? new Error('cancelled') : sent.exception();
    if (error === undefined) chunk.setResult(sent.result());
    else chunk.settle(true, this.#runner.translate(error), true);
  }

  // The input ended on the border of a chunk: there is nothing in the place that was kept.
  #drop(chunk: PoolFuture<ChunkResult<R>>): void {
    chunk.setResult({ values: [], failures: new Map() });
    if (this.#chunks.length === 1 && this.#items.length === 0) this.#chunks.length = 0;
    if (this.#chunks.length === 0) this.#end();
  }

  #close(): void {
    this.#isExhausted = true;
    this.#items.length = 0;
    for (const chunk of this.#chunks.splice(0)) chunk.withdraw();
    this.#end();
  }

  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#source.close();
    this.#runner.onEnd();
  }
}

/** The results of `imapUnordered`, in the order in which they come. */
export class IMapUnorderedIterator<R> extends IMapIterator<R> {
  protected override awaited(chunks: readonly Future<ChunkResult<R>>[]): readonly Future<ChunkResult<R>>[] {
    return chunks;
  }
}

function itemsOf<R>({ values, failures }: ChunkResult<R>, translate: (error: unknown) => unknown): Item<R>[] {
  return values.map((value, index) => (failures.has(index) ? { error: translate(failures.get(index)) } : { value }));
}
