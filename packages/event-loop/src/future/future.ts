import { Future as BaseFuture, RuntimeError, type DoneCallback, type Waiter } from '@x/future';
import { currentScope, rejected, shown, type LossWatch } from '@x/future/context';
import type { Context } from '../context/context.ts';
import { creationOf, noteCreation } from '../debug/creation-site.ts';
import { onceInText } from '../debug/once-in-text.ts';
import { Handle } from '../loop/handle.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { getEventLoop } from '../loop/running-loop.ts';
import { describeFuture } from './describe-future.ts';
import { waiterBehind, wakeUpOf } from './wake-up.ts';

/** How a future is made. */
export interface FutureOptions {
  /** The loop it belongs to; the running one by default. */
  readonly loop?: EventLoop | undefined;
}

/** How a callback is added. */
export interface DoneCallbackOptions {
  /** The context that the callback runs in; a copy of the current one by default. */
  readonly context?: Context | undefined;
}

/**
 * The result of an operation on a loop, which arrives once.
 *
 * @remarks
 * **Order.** Completing a future schedules its callbacks and the steps of the tasks that await it, in the order in
 * which they came, for the loop's next iteration.
 *
 * **Cancellation.** Cancelling a task that awaits a future cancels the future.
 *
 * **Differs from Python.** Returned from a native async function, a future is unwrapped, like every thenable.
 *
 * @throws RuntimeError when no loop is given, running or set.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-future.html#asyncio.Future | asyncio.Future}
 */
export class Future<T> extends BaseFuture<T> {
  readonly #loop: EventLoop;

  constructor(options: FutureOptions = {}) {
    super();
    if (typeof options !== 'object' || (options as unknown) === null) {
      throw new TypeError(`options must be an object, got ${shown(options)}`);
    }
    const loop = options.loop ?? getEventLoop();
    if (typeof (loop as Partial<EventLoop>).getDebug !== 'function') {
      throw new TypeError(`loop must be an event loop, got ${shown(loop)}`);
    }
    this.#loop = loop;
    if (loop.getDebug()) noteCreation(this);
  }

  /** The loop that the future belongs to. */
  getLoop(): EventLoop {
    return this.#loop;
  }

  /** Where it was made, outermost caller last; in debug mode. */
  get sourceTraceback(): readonly string[] | undefined {
    return creationOf(this);
  }

  /**
   * What was given to `cancel(msg)`; `undefined` while it is not cancelled. A task drops it when it ends.
   *
   * @remarks
   * Set on a cancelled future it changes what later readers get.
   */
  get cancelMessage(): unknown {
    return this.cancelled() ? this.outcome : undefined;
  }

  set cancelMessage(msg: unknown) {
    if (this.cancelled()) this.outcome = msg;
  }

  /** Cancels the future and schedules its callbacks; `false` when it is done already. */
  override cancel(msg?: unknown): boolean {
    this.markSeen();
    return this.done() ? false : super.cancel(msg);
  }

  /** Completes the future with a failure: an error, or a class to make one of. */
  override setException(error: unknown): void {
    super.setException(isErrorClass(error) ? new error() : error);
  }

  /** Calls `callback` with this future in the iteration after it is done, in the context that is current now. */
  override addDoneCallback(callback: DoneCallback<this>, options?: DoneCallbackOptions): void {
    if (typeof callback !== 'function') throw new TypeError(`callback must be a function, got ${shown(callback)}`);
    super.addWaiter(waiterBehind(callback) ?? new DoneHandle(callback, this, options?.context));
  }

  // Tasks and combinators wait by the callbacks of a subclass, where it has its own.
  override addWaiter(waiter: Waiter): void {
    if (this.addDoneCallback === addPlainly) super.addWaiter(waiter);
    else this.addDoneCallback(wakeUpOf(waiter));
  }

  override removeDoneCallback(callback: DoneCallback<this>): number {
    return this.removeFollowers((follower) => follower instanceof DoneHandle && follower.callback === callback);
  }

  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const refusal = this.refuseAwait();
    if (refusal !== undefined) return rejected(refusal).then(onFulfilled, onRejected);
    return super.then(onFulfilled, onRejected);
  }

  /** Why the running code must not await this future; `undefined` when it may. */
  refuseAwait(): Error | undefined {
    const scope = currentScope();
    if (scope?.task === undefined || this.done()) return undefined;
    if ((scope.task as unknown) === this) return new RuntimeError(`Task cannot await on itself: ${this.toString()}`);
    if (scope.loop === this.#loop) return undefined;
    return new RuntimeError(`Task ${shown(scope.task)} got Future ${this.toString()} attached to a different loop`);
  }

  override get isOutside(): boolean {
    return this.#loop.adopted.has(this);
  }

  override toString(): string {
    return onceInText(this, () => `<${[this.constructor.name, ...this.describe()].join(' ')}>`);
  }

  /** The parts of the text that shows the future. */
  protected describe(): string[] {
    const failed = this.failed;
    return describeFuture({
      state: this.state,
      failed,
      outcome: this.outcome,
      callbacks: this.followers.filter((follower) => follower instanceof DoneHandle).map((handle) => handle.callback),
      stack: this.sourceTraceback,
    });
  }

  protected override watchFailure(error: unknown): LossWatch {
    return this.#loop.losses.watch(this, {
      message: `${this.constructor.name} exception was never retrieved`,
      exception: error,
      context: this.lossContext,
      sourceTraceback: this.sourceTraceback,
    });
  }

  /** The context in which an unread failure is reported. */
  protected get lossContext(): Context | undefined {
    return undefined;
  }
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- only compared
const { addDoneCallback: addPlainly } = Future.prototype;

/** A done callback in its place among those who wait for the future. */
class DoneHandle extends Handle implements Waiter {
  constructor(callback: DoneCallback<never>, future: Future<unknown>, context: Context | undefined) {
    super(callback, [future], future.getLoop(), context);
  }

  wake(): void {
    this.loop.enqueue(this);
  }
}

function isErrorClass(value: unknown): value is new () => Error {
  return typeof value === 'function' && (value === Error || value.prototype instanceof Error);
}
