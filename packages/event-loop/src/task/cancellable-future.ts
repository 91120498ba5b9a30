import { RuntimeError, type CancelledError } from '@x/future';
import { cancellation, type TaskLike, type Wait } from '@x/future/context';
import { publish } from '../debug/task-events.ts';
import { Future } from '../future/future.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { CancelRequests } from './cancel-requests.ts';
import { TaskSignal } from './task-signal.ts';
import { cancelWaits, hasNoWait, listWaits, withoutWait, withWait, type Waits } from './waits.ts';

/**
 * A future of code that waits: cancelling it reaches the code in its waits. The base of tasks, which run the code.
 *
 * @remarks
 * It stays small, since a program may have very many tasks: what few of them need is made when it is needed.
 */
export abstract class CancellableFuture<T> extends Future<T> implements TaskLike {
  #waits: Waits = undefined;
  /** How many turns of `sleep(0)` are on their way. */
  #turns = 0;
  #requests: CancelRequests | undefined = undefined;
  #signal: TaskSignal | undefined = undefined;

  get loop(): EventLoop {
    return this.getLoop();
  }

  /** Whether its code is a generator. */
  abstract get isGenerator(): boolean;

  /**
   * For what takes an `AbortSignal`: aborted by {@link CancellableFuture.cancel} when the task has begun no wait of
   * this toolkit.
   *
   * @remarks
   * After it was aborted the task has a fresh one, so that clean-up can wait and a second cancel reaches again.
   */
  get signal(): AbortSignal {
    this.#signal ??= new TaskSignal();
    return this.#signal.signal;
  }

  /**
   * Asks the task to cancel.
   *
   * @remarks
   * The request is delivered once: it cancels what the task's waits wait for; without a wait it aborts
   * {@link CancellableFuture.signal}, if somebody listens; otherwise it stays pending for the next wait. `done()` is
   * still false when this returns.
   *
   * @param msg - becomes `args[0]` of the `CancelledError`; of any type.
   * @returns `false` when the task is done already.
   */
  override cancel(msg?: unknown): boolean {
    this.markSeen();
    if (this.done()) return false;
    const requests = (this.#requests ??= new CancelRequests());
    if (requests.isUnderWay) {
      const error = new RuntimeError(`${this.toString()} awaits itself through a cycle of tasks`);
      for (const wait of this.waits) wait.interrupt(error);
      return true;
    }
    requests.count += 1;
    publish('cancel', this);
    requests.isUnderWay = true;
    try {
      if (cancelWaits(this.#waits, msg)) return true;
    } finally {
      requests.isUnderWay = false;
    }
    const isOutside = this.#turns === 0 && hasNoWait(this.#waits);
    const isHeard = isOutside && this.#signal?.abort(cancellation(msg)) === true;
    if (isHeard && !this.isGenerator) return true;
    requests.isDue = true;
    requests.message = msg;
    return true;
  }

  /**
   * The message of a cancellation that had to wait for the task's next step, as in CPython also when it was taken back.
   */
  override get cancelMessage(): unknown {
    return this.cancelled() ? super.cancelMessage : this.#requests?.message;
  }

  override set cancelMessage(msg: unknown) {
    if (this.cancelled()) super.cancelMessage = msg;
    else (this.#requests ??= new CancelRequests()).message = msg;
  }

  /** How many requests to cancel are not yet taken back by {@link CancellableFuture.uncancel}. */
  cancelling(): number {
    return this.#requests?.count ?? 0;
  }

  /**
   * Takes one request to cancel back; gives the number left. With the last one a cancellation still pending is dropped.
   */
  uncancel(): number {
    const requests = this.#requests;
    if (requests === undefined || requests.count === 0) return 0;
    requests.count -= 1;
    if (requests.count === 0) requests.isDue = false;
    return requests.count;
  }

  /** The waits that the task has begun and not ended, in order. */
  get waits(): readonly Wait<unknown>[] {
    return listWaits(this.#waits);
  }

  beginWait(wait: Wait<unknown>): void {
    this.#waits = withWait(this.#waits, wait);
    this.loop.noteWait(wait);
    const requests = this.#requests;
    if (requests?.isDue === true && wait.cancel(requests.message)) requests.isDue = false;
  }

  endWait(wait: Wait<unknown>): void {
    this.#waits = withoutWait(this.#waits, wait);
    publish('switch', this);
  }

  /** Notes a turn of a native body that is on its way through the loop. */
  beginTurn(): void {
    this.#turns += 1;
  }

  /** Ends a turn; gives the cancellation that it has to deliver. */
  endTurn(): CancelledError | undefined {
    this.#turns -= 1;
    publish('switch', this);
    return this.takeCancellation();
  }

  takeCancellation(): CancelledError | undefined {
    const request = this.takeRequest();
    return request && cancellation(request.message);
  }

  /** {@link CancellableFuture.takeCancellation} before there is an error of it. */
  protected takeRequest(): { readonly message: unknown } | undefined {
    const requests = this.#requests;
    if (requests?.isDue !== true) return undefined;
    requests.isDue = false;
    return requests;
  }

  /** Keeps the error by which the code let itself be cancelled, for the first who asks. */
  protected keepCancelledError(error: CancelledError): void {
    (this.#requests ??= new CancelRequests()).error = error;
  }

  protected override makeCancelledError(): CancelledError {
    const requests = this.#requests;
    if (requests?.error === undefined) return cancellation(this.outcome);
    const { error } = requests;
    requests.error = undefined;
    return error;
  }
}
