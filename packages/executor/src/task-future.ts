import { CancelledError, Future, type Completer, type FutureState } from '@x/future';
import { currentScope } from '@x/future/context';
import { isEngineCallback } from './engine-callback.ts';
import type { RemoteWorker } from './remote-worker.ts';
import type { TaskFunction } from './task-function.ts';
import type { TaskNote } from './task-note.ts';
import { Unawaited } from './unawaited.ts';

type Settler = (value: unknown) => void;

/** Who runs the task of a future, and takes it back. */
export interface TaskOwner extends Completer {
  /** Takes a task back before it starts; `false` when that is too late. */
  withdraw(task: TaskFuture<unknown>): boolean;
}

/**
 * The future of a task, and the task itself: one object for both, since there may be hundreds of thousands.
 *
 * @internal
 */
export class TaskFuture<T> extends Future<T> {
  static {
    // What it shows to its reader is a plain future.
    Object.defineProperty(this, 'name', { value: 'Future' });
  }

  readonly fn: TaskFunction;
  /** Released when the task is over. */
  args: readonly unknown[] | undefined;
  readonly note: TaskNote | undefined;
  /** The worker that it was sent to, and its number there. */
  worker: RemoteWorker | undefined = undefined;
  seq = -1;
  readonly #owner: TaskOwner;
  /** The promise that is settled at the end, or only its functions, where the engine has it. */
  #promise: Promise<unknown> | undefined = undefined;
  #resolve: Settler | undefined = undefined;
  #reject: Settler | undefined = undefined;

  constructor(owner: TaskOwner, fn: TaskFunction, args: readonly unknown[], note: TaskNote | undefined) {
    super();
    this.#owner = owner;
    this.fn = fn;
    this.args = args;
    this.note = note;
  }

  /** Whether something has been moved to the worker for it. */
  get hasMoved(): boolean {
    return this.note?.transferList !== undefined && this.worker?.cells !== undefined;
  }

  override get completer(): Completer {
    return this.#owner;
  }

  override get state(): FutureState {
    this.#look();
    return super.state;
  }

  override running(): boolean {
    this.#look();
    return super.running();
  }

  override cancel(msg?: unknown): boolean {
    if (this.done()) return this.cancelled();
    if (super.running() || !this.#owner.withdraw(this)) return false;
    return super.cancel(msg);
  }

  // Outside of every loop nobody has to be woken in a loop's turn: a plain promise costs a third of a wait. And most
  // futures are awaited once: then the promise is there already, and a second one would double the cost of the task.
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (this.done() || currentScope() !== undefined) return super.then(onFulfilled, onRejected);
    if (this.#resolve !== undefined || !isEngineCallback(onFulfilled) || !isEngineCallback(onRejected)) {
      return (this.#ownPromise() as Promise<T>).then(onFulfilled, onRejected);
    }
    this.#resolve = onFulfilled as Settler;
    this.#reject = onRejected as Settler;
    return new Unawaited<A | B>(this);
  }

  /** Cancels a task that the owner has taken back; one that counts as running, since it was sent once, fails. */
  cancelTaken(msg?: unknown): void {
    if (!super.cancel(msg)) this.setException(msg === undefined ? new CancelledError() : new CancelledError(msg));
  }

  /** Fails the task with an error that its owner asked for, and that nobody has to read. */
  failAsAsked(error: unknown): void {
    this.setException(error);
    this.markSeen();
  }

  override toString(): string {
    this.#look();
    return super.toString();
  }

  protected override complete(state: 'cancelled' | 'finished', failed: boolean, outcome: unknown): void {
    this.args = undefined;
    this.worker = undefined;
    this.note?.release();
    super.complete(state, failed, outcome);
    this.#settlePromise();
  }

  #ownPromise(): Promise<unknown> {
    if (this.#promise !== undefined) return this.#promise;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // Whoever came first is told first.
    if (this.#resolve !== undefined) void promise.then(this.#resolve, this.#reject);
    this.#resolve = resolve;
    this.#reject = reject;
    return (this.#promise = promise);
  }

  #settlePromise(): void {
    const resolve = this.#resolve;
    if (resolve === undefined) return;
    const reject = this.#reject as Settler;
    this.#promise = this.#resolve = this.#reject = undefined;
    if (this.cancelled()) reject(this.makeCancelledError());
    else if (!this.failed) resolve(this.outcome);
    else {
      this.markSeen();
      reject(this.outcome);
    }
  }

  // A thread starts a task without a word: whether it has is read from the shared cell, when somebody asks.
  #look(): void {
    if (super.state === 'pending' && this.worker?.hasStarted(this.seq) === true) this.setRunningOrNotifyCancel();
  }
}
