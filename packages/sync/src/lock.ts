import { RuntimeError } from '@x/future';
import type { Interruption } from '@x/future/context';
import { Acquirable } from './acquirable.ts';
import { withWaiters } from './primitive.ts';
import type { Steps } from './steps.ts';

/**
 * Lets one caller in at a time, in the order in which they came.
 *
 * @remarks
 * **Order.** `release()` wakes the first who waits. The lock is free until that one runs, but a newcomer does not get
 * it before.
 *
 * **Cancellation.** A cancelled `acquire()` never keeps the lock: a hand-over that it can no longer take goes to the
 * next.
 *
 * **Differs from Python.** `async with lock` is `await using _ = await lock.hold()` or `lock.with(fn)`. A lock is not
 * reentrant and knows no owner, as in Python.
 *
 * @example
 * ```ts
 * const lock = new Lock();
 * {
 *   await using _ = await lock.hold();
 *   lock.locked(); // => true
 * }
 * lock.locked(); // => false
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.Lock | asyncio.Lock}
 */
export class Lock extends Acquirable {
  #locked = false;

  /** Whether somebody holds the lock. False while a released lock is on its way to the next one. */
  override locked(): boolean {
    return this.#locked;
  }

  /**
   * Gives the lock back, and wakes the one who waited longest.
   *
   * @throws {@link RuntimeError} when nobody holds the lock.
   */
  override release(): void {
    if (!this.#locked) throw new RuntimeError('Lock is not acquired.');
    this.#locked = false;
    this.#wakeFirst();
  }

  /** @internal */
  override takeNow(): boolean {
    if (this.#locked || this.waiters.isClaimed) return false;
    this.#locked = true;
    return true;
  }

  /** @internal */
  override endTurn(interruption: Interruption | undefined): void {
    if (interruption === undefined) this.#locked = true;
    else if (!this.#locked) this.#wakeFirst();
  }

  /** @internal `acquire()` as part of a longer wait; returns what interrupted it. */
  *acquireSteps(): Steps<Interruption | undefined> {
    if (this.takeNow()) return undefined;
    this.bind();
    const interruption = yield this.waiters;
    this.endTurn(interruption);
    return interruption;
  }

  /** @internal */
  protected override describe(): string {
    return withWaiters(this.#locked ? 'locked' : 'unlocked', this.waiters);
  }

  // Only the first: one that was woken or interrupted before wakes the next itself, should it not take the lock.
  #wakeFirst(): void {
    this.waiters.first?.wake();
  }
}
