import { isGeneratorCalling } from './scope.ts';

/**
 * A result that is there already, for generator coroutines: `yield` gives it without a turn of the loop.
 */
export class Settled<T> implements Promise<T> {
  readonly failed: boolean;
  /** The value, or the error when {@link Settled.failed}. */
  readonly outcome: unknown;

  constructor(failed: boolean, outcome: unknown) {
    this.failed = failed;
    this.outcome = outcome;
  }

  get [Symbol.toStringTag](): string {
    return 'Settled';
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#promise().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#promise().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#promise().finally(onFinally);
  }

  #promise(): Promise<T> {
    // The error is whatever the refused call would have thrown.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return this.failed ? Promise.reject(this.outcome) : Promise.resolve(this.outcome as T);
  }
}

// Awaiting one promise again and again is cheaper than making a new one for each call.
const RESOLVED_TRUE = Promise.resolve(true);
const RESOLVED_VOID = Promise.resolve(undefined);

/** The answer of a call that had nothing to wait for: no iteration of the loop passes when it is awaited or yielded. */
export function resolved<T>(value: T): Promise<T> {
  if (isGeneratorCalling()) return new Settled<T>(false, value);
  if (value === true) return RESOLVED_TRUE as Promise<T>;
  if (value === undefined) return RESOLVED_VOID as Promise<T>;
  return Promise.resolve(value);
}

/** The answer of a call that was refused at the door. */
export function rejected(error: unknown): Promise<never> {
  if (isGeneratorCalling()) return new Settled<never>(true, error);
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort reason may be anything
  return Promise.reject(error);
}
