import { checkWaitOptions, Deque, LoopBinding, rejected, resolved, WaiterList } from '@x/future/context';
import { QueueEmpty } from './errors.ts';
import type { QueueOptions } from './options.ts';
import { refuseThenable } from './refuse-thenable.ts';
import { GetWait, wakeOne } from './waits.ts';

/**
 * An unbounded first in, first out queue without the accounting of `Queue`: `put()` never waits, and there is no
 * `taskDone()`, `join()` or `shutdown()`.
 *
 * @remarks
 * **Order.** Those who wait for an item are served in the order in which they came.
 *
 * **Cancellation.** A `get()` that is cancelled, times out or is aborted takes no item; one that it was woken for goes
 * to the next.
 *
 * @example
 * ```ts
 * const messages = new SimpleQueue<string>();
 * messages.putNowait('hello');
 * await messages.get(); // => 'hello'
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.SimpleQueue | queue.SimpleQueue}
 */
export class SimpleQueue<T> {
  readonly #items = new Deque<T>();
  readonly #getters = new WaiterList();
  readonly #binding = new LoopBinding();

  /** The number of items in the queue. */
  qsize(): number {
    return this.#items.size;
  }

  /** Whether there is no item. */
  empty(): boolean {
    return this.#items.size === 0;
  }

  /**
   * Adds an item. It never waits; the options are there to fit `Queue.put()`, and are ignored.
   *
   * @throws TypeError when `item` is a promise or another thenable.
   */
  put(item: T, options?: QueueOptions): Promise<void>;
  put(item: T): Promise<void> {
    try {
      this.putNowait(item);
    } catch (error) {
      return rejected(error);
    }
    return resolved(undefined);
  }

  /**
   * Adds an item.
   *
   * @throws TypeError when `item` is a promise or another thenable.
   */
  putNowait(item: T): void {
    refuseThenable(item);
    this.#items.push(item);
    wakeOne(this.#getters);
  }

  /**
   * Takes the next item; waits while there is none.
   *
   * @remarks
   * **Cancellation.** No item is taken.
   *
   * @throws {@link QueueEmpty} when there is none within `timeout` milliseconds, or at once with `block: false`.
   * @throws RangeError when `timeout` is negative or `NaN`, also where no waiting is needed.
   * @throws RuntimeError when it has to wait, and others wait in another event loop.
   */
  get(options?: QueueOptions): Promise<T> {
    try {
      const mayWait = options?.block !== false;
      if (mayWait) checkWaitOptions(options);
      if (!mayWait || !this.empty()) return resolved(this.getNowait());
      this.#binding.check(this);
    } catch (error) {
      return rejected(error);
    }
    const wait = new GetWait(this, this.#getters, options);
    this.#getters.push(wait);
    return wait.begin(options);
  }

  /**
   * Takes the next item without waiting.
   *
   * @throws {@link QueueEmpty} when there is none.
   */
  getNowait(): T {
    if (this.empty()) throw new QueueEmpty();
    return this.#items.shift() as T;
  }
}
