/**
 * What a caller holds of a lock or semaphore until the end of its scope.
 *
 * @remarks
 * `await using` and `using` both release it. Releasing twice does nothing, so that it can be given back early.
 */
export class Hold implements Disposable, AsyncDisposable {
  #owner: { release(): void } | undefined;

  /** @internal */
  constructor(owner: { release(): void }) {
    this.#owner = owner;
  }

  /** Gives it back now instead of at the end of the scope. */
  release(): void {
    const owner = this.#owner;
    this.#owner = undefined;
    owner?.release();
  }

  [Symbol.dispose](): void {
    this.release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.release();
    return Promise.resolve();
  }
}
