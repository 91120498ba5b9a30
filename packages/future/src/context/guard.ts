import { shown } from '../shown.ts';
import { Wait, type Interruption } from './wait.ts';

class GuardWait<T> extends Wait<T> {
  readonly label = 'guard()';
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

/**
 * Makes the wait for any promise one that cancelling the task can interrupt.
 *
 * @remarks
 * **Cancellation.** Only the wait ends. The work behind the promise goes on, and its outcome is dropped, a failure too;
 * hand the task's `signal` to what can stop.
 *
 * @throws TypeError when `promise` has no `then`.
 */
export function guard<T>(promise: PromiseLike<T>): Promise<T> {
  if (typeof (promise as Partial<PromiseLike<T>> | null | undefined)?.then !== 'function') {
    throw new TypeError(`guard() takes a promise, got ${shown(promise)}`);
  }
  return new GuardWait(promise).begin();
}
