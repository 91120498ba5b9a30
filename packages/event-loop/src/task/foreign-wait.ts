import { Wait, type Interruption } from '@x/future/context';

/**
 * A generator coroutine's wait for a promise that is no wait of this toolkit.
 *
 * @remarks
 * **Cancellation.** Where the promise is that of a native function which runs as a part of the task, the function's own
 * waits are cancelled instead. So this one is interrupted only when the task has no other.
 */
export class ForeignWait extends Wait<unknown> {
  readonly label = 'a promise';
  #failed = false;
  #result: unknown = undefined;

  constructor(promise: PromiseLike<unknown>) {
    super();
    promise.then(
      (value) => this.#arrive(false, value),
      (error: unknown) => this.#arrive(true, error),
    );
  }

  override get isOutside(): boolean {
    return true;
  }

  protected override resume(interruption: Interruption | undefined): unknown {
    if (interruption !== undefined) throw interruption.error;
    if (this.#failed) throw this.#result;
    return this.#result;
  }

  #arrive(failed: boolean, result: unknown): void {
    this.#failed = failed;
    this.#result = result;
    this.wake();
  }
}
