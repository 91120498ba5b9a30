import { warn } from '@x/future/context';

/** What one read of the input gave: a chunk of it, which may be the last, or what the input threw. */
export type Read<T> = { readonly rows: readonly T[]; readonly isLast: boolean } | { readonly error: unknown };

/** Reads an input chunk by chunk, as it is asked to. */
export interface ChunkSource<T> {
  /** The next chunk. A chunk that the input broke off with an error is lost, as in CPython. */
  read(): Read<T> | Promise<Read<T>>;
  /** Lets go of the input, if that has not ended by itself. */
  close(): void;
}

/** A source over an iterable or async iterable. */
export function chunkSource<T>(iterable: Iterable<T> | AsyncIterable<T>, chunksize: number): ChunkSource<T> {
  return Symbol.iterator in iterable
    ? new SyncSource(iterable[Symbol.iterator](), chunksize)
    : new AsyncSource(iterable[Symbol.asyncIterator](), chunksize);
}

class SyncSource<T> implements ChunkSource<T> {
  readonly #iterator: Iterator<T>;
  readonly #chunksize: number;
  #isOver = false;

  constructor(iterator: Iterator<T>, chunksize: number) {
    this.#iterator = iterator;
    this.#chunksize = chunksize;
  }

  read(): Read<T> {
    const rows: T[] = [];
    try {
      while (rows.length < this.#chunksize) {
        const step = this.#iterator.next();
        if (step.done === true) {
          this.#isOver = true;
          return { rows, isLast: true };
        }
        rows.push(step.value);
      }
    } catch (error) {
      this.#isOver = true;
      return { error };
    }
    return { rows, isLast: false };
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      this.#iterator.return?.();
    } catch (error) {
      reportUnclosed(error);
    }
  }
}

class AsyncSource<T> implements ChunkSource<T> {
  readonly #iterator: AsyncIterator<T>;
  readonly #chunksize: number;
  #isOver = false;

  constructor(iterator: AsyncIterator<T>, chunksize: number) {
    this.#iterator = iterator;
    this.#chunksize = chunksize;
  }

  async read(): Promise<Read<T>> {
    const rows: T[] = [];
    try {
      while (rows.length < this.#chunksize) {
        const step = await this.#iterator.next();
        if (step.done === true) {
          this.#isOver = true;
          return { rows, isLast: true };
        }
        rows.push(step.value);
      }
    } catch (error) {
      this.#isOver = true;
      return { error };
    }
    return { rows, isLast: false };
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#iterator.return?.().catch(reportUnclosed);
  }
}

// Nobody reads the iterator any more who could be told.
function reportUnclosed(error: unknown): void {
  warn('the input of imap() could not be closed', error);
}
