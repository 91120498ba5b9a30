/**
 * What `then` gives to the engine, which never looks at it: a promise of nothing that is made when somebody does.
 *
 * @internal
 */
export class Unawaited<T> implements Promise<T> {
  readonly #source: PromiseLike<unknown>;

  constructor(source: PromiseLike<unknown>) {
    this.#source = source;
  }

  get [Symbol.toStringTag](): string {
    return 'Promise';
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

  // Both callbacks were there, and give nothing.
  #promise(): Promise<T> {
    const end = (): T => undefined as T;
    return Promise.resolve(this.#source.then(end, end));
  }
}
