import { shown, type Interruption } from '@x/future/context';
import { Acquirable } from './acquirable.ts';
import { withWaiters } from './primitive.ts';

/**
 * Lets a number of callers in at a time, in the order in which they came.
 *
 * @remarks
 * **Order.** `release()` hands the permit to the one who waited longest; who releases and acquires again at once goes
 * behind those who wait.
 *
 * **Cancellation.** A cancelled `acquire()` keeps no permit: one that was on its way to it goes to the next.
 *
 * **Differs from Python.** `async with semaphore` is `await using _ = await semaphore.hold()` or `semaphore.with(fn)`.
 *
 * @example
 * ```ts
 * const atOnce = new Semaphore(2);
 * const sizes = await Promise.all(
 *   ['a', 'bb', 'ccc'].map((text) => atOnce.with(async () => text.length)),
 * );
 * sizes; // => [1, 2, 3]
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.Semaphore | asyncio.Semaphore}
 */
export class Semaphore extends Acquirable {
  #value: number;

  /**
   * @param value - How many permits there are at the beginning; 1 by default.
   * @throws RangeError when `value` is no integer of zero or more.
   */
  constructor(value = 1) {
    super();
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(`value must be an integer of zero or more, got ${shown(value)}`);
    }
    this.#value = value;
  }

  /** Permits that nobody holds, or is about to get. */
  protected get value(): number {
    return this.#value;
  }

  /** Whether `acquire()` would have to wait: no permit is free, or somebody is ahead. */
  override locked(): boolean {
    return this.#value === 0 || this.waiters.isClaimed;
  }

  /** Gives a permit back, or adds one: the next who waits gets it. */
  override release(): void {
    this.#value++;
    this.#wakeNext();
  }

  /** @internal */
  override takeNow(): boolean {
    if (this.locked()) return false;
    this.#value--;
    return true;
  }

  /** @internal */
  override endTurn(interruption: Interruption | undefined, wasWoken: boolean): void {
    if (interruption !== undefined && wasWoken) this.#value++;
    // Permits may be left for those who came meanwhile and had to stand behind this one.
    while (this.#value > 0 && this.#wakeNext());
  }

  /** @internal */
  protected override describe(): string {
    return withWaiters(this.locked() ? 'locked' : `unlocked, value:${this.#value}`, this.waiters);
  }

  /** The permit is taken here, not when the woken one runs: nobody can come in between. */
  #wakeNext(): boolean {
    if (!this.waiters.wakeNext()) return false;
    this.#value--;
    return true;
  }
}
