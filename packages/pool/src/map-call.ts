import type { ChunkResult } from '@x/executor';
import type { Future } from '@x/future';
import { PoolFuture } from './pool-future.ts';

/** What the chunks of one `map` come to: its results in order, or the first error, when all chunks are done. */
export class MapCall<R> {
  readonly future: PoolFuture<R[]>;
  readonly #results: R[];
  readonly #chunksize: number;
  #open: number;
  #failure: { readonly error: unknown } | undefined;

  constructor(length: number, chunksize: number) {
    this.future = new PoolFuture();
    this.#results = new Array<R>(length);
    this.#chunksize = chunksize;
    this.#open = Math.ceil(length / chunksize);
  }

  /** Takes the future of the chunk at a place; `translate` says which error its failure is to the caller. */
  add(place: number, chunk: Future<ChunkResult<R>>, translate: (error: unknown) => unknown, isTold: boolean): void {
    this.future.follow(chunk, () => {
      this.#take(place, chunk, translate);
      this.#open -= 1;
      if (this.#open > 0) return;
      const failed = this.#failure !== undefined;
      this.future.settle(failed, failed ? this.#failure?.error : this.#results, isTold);
    });
  }

  // Later errors are dropped: the first to arrive is that of the call.
  #take(place: number, chunk: Future<ChunkResult<R>>, translate: (error: unknown) => unknown): void {
    const error = chunk.cancelled() ? new Error('cancelled') : chunk.exception();
    if (error !== undefined) {
      this.#failure ??= { error: translate(error) };
      return;
    }
    const { values, failures } = chunk.result();
    for (const failed of failures.values()) this.#failure ??= { error: translate(failed) };
    if (this.#failure !== undefined) return;
    for (const [index, value] of values.entries()) this.#results[place * this.#chunksize + index] = value;
  }
}
