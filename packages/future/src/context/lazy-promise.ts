/**
 * What can be used as a promise, and makes the real one when somebody asks for it: most are never asked.
 *
 * @privateRemarks
 * `Settled` and `Future` spell the three methods out: they are made so often, and do so little besides, that the
 * constructor of a base shows (a free lock taken in a generator is a fifth slower, a future made twice as slow).
 */
export abstract class LazyPromise<T> implements Promise<T> {
  abstract get [Symbol.toStringTag](): string;

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.asPromise().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.asPromise().finally(onFinally);
  }

  /** The promise to go on from. */
  protected abstract asPromise(): Promise<T>;
}
