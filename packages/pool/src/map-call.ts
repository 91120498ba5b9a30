import type { ChunkResult } from '@x/executor';
import type { Future } from '@x/future';
import type { CallbackOptions } from './call-options.ts';
import { failureOf, PoolFuture } from './pool-future.ts';

/** What the chunks of one `map` come to: its results in order, or the first error, when all chunks are done. */
export class MapCall<R> {
  readonly future: PoolFuture<R[]>;
  readonly #results: R[];
  readonly #translate: (error: unknown) => unknown;
  #open: number;
  #failure: { readonly error: unknown } | undefined;

  /** @param translate - says which error a failure of a task is to the caller. */
  constructor(
    length: number,
    chunksize: number,
    callbacks: CallbackOptions<R[]>,
    translate: (error: unknown) => unknown,
  ) {
    // Of nothing there is nothing to tell: as in CPython, no callback is called.
    this.future = new PoolFuture(length === 0 ? {} : callbacks);
    this.#results = new Array<R>(length);
    this.#translate = translate;
    this.#open = Math.ceil(length / chunksize);
    if (length === 0) this.future.setResult([]);
  }

  /** Takes the chunk whose first result has the index `first` in the list. */
  add(first: number, chunk: Future<ChunkResult<R>>): void {
    this.future.follow(chunk, () => {
      this.#take(first, chunk);
      this.#open -= 1;
      if (this.#open > 0) return;
      if (this.#failure === undefined) this.future.setResult(this.#results);
      else this.future.fail(this.#failure.error);
    });
  }

  // Later errors are dropped: the first to arrive is that of the call.
  #take(first: number, chunk: Future<ChunkResult<R>>): void {
    const failure = failureOf(chunk);
    if (failure !== undefined) {
      this.#fail(failure.error);
      return;
    }
    const { values, failures } = chunk.result();
    for (const failed of failures.values()) this.#fail(failed);
    if (this.#failure !== undefined) return;
    for (let index = 0; index < values.length; index++) this.#results[first + index] = values[index] as R;
  }

  #fail(error: unknown): void {
    this.#failure ??= { error: this.#translate(error) };
  }
}
