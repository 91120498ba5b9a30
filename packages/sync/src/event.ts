import {
  checkWaitOptions,
  ListedWait,
  rejected,
  resolved,
  WaiterList,
  type Interruption,
  type WaitOptions,
} from '@x/future/context';
import { Primitive, withWaiters } from './primitive.ts';

/**
 * A flag that any number of callers can wait on.
 *
 * @remarks
 * **Order.** Waiters wake in the order in which they came. `set()` followed at once by `clear()` still lets through
 * everybody who was waiting.
 *
 * **Cancellation.** A wait that is cancelled, times out or is aborted leaves the flag, and every other waiter, as it
 * was.
 *
 * **Differs from Python.** The name hides the DOM's global `Event`, so that the class is exported as `AsyncEvent` too.
 *
 * @example
 * ```ts
 * const ready = new Event();
 * queueMicrotask(() => ready.set());
 * await ready.wait({ timeout: 1_000 }); // => true
 * ready.isSet(); // => true
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.Event | asyncio.Event}
 */
export class Event extends Primitive {
  #isSet = false;
  readonly #waiters = new WaiterList();

  isSet(): boolean {
    return this.#isSet;
  }

  /** Sets the flag and wakes everybody who waits. */
  set(): void {
    this.#isSet = true;
    this.#waiters.wakeAll();
  }

  /** Resets the flag, so that later calls of {@link Event.wait} wait again. */
  clear(): void {
    this.#isSet = false;
  }

  /**
   * Resolves to `true` once the flag is set; at once if it is set already.
   *
   * @throws TimeoutError when `timeout` milliseconds pass first.
   * @throws RangeError when `timeout` is negative or `NaN`.
   * @throws RuntimeError when it has to wait, and others wait in another event loop.
   */
  wait(options?: WaitOptions): Promise<true> {
    try {
      checkWaitOptions(options);
      if (this.#isSet) return resolved(true as const);
      this.bind();
    } catch (error) {
      return rejected(error);
    }
    const wait = new EventWait(this.#waiters);
    this.#waiters.push(wait);
    return wait.begin(options);
  }

  /** @internal */
  protected override describe(): string {
    return withWaiters(this.#isSet ? 'set' : 'unset', this.#waiters);
  }
}

class EventWait extends ListedWait<true> {
  readonly #waiters: WaiterList;

  constructor(waiters: WaiterList) {
    super();
    this.#waiters = waiters;
  }

  get label(): string {
    return 'Event.wait()';
  }

  protected override resume(interruption: Interruption | undefined): true {
    this.#waiters.delete(this);
    if (interruption !== undefined) throw interruption.error;
    return true;
  }
}
