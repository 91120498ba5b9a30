import { TimeoutError, type Future } from '@x/future';
import type { ChunkResult } from './chunk-result.ts';
import { Deque } from '@x/future/context';

/** A call that is submitted, or several as one. */
export type Submitted<R> = { readonly one: Future<R> } | { readonly chunk: Future<ChunkResult<R>> };

/**
 * The results of a `map` in the order of its input: the first failure ends it, and with it, or when it is left early,
 * goes what has not begun.
 */
export abstract class MapResults<R> implements AsyncIterableIterator<R, undefined> {
  readonly #waiting = new Deque<Submitted<R>>();
  readonly #timeout: number | undefined;
  readonly #deadline: number;
  #chunk: { readonly result: ChunkResult<R>; at: number } | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #isOver = false;

  constructor(timeout: number | undefined) {
    this.#timeout = timeout;
    this.#deadline = performance.now() + (timeout ?? Infinity);
  }

  /** The next result. Calls may overlap; each gets the result that is due to it. */
  next(): Promise<IteratorResult<R, undefined>> {
    const before = this.#last;
    const step = this.#queued++ === 0 ? this.#step() : before.then(() => this.#step());
    this.#last = step.then(
      () => this.#queued--,
      () => this.#queued--,
    );
    return step;
  }

  /** Ends the iteration, and cancels what has not begun. */
  async return(): Promise<IteratorResult<R, undefined>> {
    this.end();
    await this.close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  protected get isOver(): boolean {
    return this.#isOver;
  }

  protected add(submitted: Submitted<R>): void {
    if (this.#isOver) drop(futureOf(submitted));
    else this.#waiting.push(submitted);
  }

  protected end(): void {
    this.#isOver = true;
    this.#chunk = undefined;
    for (const submitted of this.#waiting) drop(futureOf(submitted));
    this.#waiting.clear();
  }

  /** Submits more, if there is more, to make up for a result that is being taken. */
  protected abstract refill(): void;

  /** When nothing is submitted: resolves when something is, or there is no more; throws what reading threw. */
  protected abstract more(): Promise<void> | undefined;

  /** Lets the input go. */
  protected abstract close(): Promise<void> | undefined;

  async #step(): Promise<IteratorResult<R, undefined>> {
    try {
      if (this.#isOver) return { done: true, value: undefined };
      if (this.#chunk !== undefined) return { done: false, value: this.#fromChunk(this.#chunk) };
      this.refill();
      if (this.#waiting.size === 0) await this.more();
      const submitted = this.#waiting.shift();
      if (submitted === undefined) {
        this.#isOver = true;
        return { done: true, value: undefined };
      }
      const value = await this.#take(submitted);
      return { done: false, value };
    } catch (error) {
      this.end();
      await this.close();
      throw error;
    }
  }

  async #take(submitted: Submitted<R>): Promise<R> {
    if ('one' in submitted) return this.#wait(submitted.one);
    const chunk = { result: await this.#wait(submitted.chunk), at: 0 };
    return this.#fromChunk(chunk);
  }

  #fromChunk(chunk: { readonly result: ChunkResult<R>; at: number }): R {
    const { values, failures } = chunk.result;
    const at = chunk.at++;
    if (failures.has(at)) throw failures.get(at);
    this.#chunk = chunk.at < values.length ? chunk : undefined;
    const value = values[at] as R;
    // A result that was given away is not kept.
    (values as unknown[])[at] = undefined;
    return value;
  }

  async #wait<T>(future: Future<T>): Promise<T> {
    if (future.done()) return future.result();
    if (this.#timeout === undefined) return future;
    const left = Math.max(0, this.#deadline - performance.now());
    try {
      return await future.get({ timeout: left });
    } catch (error) {
      if (future.done() || !(error instanceof TimeoutError)) throw error;
      drop(future);
      throw new TimeoutError(`map() had no result after ${this.#timeout} ms`, { timeout: this.#timeout, cause: error });
    }
  }
}

// Nobody will look at it: a failure counts as seen.
function drop(future: Future<unknown>): void {
  if (!future.cancel()) future.addDoneCallback((done) => done.cancelled() || done.exception());
}

function futureOf<R>(submitted: Submitted<R>): Future<unknown> {
  return 'one' in submitted ? submitted.one : submitted.chunk;
}
