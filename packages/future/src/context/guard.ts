import { shown } from '../shown.ts';
import { PromiseWait } from './promise-wait.ts';

class GuardWait<T> extends PromiseWait<T> {
  readonly label = 'guard()';
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
