import type { AnyIterables, Submitter } from './executor.ts';
import { MapResults } from './map-results.ts';
import type { MapOptions } from './options.ts';

type AsyncMapOptions = MapOptions & { readonly buffersize: number };

/** `map` over input of which some is async: read as far ahead as the buffer allows. */
export function mapAsync<A extends unknown[], R>(
  submitter: Submitter<A, R>,
  iterables: AnyIterables<A>,
  options: AsyncMapOptions,
): AsyncIterableIterator<R, undefined> {
  return new AsyncResults(submitter, iterables, options);
}

class AsyncResults<A extends unknown[], R> extends MapResults<R> {
  readonly #submitter: Submitter<A, R>;
  readonly #iterators: readonly (Iterator<unknown> | AsyncIterator<unknown>)[];
  readonly #chunksize: number;
  /** How many more may be submitted. */
  #room: number;
  #isReading = false;
  #hasMore = true;
  #failure: { readonly error: unknown } | undefined;
  #submitted: PromiseWithResolvers<void> | undefined;

  constructor(submitter: Submitter<A, R>, iterables: AnyIterables<A>, options: AsyncMapOptions) {
    super(options.timeout);
    const { chunksize = 1, buffersize } = options;
    this.#submitter = submitter;
    this.#chunksize = submitter.chunk === undefined ? 1 : chunksize;
    this.#room = Math.max(1, Math.floor(buffersize / this.#chunksize));
    this.#iterators = [...iterables].map((one: Iterable<unknown> | AsyncIterable<unknown>) =>
      Symbol.asyncIterator in one ? one[Symbol.asyncIterator]() : one[Symbol.iterator](),
    );
    void this.#read();
  }

  protected override refill(): void {
    this.#room++;
    void this.#read();
  }

  protected override async more(): Promise<void> {
    if (this.#hasMore) await (this.#submitted ??= Promise.withResolvers()).promise;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  protected override async close(): Promise<void> {
    this.#hasMore = false;
    this.#wake();
    await Promise.all(this.#iterators.map(async (one) => one.return?.()));
  }

  // Never rejects: what reading throws comes out where the row would have.
  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#hasMore && this.#room > 0) {
        const rows = await this.#rows();
        if (rows.length > 0 && !this.isOver) this.#submit(rows);
        if (rows.length < this.#chunksize) this.#hasMore = false;
        this.#wake();
      }
    } catch (error) {
      this.#failure = { error };
      this.#hasMore = false;
      this.#wake();
    }
    this.#isReading = false;
  }

  #submit(rows: A[]): void {
    this.#room--;
    const { chunk } = this.#submitter;
    if (this.#chunksize > 1 && chunk !== undefined) this.add({ chunk: chunk(rows) });
    else this.add({ one: this.#submitter.one(rows[0] as A) });
  }

  async #rows(): Promise<A[]> {
    const rows: A[] = [];
    if (this.#iterators.length === 0) return rows;
    while (rows.length < this.#chunksize) {
      const row: unknown[] = [];
      for (const iterator of this.#iterators) {
        const next: IteratorResult<unknown, unknown> = await iterator.next();
        if (next.done === true) return rows;
        row.push(next.value);
      }
      rows.push(row as A);
    }
    return rows;
  }

  #wake(): void {
    this.#submitted?.resolve();
    this.#submitted = undefined;
  }
}
