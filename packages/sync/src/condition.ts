import { CancelledError, RuntimeError } from '@x/future';
import { bindToCaller, shown, WaiterList, type Interruption, type WaitOptions } from '@x/future/context';
import type { Hold } from './hold.ts';
import { Lock } from './lock.ts';
import { Primitive, withWaiters } from './primitive.ts';
import { perform, type Steps } from './steps.ts';

export interface ConditionOptions {
  /** The lock to use, also shared with other conditions; a new one by default. */
  readonly lock?: Lock | undefined;
}

/**
 * A lock whose holder can wait until another holder says that something has changed.
 *
 * @remarks
 * **Order.** Those who wait are notified in the order in which they came, and go on one after the other: each needs the
 * lock first.
 *
 * **Cancellation.** A wait that is cancelled, times out or is aborted takes the lock again before it fails, so that a
 * scope around it releases what it holds. A notification that it had received goes to the next.
 *
 * **Differs from Python.** `async with condition` is `await using _ = await condition.hold()` or `condition.with(fn)`.
 *
 * @example
 * ```ts
 * const changed = new Condition();
 * const shelf: string[] = [];
 * const buyer = changed.with(async () => {
 *   await changed.waitFor(() => shelf.length > 0);
 *   return shelf.pop();
 * });
 * await changed.with(() => {
 *   shelf.push('jam');
 *   changed.notify();
 * });
 * await buyer; // => 'jam'
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.Condition | asyncio.Condition}
 */
export class Condition extends Primitive {
  readonly #lock: Lock;
  readonly #waiters = new WaiterList();

  /** @throws TypeError when `lock` is no {@link Lock}. */
  constructor(options: ConditionOptions = {}) {
    super();
    const { lock = new Lock() } = options;
    if (!(lock instanceof Lock)) throw new TypeError(`lock must be a Lock, got ${shown(lock)}`);
    this.#lock = lock;
  }

  /** Resolves to `true` once the caller holds the lock: {@link Lock.acquire}. */
  acquire(options?: WaitOptions): Promise<true> {
    return this.#lock.acquire(options);
  }

  /** Acquires the lock for a scope: {@link Lock.hold}. */
  hold(options?: WaitOptions): Promise<Hold> {
    return this.#lock.hold(options);
  }

  /** Calls `fn` while holding the lock: {@link Lock.with}. */
  with<T>(fn: () => T | PromiseLike<T>, options?: WaitOptions): Promise<T> {
    return this.#lock.with(fn, options);
  }

  /**
   * Gives the lock back.
   *
   * @throws {@link RuntimeError} when nobody holds it.
   */
  release(): void {
    this.#lock.release();
  }

  /** Whether somebody holds the lock. */
  locked(): boolean {
    return this.#lock.locked();
  }

  /**
   * Releases the lock, waits for a notification, and resolves to `true` when it has the lock again.
   *
   * @remarks
   * It may wake without reason, as everywhere: look at the state again, or use {@link Condition.waitFor}.
   *
   * **Cancellation.** Takes the lock again first, however often it is cancelled and however long that takes, and fails
   * with the last of the cancellations. So it is when a limit (`timeout`, `signal`) is reached.
   *
   * @throws {@link RuntimeError} when nobody holds the lock.
   * @throws TimeoutError when `timeout` milliseconds pass first.
   * @throws RangeError when `timeout` is negative or `NaN`.
   */
  wait(options?: WaitOptions): Promise<true> {
    return perform('Condition.wait()', this.waitSteps(), options);
  }

  /**
   * Waits, with the lock released, until `predicate` gives something true, and resolves to that.
   *
   * @remarks
   * `predicate` is called at once and after each notification, always with the lock held. What it throws ends the wait.
   *
   * **Cancellation.** As for {@link Condition.wait}.
   *
   * @throws TypeError when `predicate` is no function, or gives a promise.
   * @throws {@link RuntimeError} when it has to wait and nobody holds the lock.
   * @throws TimeoutError when `timeout` milliseconds pass first.
   */
  waitFor<T>(predicate: () => T, options?: WaitOptions): Promise<T> {
    return perform('Condition.waitFor()', this.waitForSteps(predicate), options);
  }

  /**
   * Wakes the `n` callers that waited longest, or all if there are fewer. They go on when they get the lock.
   *
   * @throws {@link RuntimeError} when nobody holds the lock.
   * @throws RangeError when `n` is no integer of zero or more.
   */
  notify(n = 1): void {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`n must be an integer of zero or more, got ${shown(n)}`);
    if (!this.locked()) throw new RuntimeError('cannot notify on un-acquired lock');
    this.#notify(n);
  }

  /**
   * Wakes everybody who waits.
   *
   * @throws {@link RuntimeError} when nobody holds the lock.
   */
  notifyAll(): void {
    this.notify(this.#waiters.length);
  }

  /** @internal */
  acquireSteps(): Steps<Interruption | undefined> {
    return this.#lock.acquireSteps();
  }

  /** @internal */
  *waitSteps(): Steps<true> {
    if (!this.locked()) throw new RuntimeError('cannot wait on un-acquired lock');
    this.bind();
    this.release();
    let interruption = yield this.#waiters;
    for (;;) {
      const another = yield* this.#lock.acquireSteps();
      if (another === undefined) break;
      interruption = lastOf(interruption, another);
    }
    if (interruption === undefined) return true;
    // It may have been notified before it was interrupted.
    this.#notify(1);
    throw interruption.error;
  }

  /** @internal */
  *waitForSteps<T>(predicate: () => T): Steps<T> {
    if (typeof predicate !== 'function') throw new TypeError(`predicate must be a function, got ${shown(predicate)}`);
    let answer = atOnce(predicate());
    if (answer) return answer;
    // From now on it is called in a step of the loop, or in the turn of whoever notifies.
    const ask = bindToCaller(predicate);
    while (!answer) {
      yield* this.waitSteps();
      answer = atOnce(ask());
    }
    return answer;
  }

  /** @internal */
  protected override describe(): string {
    return withWaiters(this.locked() ? 'locked' : 'unlocked', this.#waiters);
  }

  #notify(n: number): void {
    for (let woken = 0; woken < n && this.#waiters.wakeNext(); woken++);
  }
}

/** The last one counts, but a limit that was reached later does not hide a cancellation. */
function lastOf(before: Interruption | undefined, now: Interruption): Interruption {
  const hides = before?.error instanceof CancelledError && !(now.error instanceof CancelledError);
  return hides ? before : now;
}

/** Refuses a promise, which is true whatever it stands for. */
function atOnce<T>(answer: T): T {
  if (typeof (answer as Partial<PromiseLike<unknown>> | null | undefined)?.then !== 'function') return answer;
  throw new TypeError('predicate must give its answer at once, got a promise');
}
