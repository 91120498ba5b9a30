import { LazyPromise } from '@x/future/context';

/**
 * What `then` gives to the engine, which never looks at it: a promise of nothing that is made when somebody does.
 *
 * @internal
 */
export class Unawaited<T> extends LazyPromise<T> {
  readonly #source: PromiseLike<unknown>;

  constructor(source: PromiseLike<unknown>) {
    super();
    this.#source = source;
  }

  get [Symbol.toStringTag](): string {
    return 'Promise';
  }

  // Both callbacks were there, and give nothing.
  protected override asPromise(): Promise<T> {
    const end = (): T => undefined as T;
    return Promise.resolve(this.#source.then(end, end));
  }
}
