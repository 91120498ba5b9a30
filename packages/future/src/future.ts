import { cancellation } from './context/cancellation.ts';
import { FutureLook, FutureWait } from './context/future-wait.ts';
import { checkWaitOptions, type WaitOptions } from './context/limits.ts';
import { rejected, resolved } from './context/settled.ts';
import { blockUntil, type BlockOptions, type Completer } from './blocking.ts';
import { InvalidStateError, RuntimeError, type CancelledError } from './errors.ts';
import { Failure } from './failure.ts';
import { listFollowers, withFollower, type Follower, type Followers, type Waiter } from './followers.ts';
import { inspectAsText } from './inspect.ts';
import { FUTURE } from './is-future.ts';
import { numberOf } from './numbering.ts';
import { warn, watchLoss, type LossWatch } from './report-loss.ts';
import { shown } from './shown.ts';

/** Where a future is on its way; `cancelled` and `finished` are final. */
export type FutureState = 'pending' | 'running' | 'cancelled' | 'finished';

/**
 * Called with the future once it is done. What it returns is ignored, but for a promise that rejects: that is logged.
 */
export type DoneCallback<F> = (future: F) => unknown;

/**
 * The result of work that goes on elsewhere: a value, a failure or a cancellation, which arrives once.
 *
 * @remarks
 * Futures are made by executors and tests; `setResult`, `setException` and `setRunningOrNotifyCancel` are for them.
 * A future can be awaited, and passed where a promise is wanted.
 *
 * **Order.** Callbacks run synchronously as the future completes, in the order in which they were added.
 *
 * **Cancellation.** `cancel()` succeeds while the future is pending. Cancelling a task that awaits a future cancels
 * the future; where it refuses (it is running) only the wait ends.
 *
 * **Differs from Python.** `result()` and `exception()` look and never wait; {@link Future.get} waits,
 * {@link Future.resultSync} blocks the thread. A failure that nobody reads is reported once, by a process warning.
 *
 * @example
 * ```ts
 * const future = new Future<number>();
 * future.addDoneCallback((done) => console.log(done.result()));
 * future.setResult(42); // prints 42
 * await future; // => 42
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#future-objects | concurrent.futures.Future}
 */
export class Future<T> implements Promise<T> {
  static {
    inspectAsText(this);
    Reflect.defineProperty(this.prototype, FUTURE, { value: true });
  }

  /** `failed` is the half of `finished` that ended with an error. */
  #state: FutureState | 'failed' = 'pending';
  /** The value, the {@link Failure} or the cancel message, as the state says. */
  #outcome: unknown = undefined;
  #followers: Followers = undefined;

  get [Symbol.toStringTag](): string {
    return 'Future';
  }

  /** Where the future is on its way. */
  get state(): FutureState {
    return this.#state === 'failed' ? 'finished' : this.#state;
  }

  /**
   * Cancels the future if it is still pending.
   *
   * @param msg - becomes `args[0]` of the `CancelledError`; of any type.
   * @returns whether the future is cancelled now; `false` when it is running or finished.
   */
  cancel(msg?: unknown): boolean {
    if (this.#state === 'cancelled') return true;
    if (this.#state !== 'pending') return false;
    this.complete('cancelled', false, msg);
    return true;
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** Whether it is being worked on and can no longer be cancelled. */
  running(): boolean {
    return this.#state === 'running';
  }

  /** Whether it is finished or cancelled. */
  done(): boolean {
    return this.#state !== 'pending' && this.#state !== 'running';
  }

  /**
   * The value, without waiting; throws the failure if there is one.
   *
   * @throws {@link InvalidStateError} while the future is not done.
   * @throws {@link CancelledError} when it was cancelled.
   */
  result(): T {
    if (this.#state === 'finished') return this.#outcome as T;
    if (this.#state === 'cancelled') throw this.makeCancelledError();
    if (this.#state !== 'failed') throw new InvalidStateError(`the result is not there yet: ${this.toString()}`);
    this.markSeen();
    throw this.outcome;
  }

  /**
   * The failure, without waiting; `undefined` when the future has a value.
   *
   * @throws {@link InvalidStateError} while the future is not done.
   * @throws {@link CancelledError} when it was cancelled.
   */
  exception(): unknown {
    if (this.#state === 'cancelled') throw this.makeCancelledError();
    if (!this.done()) throw new InvalidStateError(`the exception is not there yet: ${this.toString()}`);
    if (this.#state !== 'failed') return undefined;
    this.markSeen();
    return this.outcome;
  }

  /**
   * Waits for the value within limits; the future itself is left alone, whatever happens to the wait.
   *
   * @throws {@link TimeoutError} when `timeout` milliseconds pass first.
   * @throws {@link CancelledError} when the future, or the waiting task, is cancelled.
   * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.result | Future.result(timeout)}
   */
  get(options?: WaitOptions): Promise<T> {
    try {
      checkWaitOptions(options);
      if (this.done()) return resolved(this.result());
    } catch (error) {
      return rejected(error);
    }
    return new FutureLook<T>(this).begin(options);
  }

  /** Waits for the failure within limits, as {@link Future.get} does for the value; `undefined` when there is none. */
  async getException(options?: WaitOptions): Promise<unknown> {
    checkWaitOptions(options);
    if (!this.done()) {
      const waited = this.get(options);
      await waited.catch((error: unknown) => {
        if (!this.done()) throw error;
      });
    }
    return this.exception();
  }

  /**
   * Blocks the thread until the value is there.
   *
   * @throws RuntimeError at once when nothing can complete the future while this thread is blocked.
   * @throws {@link TimeoutError} when `timeout` milliseconds pass first.
   */
  resultSync(options?: BlockOptions): T {
    blockUntil(() => this.done(), [this], options);
    return this.result();
  }

  /** Blocks the thread until the failure, or that there is none, is known. See {@link Future.resultSync}. */
  exceptionSync(options?: BlockOptions): unknown {
    blockUntil(() => this.done(), [this], options);
    return this.exception();
  }

  /**
   * Calls `callback` with this future once it is done; at once if it is already.
   *
   * @remarks
   * **Order.** In the order of adding; the same function added twice runs twice. What a callback throws is logged to
   * the console, and the next one runs.
   */
  addDoneCallback(callback: DoneCallback<this>): void {
    if (typeof callback !== 'function') throw new TypeError(`callback must be a function, got ${shown(callback)}`);
    if (this.done()) this.notify(callback);
    else this.addFollower(callback);
  }

  /** Removes every registration of `callback`; gives their number. */
  removeDoneCallback(callback: DoneCallback<this>): number {
    return this.removeFollowers((follower) => follower === callback);
  }

  /**
   * For executors: claims a pending future.
   *
   * @returns `true` when it is running now, `false` when it was cancelled and must not be run.
   * @throws {@link InvalidStateError} when it is running or finished already.
   */
  setRunningOrNotifyCancel(): boolean {
    if (this.#state === 'cancelled') return false;
    if (this.#state !== 'pending') throw new InvalidStateError(`the future cannot start: ${this.toString()}`);
    this.#state = 'running';
    return true;
  }

  /** For executors: completes the future with a value. @throws {@link InvalidStateError} when it is done. */
  setResult(value: T): void {
    this.#refuseSecond();
    this.complete('finished', false, value);
  }

  /** For executors: completes the future with a failure. @throws {@link InvalidStateError} when it is done. */
  setException(error: unknown): void {
    this.#refuseSecond();
    this.complete('finished', true, error);
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#promise().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#promise().finally(onFinally);
  }

  /** Lets a generator coroutine write `yield* future`, which is typed, for `yield future`, which is not. */
  *[Symbol.iterator](): Generator<this, T, unknown> {
    return this.done() ? this.result() : ((yield this) as T);
  }

  toString(): string {
    return `<${this.constructor.name} #${numberOf(this)} ${this.describeState()}>`;
  }

  /** Joins the followers as something to be woken, not called. */
  addWaiter(waiter: Waiter): void {
    if (this.done()) waiter.wake();
    else this.addFollower(waiter);
  }

  /** Takes back {@link Future.addWaiter}. */
  removeWaiter(waiter: Waiter): void {
    this.removeFollowers((follower) => follower === waiter);
  }

  /** Whether it is completed outside of every loop. */
  get isOutside(): boolean {
    return true;
  }

  /** What can complete the future while the thread is blocked; executors' futures have one. */
  get completer(): Completer | undefined {
    return undefined;
  }

  /** Settles the future and tells the followers; the one place where its state becomes final. */
  protected complete(state: 'cancelled' | 'finished', failed: boolean, outcome: unknown): void {
    if (failed) {
      // Without an error there would be no telling the failure from a value.
      const error = outcome === undefined ? new RuntimeError('the work threw undefined') : outcome;
      this.#outcome = new Failure(error, this.watchFailure(error));
      this.#state = 'failed';
    } else {
      this.#state = state;
      this.#outcome = outcome;
    }
    const followers = this.#followers;
    this.#followers = undefined;
    if (followers === undefined) return;
    if (!Array.isArray(followers)) this.notify(followers);
    else for (const follower of followers) this.notify(follower);
  }

  /** Tells one follower that the future is done. A subclass decides when its callbacks run. */
  protected notify(follower: Follower): void {
    if (typeof follower !== 'function') {
      follower.wake();
      return;
    }
    try {
      const returned = (follower as DoneCallback<this>)(this);
      if (isThenable(returned)) returned.then(undefined, (error: unknown) => this.#logCallback(error));
    } catch (error) {
      this.#logCallback(error);
    }
  }

  /** Adds a callback or waiter to those told at the end. */
  protected addFollower(follower: Follower): void {
    this.#followers = withFollower(this.#followers, follower);
  }

  /** Takes out the followers that match; gives their number. */
  protected removeFollowers(matches: (follower: Follower) => boolean): number {
    const before = this.followers;
    const left = before.filter((follower) => !matches(follower));
    this.#followers = left.length === 0 ? undefined : left;
    return before.length - left.length;
  }

  /** The callbacks and waiters that are still to be told. */
  protected get followers(): readonly Follower[] {
    return listFollowers(this.#followers);
  }

  /** The value, the error or the cancel message, unread. */
  protected get outcome(): unknown {
    return this.#state === 'failed' ? (this.#outcome as Failure).error : this.#outcome;
  }

  /** For a future that is cancelled: another message. */
  protected set outcome(outcome: unknown) {
    this.#outcome = outcome;
  }

  /** Whether it ended with a failure; asking does not count as reading it. */
  protected get failed(): boolean {
    return this.#state === 'failed';
  }

  /** Arranges the report of a failure that nobody reads. */
  protected watchFailure(error: unknown): LossWatch {
    const text = `${this.constructor.name} exception was never retrieved`;
    return watchLoss(this, () => warn(text, error));
  }

  /** Notes that somebody has seen the failure. */
  protected markSeen(): void {
    if (this.#state === 'failed') (this.#outcome as Failure).markSeen();
  }

  /** The error that a cancelled future gives to who asks: a fresh one each time, with the message of `cancel(msg)`. */
  protected makeCancelledError(): CancelledError {
    return cancellation(this.#outcome);
  }

  /** The state as `toString()` shows it. */
  protected describeState(): string {
    if (this.state !== 'finished') return `state=${this.#state}`;
    return `state=finished ${this.failed ? 'raised' : 'returned'} ${kindOf(this.outcome)}`;
  }

  #promise(): Promise<T> {
    if (!this.done()) return new FutureWait<T>(this).begin();
    try {
      return resolved(this.result());
    } catch (error) {
      return rejected(error);
    }
  }

  #refuseSecond(): void {
    if (this.done()) throw new InvalidStateError(`${this.state.toUpperCase()}: ${this.toString()}`);
  }

  #logCallback(error: unknown): void {
    console.error(`exception calling callback for ${this.toString()}`, error);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return (value as { constructor?: { name: string } }).constructor?.name ?? 'object';
}
