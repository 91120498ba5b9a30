import { PromiseWait } from '@x/future/context';

/**
 * A generator coroutine's wait for a promise that is no wait of this toolkit.
 *
 * @remarks
 * **Cancellation.** Where the promise is that of a native function which runs as a part of the task, the function's own
 * waits are cancelled instead. So this one is interrupted only when the task has no other.
 */
export class ForeignWait extends PromiseWait<unknown> {
  readonly label = 'a promise';
}
