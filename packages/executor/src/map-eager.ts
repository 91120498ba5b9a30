import type { Iterables, Submitter } from './executor.ts';
import { MapResults, type Submitted } from './map-results.ts';
import type { MapOptions } from './options.ts';

/** `map` over plain iterables: everything is submitted at once, or as much as the buffer takes. */
export function mapEager<A extends unknown[], R>(
  submitter: Submitter<A, R>,
  iterables: Iterables<A>,
  options: MapOptions,
): AsyncIterableIterator<R, undefined> {
  return new EagerResults(submitter, zip(iterables), options);
}

class EagerResults<A extends unknown[], R> extends MapResults<R> {
  readonly #submitter: Submitter<A, R>;
  readonly #rows: IterableIterator<A>;
  readonly #chunksize: number;
  #hasMore = true;

  constructor(submitter: Submitter<A, R>, rows: IterableIterator<A>, { timeout, chunksize, buffersize }: MapOptions) {
    super(timeout);
    this.#submitter = submitter;
    this.#rows = rows;
    this.#chunksize = submitter.chunk === undefined ? 1 : (chunksize ?? 1);
    const ahead = buffersize === undefined ? Infinity : Math.max(1, Math.floor(buffersize / this.#chunksize));
    try {
      for (let i = 0; i < ahead && this.#hasMore; i++) this.#submitNext();
    } catch (error) {
      this.end();
      rows.return?.();
      throw error;
    }
  }

  // As in Python the buffer is filled up before the oldest result is waited for.
  protected override refill(): void {
    if (this.#hasMore) this.#submitNext();
  }

  protected override more(): undefined {}

  protected override close(): undefined {
    this.#hasMore = false;
    this.#rows.return?.();
  }

  #submitNext(): void {
    const submitted = this.#chunksize === 1 ? this.#one() : this.#chunk();
    if (submitted === undefined) this.#hasMore = false;
    else this.add(submitted);
  }

  #one(): Submitted<R> | undefined {
    const next = this.#rows.next();
    return next.done === true ? undefined : { one: this.#submitter.one(next.value) };
  }

  #chunk(): Submitted<R> | undefined {
    const rows = [...take(this.#rows, this.#chunksize)];
    return rows.length === 0 ? undefined : { chunk: this.#submitter.chunk?.(rows) as never };
  }
}

/** Rows of arguments, until the shortest iterable ends. */
function* zip<A extends unknown[]>(iterables: Iterables<A>): IterableIterator<A> {
  if (iterables.length === 0) return;
  const iterators = [...iterables].map((one: Iterable<unknown>) => one[Symbol.iterator]());
  try {
    for (;;) {
      const row: unknown[] = [];
      for (const iterator of iterators) {
        const next = iterator.next();
        if (next.done === true) return;
        row.push(next.value);
      }
      yield row as A;
    }
  } finally {
    for (const iterator of iterators) iterator.return?.();
  }
}

// `take()` of the iterator itself would end it.
function* take<T>(iterator: Iterator<T>, count: number): IterableIterator<T> {
  for (let i = 0; i < count; i++) {
    const next = iterator.next();
    if (next.done === true) return;
    yield next.value;
  }
}
