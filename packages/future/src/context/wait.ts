import { CancelledError } from '../errors.ts';
import { cancellation } from './cancellation.ts';
import { LazyPromise } from './lazy-promise.ts';
import { Limits, type WaitOptions } from './limits.ts';
import { Raised } from './raised.ts';
import { currentScope, swapActiveScope, type Runnable, type Scope } from './scope.ts';

/** Why a wait ends without what it waited for. */
export interface Interruption {
  /** The `CancelledError`, `TimeoutError` or abort reason to throw. */
  readonly error: unknown;
}

/** Returned by {@link Wait.resume} to say that the wait goes on. */
export const SUSPENDED: unique symbol = Symbol('suspended');

/**
 * Gets the outcome of a wait in the very step in which the wait ends: the driver of a generator coroutine. Both methods
 * say, as {@link Runnable.run} does, whether they have surely left no microtask behind.
 */
export interface Consumer {
  /** The wait ended with a value. */
  fulfil(value: unknown): boolean;
  /** The wait ended with an error. */
  reject(error: unknown): boolean;
}

/** Leads from the promise that a waiting call gave out to its wait, so that cancelling the one reaches the other. */
const WAIT: unique symbol = Symbol.for('@x/future.wait') as never;

/**
 * `waiting` until somebody calls {@link Wait.wake} or {@link Wait.interrupt}; then on its way through the loop as
 * `woken` or `interrupted`; `ended` or `failed` once {@link Wait.resume} has given an outcome.
 */
type Phase = 'waiting' | 'woken' | 'interrupted' | 'ended' | 'failed';

/**
 * One pending operation of the code that calls: the only place where waiting, cancelling, time limits and abort
 * signals meet. Every wait of every package is a subclass.
 *
 * @remarks
 * A wait belongs to the task and loop that are running when it is made; inside a loop it is woken through that loop,
 * outside through a microtask. It can be awaited, yielded in a generator coroutine, and cancelled.
 *
 * **Order.** `wake()` and `interrupt()` only schedule {@link Wait.resume}, which runs in the loop's next iteration;
 * the waiting code goes on in that same step. So a cancellation that comes in between still wins, and `resume` must
 * hand on what it was given.
 *
 * **Cancellation.** Cancelling the task interrupts its waits with `CancelledError`, whether they are awaited or not.
 *
 * @example
 * ```ts
 * class TurnWait extends Wait<true> {
 *   readonly label = 'Turn.next()';
 *   protected override resume(interruption: Interruption | undefined): true {
 *     if (interruption !== undefined) throw interruption.error;
 *     return true;
 *   }
 * }
 * ```
 */
export abstract class Wait<T> extends LazyPromise<T> implements Runnable {
  /** What is waited for, as in `Lock.acquire()`: shown in time-outs, deadlocks and call graphs. */
  abstract readonly label: string;

  readonly #scope: Scope | undefined = currentScope();
  #phase: Phase = 'waiting';
  /** The error of the interruption that is on its way; once ended, the value or the error. */
  #outcome: unknown = undefined;
  #limits: Limits | undefined = undefined;
  #consumer: Consumer | undefined = undefined;
  #promise: Promise<T> | undefined = undefined;
  #resolve: ((value: unknown) => void) | undefined = undefined;
  #reject: ((error: unknown) => void) | undefined = undefined;

  override get [Symbol.toStringTag](): string {
    return 'Wait';
  }

  /** The task and loop that the wait belongs to. */
  get scope(): Scope | undefined {
    return this.#scope;
  }

  /** Neither woken nor interrupted yet: somebody may still hand it what it waits for. */
  get isWaiting(): boolean {
    return this.#phase === 'waiting';
  }

  /** Interrupted, though its step may still have to come: it takes nothing any more. False when it was woken first. */
  get isInterrupted(): boolean {
    return this.#phase === 'interrupted';
  }

  /** What hands out to several waits in the order in which they came; waits of one source are never reordered. */
  get source(): object | undefined {
    return undefined;
  }

  /** Whether what is waited for happens outside of every loop, so that a loop's clock says nothing about it. */
  get isOutside(): boolean {
    return false;
  }

  /** Whether the outcome is there. */
  get isEnded(): boolean {
    return this.#phase === 'ended' || this.#phase === 'failed';
  }

  /** Whether it ended with an error. */
  get failed(): boolean {
    return this.#phase === 'failed';
  }

  /** The value or the error, once ended. */
  get outcome(): unknown {
    return this.#outcome;
  }

  /**
   * Starts the wait, and gives what the caller awaits or yields: a promise, or in a generator coroutine the wait.
   *
   * @remarks
   * Call it last, when wakers can find the wait: a cancellation that was pending interrupts it at once. The options
   * must have passed {@link checkWaitOptions}.
   */
  begin(options?: WaitOptions): Promise<T> {
    const scope = this.#scope;
    if (options !== undefined && (options.timeout !== undefined || options.signal !== undefined)) {
      this.#limits = new Limits(this, options, scope?.loop);
    }
    const task = scope?.task;
    if (task === undefined) return this.asPromise();
    task.beginWait(this);
    return task.isGenerator ? this : this.asPromise();
  }

  /** Says that what was waited for has happened; `false` when the wait no longer waits, so that another can have it. */
  wake(): boolean {
    if (this.#phase !== 'waiting') return false;
    this.#phase = 'woken';
    this.#schedule();
    return true;
  }

  /** Ends the wait with an error; `false` when it no longer waits. */
  interrupt(error: unknown): boolean {
    if (this.#phase !== 'waiting') return false;
    this.#phase = 'interrupted';
    this.#outcome = error;
    this.#schedule();
    return true;
  }

  /** What a task does to its waits when it is cancelled; `false` when that comes too late to reach this one. */
  cancel(msg?: unknown): boolean {
    return this.interrupt(cancellation(msg));
  }

  /** The step of the wait; called by the loop. A wait that nobody awaits natively leaves no microtask behind. */
  run(): boolean {
    const task = this.#scope?.task;
    const interruption = this.#phase === 'interrupted' ? { error: this.#outcome } : undefined;
    let pending: CancelledError | undefined;
    if (task !== undefined && this.#consumer !== NOBODY) {
      task.endWait(this);
      pending = task.takeCancellation();
    }
    const overruled = pending !== undefined && !(interruption?.error instanceof CancelledError);
    let outcome: T | Raised | typeof SUSPENDED;
    // What a subclass calls of the user's, a predicate for example, is code of the waiting task.
    const before = swapActiveScope(this.#scope);
    try {
      outcome = this.resume(overruled ? { error: pending } : interruption);
    } catch (error) {
      swapActiveScope(before);
      return this.#end(true, error);
    }
    swapActiveScope(before);
    if (outcome instanceof Raised) return this.#end(true, outcome.error);
    if (outcome !== SUSPENDED) return this.#end(false, outcome);
    this.#goOn();
    return this.#promise === undefined;
  }

  /** Names the driver that gets the outcome when the wait ends; for a wait that has not ended. */
  consume(consumer: Consumer): void {
    this.#consumer = consumer;
  }

  /** Takes the wait away from its task, whose cancelling no longer reaches it: for what shields it. */
  release(): void {
    if (this.isEnded) return;
    this.#scope?.task?.endWait(this);
    this.#consumer = NOBODY;
  }

  override toString(): string {
    return `<Wait ${this.#phase} ${this.label}>`;
  }

  /**
   * Takes what was waited for, or cleans up.
   *
   * @remarks
   * Runs once for each `wake()` or `interrupt()`, in the step of the waiting task, before its code goes on. With an
   * interruption the wait may have been woken before (the cancellation came in between): pass on what it was given,
   * then throw `interruption.error`, or return it as {@link Raised}. To go on waiting, queue the wait again and return
   * {@link SUSPENDED}.
   */
  protected abstract resume(interruption: Interruption | undefined): T | Raised | typeof SUSPENDED;

  protected override asPromise(): Promise<T> {
    if (this.#promise === undefined) {
      this.#promise = new Promise<T>(capture);
      (this.#promise as Promise<T> & { [WAIT]?: Wait<T> })[WAIT] = this;
      this.#resolve = captured.resolve;
      this.#reject = captured.reject;
      // A resolver holds its promise, and that its value: the last one would never be collected.
      captured.resolve = ignore;
      captured.reject = ignore;
      if (this.isEnded) this.#settle();
    }
    return this.#promise;
  }

  #schedule(): void {
    const loop = this.#scope?.loop;
    // Half the cost of queueMicrotask(), and in the same order.
    if (loop === undefined) void SETTLED.then(() => void this.run());
    else loop.enqueue(this);
  }

  #goOn(): void {
    this.#phase = 'waiting';
    this.#outcome = undefined;
    if (this.#consumer !== NOBODY) this.#scope?.task?.beginWait(this);
    this.#limits?.enforce();
  }

  #end(failed: boolean, outcome: unknown): boolean {
    this.#phase = failed ? 'failed' : 'ended';
    this.#outcome = outcome;
    this.#limits?.release();
    if (this.#promise !== undefined) this.#settle();
    const consumer = this.#consumer;
    if (consumer === undefined) return this.#promise === undefined;
    this.#consumer = undefined;
    const isQuiet = failed ? consumer.reject(outcome) : consumer.fulfil(outcome);
    return isQuiet && this.#promise === undefined;
  }

  #settle(): void {
    if (this.#phase !== 'failed') {
      this.#resolve?.(this.#outcome);
      return;
    }
    // Whoever cancels need not be told by a crash that nobody awaited the wait.
    if (this.#outcome instanceof CancelledError) this.#promise?.catch(ignore);
    this.#reject?.(this.#outcome);
  }
}

const SETTLED = Promise.resolve();

/** Stands for the driver of a wait that belongs to no task any more. */
const NOBODY: Consumer = { fulfil: () => true, reject: () => true };

/** The wait behind what a waiting call gave out; `undefined` for anything else. */
export function waitOf(value: unknown): Wait<unknown> | undefined {
  return value instanceof Wait ? value : (value as { [WAIT]?: Wait<unknown> } | null | undefined)?.[WAIT];
}

const captured: { resolve: (value: unknown) => void; reject: (error: unknown) => void } = {
  resolve: ignore,
  reject: ignore,
};

// One executor for all promises: cheaper than a closure, or the object of `Promise.withResolvers()`, for each.
function capture(resolve: (value: never) => void, reject: (error: unknown) => void): void {
  captured.resolve = resolve as (value: unknown) => void;
  captured.reject = reject;
}

function ignore(): void {}
