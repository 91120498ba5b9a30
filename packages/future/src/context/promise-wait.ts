import { Wait, type Interruption } from './wait.ts';

/** A wait for a promise that is no wait of this toolkit: what it comes to is what the promise does. */
export abstract class PromiseWait<T> extends Wait<T> {
  #failed = false;
  #result: unknown = undefined;

  constructor(promise: PromiseLike<T>) {
    super();
    promise.then(
      (value) => this.#arrive(false, value),
      (error: unknown) => this.#arrive(true, error),
    );
  }

  override get isOutside(): boolean {
    return true;
  }

  protected override resume(interruption: Interruption | undefined): T {
    if (interruption !== undefined) throw interruption.error;
    if (this.#failed) throw this.#result;
    return this.#result as T;
  }

  #arrive(failed: boolean, result: unknown): void {
    this.#failed = failed;
    this.#result = result;
    this.wake();
  }
}
