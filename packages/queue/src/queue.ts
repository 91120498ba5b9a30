import { InvalidStateError } from '@x/future';
import {
  checkWaitOptions,
  Deque,
  LoopBinding,
  rejected,
  resolved,
  shown,
  WaiterList,
  type WaitOptions,
} from '@x/future/context';
import { QueueEmpty, QueueFull, QueueShutDown } from './errors.ts';
import type { QueueOptions, ShutdownOptions } from './options.ts';
import { refuseThenable } from './refuse-thenable.ts';
import { takeUntilShutdown } from './take-until-shutdown.ts';
import { GetWait, JoinWait, PutWait, wakeOne } from './waits.ts';

/**
 * Hands items from those who put them in to those who take them out, first in, first out. With a `maxsize`, `put()`
 * waits until there is room.
 *
 * @remarks
 * **Order.** Those who wait for an item are served in the order in which they came, and so are those who wait for room.
 * Who finds an item without having waited may take it before a waiter that was woken for it, which then waits on.
 *
 * **Cancellation.** A `get()` that is cancelled, times out or is aborted takes no item; a `put()` adds none. What a
 * cancelled call was woken for goes to the next.
 *
 * **Differs from Python.** One class is `asyncio.Queue` and `queue.Queue`: it has the former's methods and the latter's
 * `block` and `timeout`. A wait that runs out of time throws {@link QueueEmpty} or {@link QueueFull}, as in `queue`. An
 * item cannot be a promise, since `await queue.get()` would wait for it.
 *
 * @example
 * ```ts
 * const jobs = new Queue<string>(2);
 * await jobs.put('resize a.png');
 * await jobs.get(); // => 'resize a.png'
 * jobs.taskDone();
 * await jobs.join(); // every job is done
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-queue.html#asyncio.Queue | asyncio.Queue},
 *   {@link https://docs.python.org/3/library/queue.html#queue.Queue | queue.Queue}
 */
export class Queue<T> implements AsyncIterable<T> {
  static #made = 0;
  readonly #maxsize: number;
  readonly #items = new Deque<T>();
  readonly #getters = new WaiterList();
  readonly #putters = new WaiterList();
  readonly #joiners = new WaiterList();
  readonly #binding = new LoopBinding();
  #unfinishedTasks = 0;
  #isShutdown = false;
  #number = 0;

  static {
    // As Python's repr() does, it tells queues apart, which toString() does not.
    Object.defineProperty(this.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      configurable: true,
      value(this: Queue<unknown>): string {
        this.#number ||= ++Queue.#made;
        return `<${this.constructor.name} #${this.#number} ${this.#describe()}>`;
      },
    });
  }

  /**
   * @param maxsize - How many items there may be at a time; 0, the default, for any number.
   * @throws RangeError when `maxsize` is no integer of zero or more.
   */
  constructor(maxsize = 0) {
    if (!Number.isInteger(maxsize) || maxsize < 0) {
      throw new RangeError(`maxsize must be an integer of zero or more, got ${shown(maxsize)}`);
    }
    this.#maxsize = maxsize;
  }

  /** How many items there may be at a time; 0 for any number. */
  get maxsize(): number {
    return this.#maxsize;
  }

  /** Items that were put, and for which {@link Queue.taskDone} was not called yet. */
  get unfinishedTasks(): number {
    return this.#unfinishedTasks;
  }

  /** Whether {@link Queue.shutdown} was called. There is no way back. */
  get isShutdown(): boolean {
    return this.#isShutdown;
  }

  /** The number of items in the queue. */
  qsize(): number {
    return this.size();
  }

  /** Whether there is no item. */
  empty(): boolean {
    return this.size() === 0;
  }

  /** Whether there is no room; never true without a `maxsize`. */
  full(): boolean {
    return this.#maxsize > 0 && this.size() >= this.#maxsize;
  }

  /**
   * Adds an item; waits while the queue is full.
   *
   * @remarks
   * **Cancellation.** The item was not added.
   *
   * @throws {@link QueueFull} when there is no room within `timeout` milliseconds, or at once with `block: false`.
   * @throws {@link QueueShutDown} when the queue was shut down, also while waiting.
   * @throws TypeError when `item` is a promise or another thenable.
   * @throws RangeError when `timeout` is negative or `NaN`, also where no waiting is needed.
   * @throws RuntimeError when it has to wait, and others wait in another event loop.
   */
  put(item: T, options?: QueueOptions): Promise<void> {
    try {
      const mayWait = options?.block !== false;
      if (mayWait) checkWaitOptions(options);
      if (!mayWait || this.#isShutdown || !this.full()) {
        this.putNowait(item);
        return resolved(undefined);
      }
      refuseThenable(item);
      this.#binding.check(this);
    } catch (error) {
      return rejected(error);
    }
    const wait = new PutWait(this, this.#putters, item, options);
    this.#putters.push(wait);
    return wait.begin(options);
  }

  /**
   * Adds an item without waiting.
   *
   * @throws {@link QueueFull} when there is no room.
   * @throws {@link QueueShutDown} when the queue was shut down.
   * @throws TypeError when `item` is a promise or another thenable.
   */
  putNowait(item: T): void {
    refuseThenable(item);
    if (this.#isShutdown) throw new QueueShutDown();
    if (this.full()) throw new QueueFull(this.#maxsize);
    this.putItem(item);
    this.#unfinishedTasks++;
    wakeOne(this.#getters);
  }

  /**
   * Takes the next item; waits while there is none.
   *
   * @remarks
   * **Cancellation.** No item is taken.
   *
   * @throws {@link QueueEmpty} when there is none within `timeout` milliseconds, or at once with `block: false`.
   * @throws {@link QueueShutDown} when the queue was shut down and is empty, also while waiting.
   * @throws RangeError when `timeout` is negative or `NaN`, also where no waiting is needed.
   * @throws RuntimeError when it has to wait, and others wait in another event loop.
   */
  get(options?: QueueOptions): Promise<T> {
    try {
      const mayWait = options?.block !== false;
      if (mayWait) checkWaitOptions(options);
      if (!mayWait || this.#isShutdown || !this.empty()) return resolved(this.getNowait());
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
   * @throws {@link QueueShutDown} when the queue was shut down and is empty.
   */
  getNowait(): T {
    if (this.empty()) throw this.#isShutdown ? new QueueShutDown() : new QueueEmpty();
    const item = this.getItem();
    wakeOne(this.#putters);
    return item;
  }

  /**
   * Says that the work on an item that was taken is done: once for each item. {@link Queue.join} waits for it.
   *
   * @throws InvalidStateError when it is called more often than items were put.
   */
  taskDone(): void {
    if (this.#unfinishedTasks === 0) throw new InvalidStateError('taskDone() called too many times');
    this.#unfinishedTasks--;
    this.#wakeJoiners();
  }

  /**
   * Waits until the work on every item is done; at once if it is.
   *
   * @throws TimeoutError when `timeout` milliseconds pass first.
   * @throws RangeError when `timeout` is negative or `NaN`.
   * @throws RuntimeError when it has to wait, and others wait in another event loop.
   */
  join(options?: WaitOptions): Promise<void> {
    try {
      checkWaitOptions(options);
      if (this.#unfinishedTasks === 0) return resolved(undefined);
      this.#binding.check(this);
    } catch (error) {
      return rejected(error);
    }
    const wait = new JoinWait(this, this.#joiners);
    this.#joiners.push(wait);
    return wait.begin(options);
  }

  /**
   * Closes the queue: no more items come in, and when those that are left have been taken, no more come out.
   *
   * @remarks
   * Whoever waits for room, or for an item that will not come, gets {@link QueueShutDown}. With `immediate` the items
   * that are left are dropped, and count as done; {@link Queue.join} then waits only for those that are in work.
   *
   * @throws TypeError when `options` is no object.
   */
  shutdown(options: ShutdownOptions = {}): void {
    if (typeof options !== 'object') throw new TypeError(`options must be an object, got ${shown(options)}`);
    this.#isShutdown = true;
    if (options.immediate === true) this.#drop();
    while (wakeOne(this.#getters));
    while (wakeOne(this.#putters));
  }

  /** Takes items until the queue is shut down and empty: `for await (const item of queue)`. */
  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return takeUntilShutdown(this);
  }

  /** The state, as in `<Queue maxsize=2 _queue=[1, 2] _putters[1] tasks=2>`. */
  toString(): string {
    return `<${this.constructor.name} ${this.#describe()}>`;
  }

  /** Stores an item. Override it, {@link Queue.getItem} and {@link Queue.size} for another order. */
  protected putItem(item: T): void {
    this.#items.push(item);
  }

  /** Takes the item out whose turn it is; called when there is one. */
  protected getItem(): T {
    return this.#items.shift() as T;
  }

  /** The number of items stored. */
  protected size(): number {
    return this.#items.size;
  }

  /** The items stored, to be shown by `toString()`. */
  protected items(): Iterable<T> {
    return this.#items;
  }

  #drop(): void {
    while (!this.empty()) {
      this.getItem();
      if (this.#unfinishedTasks > 0) this.#unfinishedTasks--;
    }
    this.#wakeJoiners();
  }

  #wakeJoiners(): void {
    if (this.#unfinishedTasks === 0) this.#joiners.wakeAll();
  }

  #describe(): string {
    const facts = [`maxsize=${this.#maxsize}`];
    const items = Array.from(this.items(), shown);
    if (items.length > 0) facts.push(`_queue=[${items.join(', ')}]`);
    if (this.#getters.length > 0) facts.push(`_getters[${this.#getters.length}]`);
    if (this.#putters.length > 0) facts.push(`_putters[${this.#putters.length}]`);
    if (this.#unfinishedTasks > 0) facts.push(`tasks=${this.#unfinishedTasks}`);
    if (this.#isShutdown) facts.push('shutdown');
    return facts.join(' ');
  }
}
