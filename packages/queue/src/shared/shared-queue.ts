import type { Worker } from 'node:worker_threads';
import { TimeoutError, type BlockOptions } from '@x/future';
import { checkWaitOptions, inspectAsText, rejected, resolved, shown, type WaitOptions } from '@x/future/context';
import { QueueEmpty, QueueFull, QueueShutDown } from '../errors.ts';
import type { ShutdownOptions } from '../options.ts';
import { block } from './blocking.ts';
import type { SharedQueueHandle } from './handle.ts';
import { checkLimits, createMemory, readLayout } from './layout.ts';
import { Line, NOT_YET } from './line.ts';
import { bytesOf, isLargerThan, keep, pack, unpack, type Content } from './packet.ts';
import { EMPTY, SHUT_DOWN, Store } from './store.ts';
import { onWorkerExit } from './worker-exits.ts';

/** What may be decided of a queue besides its `maxsize`. */
export interface SharedQueueOptions {
  /**
   * Memory for the contents of items, in bytes; 1 KiB for each of `maxsize` items by default, 1 MiB at least. Numbers
   * need none. Everything else takes blocks of 256 bytes, or larger ones when there would be more than 16,384 of them.
   */
  readonly capacityBytes?: number | undefined;
}

/** Passes memory that exists to the constructor. */
const MEMORY: unique symbol = Symbol('memory');

/**
 * A bounded queue between worker threads, on shared memory: any number of threads add and take.
 *
 * @remarks
 * An item is copied when it is added and again when it is taken: any value that `v8.serialize` takes. Numbers and
 * `Uint8Array`s cross without being serialised, small plain data as JSON.
 *
 * **Order.** Items leave in the order in which they entered. Waiting calls of one thread are served in their order;
 * between threads, whoever is first to look.
 *
 * **Cancellation.** A wait that is cancelled, aborted or out of time has added or taken nothing.
 *
 * **Differs from Python.** It stands between `queue.Queue`, whose threads share objects, and `multiprocessing.Queue`,
 * which copies items as this one does. It is always bounded, and does not count unfinished tasks: a thread that dies
 * would never finish its own.
 *
 * @example
 * ```ts
 * const squares = new SharedQueue<number>(1_000);
 * await squares.put(49);
 *
 * // usually in a worker, which got the handle as `workerData`
 * const same = SharedQueue.from(squares.handle);
 * await same.get(); // => 49
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue | multiprocessing.Queue}
 */
export class SharedQueue<T> implements AsyncIterable<T> {
  readonly #store: Store;
  readonly #getters: Line;
  readonly #putters: Line;

  /**
   * @param maxsize - How many items the queue holds at most, from 1 to 1,048,576.
   * @throws TypeError or RangeError when `maxsize` or `capacityBytes` cannot be.
   */
  constructor(maxsize: number, options: SharedQueueOptions = {}) {
    const { capacityBytes, [MEMORY]: memory } = options as SharedQueueOptions & { [MEMORY]?: SharedArrayBuffer };
    const store = new Store(memory ?? createMemory(checkLimits(maxsize, capacityBytes)));
    this.#store = store;
    this.#getters = new Line(store.items, () => (store.isShutDown ? Infinity : store.size()));
    this.#putters = new Line(store.room, () => (store.isShutDown ? Infinity : this.maxsize - store.size()));
  }

  /**
   * Opens a queue that another thread has made, or this one.
   *
   * @throws TypeError when `handle` is not the handle of a queue.
   */
  static from<T>(handle: SharedQueueHandle<T>): SharedQueue<T> {
    const { maxsize } = readLayout((handle as Partial<SharedQueueHandle<T>> | undefined)?.memory);
    return new SharedQueue<T>(maxsize, { [MEMORY]: handle.memory } as SharedQueueOptions);
  }

  /** What to send to the threads that shall use the queue. It can be sent often, and refers to the memory of the queue. */
  get handle(): SharedQueueHandle<T> {
    return { memory: this.#store.memory };
  }

  /** How many items the queue holds at most. */
  get maxsize(): number {
    return this.#store.layout.maxsize;
  }

  /** How many bytes the items can have together, in whole blocks. */
  get capacityBytes(): number {
    return this.#store.layout.capacityBytes;
  }

  /** Whether some thread has called {@link SharedQueue.shutdown}. */
  get isShutdown(): boolean {
    return this.#store.isShutDown;
  }

  /** How many items there are. While other threads use the queue it is how many there were a moment ago. */
  qsize(): number {
    return this.#store.size();
  }

  /** Whether there is no item, a moment ago. */
  empty(): boolean {
    return this.qsize() === 0;
  }

  /** Whether there are `maxsize` items, a moment ago. Without memory for an item a put has to wait all the same. */
  full(): boolean {
    return this.qsize() === this.maxsize;
  }

  /**
   * Adds an item at the end; waits while there is no room for it. The item is read at the call: changing it later
   * changes nothing.
   *
   * @remarks
   * **Order.** The puts of one thread take effect in the order of the calls, also when the first is waiting for much
   * memory and a later one needs little. One that does not wait (`putNowait`, `putSync`) passes those that do.
   *
   * @throws {@link QueueFull} when `timeout` (milliseconds) passes first.
   * @throws {@link QueueShutDown} when the queue is shut down, before or while it waits.
   * @throws RangeError when the item needs more than `capacityBytes`, or `timeout` is negative or `NaN`.
   * @throws TypeError when the item is a promise; the `DataCloneError` of `v8.serialize` when it cannot be copied.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.put | queue.Queue.put}
   */
  put(item: T, options?: WaitOptions): Promise<void> {
    try {
      checkWaitOptions(options);
      const packed = this.#pack(item);
      if (this.#putters.isOpen() && this.#add(packed) !== NOT_YET) return resolved(undefined);
      const content = keep(packed);
      const label = 'SharedQueue.put()';
      const attempt = (): undefined | typeof NOT_YET => this.#add(content);
      const refuse = (): QueueFull => this.#full(content, options?.timeout);
      return this.#putters.join({ label, attempt, isTimeout: timeoutOf(options), refuse }, options);
    } catch (error) {
      return rejected(error);
    }
  }

  /**
   * Adds an item at once.
   *
   * @throws {@link QueueFull} when there is no room, and as {@link SharedQueue.put} otherwise.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.put_nowait | queue.Queue.put_nowait}
   */
  putNowait(item: T): void {
    const content = this.#pack(item);
    if (this.#add(content) === NOT_YET) throw this.#full(content);
  }

  /**
   * Adds an item; blocks the thread while there is no room for it.
   *
   * @remarks
   * A blocked thread hears nothing, not even that a worker has ended: in a thread that has to {@link SharedQueue.watch}
   * others, give a `timeout`.
   *
   * @param options - `timeout`: longest time to block, in milliseconds.
   * @throws as {@link SharedQueue.put}.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.put | queue.Queue.put}
   */
  putSync(item: T, options?: BlockOptions): void {
    checkWaitOptions(options);
    const content = this.#pack(item);
    if (this.#add(content) !== NOT_YET) return;
    const outcome = block(
      {
        bell: this.#store.room,
        listener: 'watcher',
        attempt: () => this.#add(content),
        // Until an eighth of a full queue may have been taken.
        firstPause: this.maxsize,
      },
      options?.timeout,
    );
    if (outcome === NOT_YET) throw this.#full(content, options?.timeout);
  }

  /**
   * Takes the first item; waits while there is none.
   *
   * @throws {@link QueueEmpty} when `timeout` (milliseconds) passes first.
   * @throws {@link QueueShutDown} when the queue is shut down and empty, before or while it waits.
   * @throws RangeError when `timeout` is negative or `NaN`.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.get | queue.Queue.get}
   */
  get(options?: WaitOptions): Promise<T> {
    try {
      checkWaitOptions(options);
      if (this.#getters.isOpen()) {
        const item = this.#take();
        if (item !== NOT_YET) return resolved(item);
      }
      const label = 'SharedQueue.get()';
      const attempt = (): T | typeof NOT_YET => this.#take();
      const refuse = (): QueueEmpty => new QueueEmpty(options);
      return this.#getters.join({ label, attempt, isTimeout: timeoutOf(options), refuse }, options);
    } catch (error) {
      return rejected(error);
    }
  }

  /**
   * Takes the first item at once.
   *
   * @throws {@link QueueEmpty} when there is none.
   * @throws {@link QueueShutDown} when there will be none any more.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.get_nowait | queue.Queue.get_nowait}
   */
  getNowait(): T {
    const item = this.#take();
    if (item === NOT_YET) throw new QueueEmpty();
    return item;
  }

  /**
   * Takes the first item; blocks the thread while there is none. See {@link SharedQueue.putSync} for what a blocked
   * thread misses.
   *
   * @param options - `timeout`: longest time to block, in milliseconds.
   * @throws as {@link SharedQueue.get}.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.get | queue.Queue.get}
   */
  getSync(options?: BlockOptions): T {
    checkWaitOptions(options);
    let item = this.#take();
    if (item === NOT_YET)
      item = block({ bell: this.#store.items, listener: 'sleeper', attempt: () => this.#take() }, options?.timeout);
    if (item === NOT_YET) throw new QueueEmpty(options);
    return item;
  }

  /**
   * Ends the queue for all threads: nothing can be added any more, and what is inside can still be taken. Waiting puts
   * are refused now, waiting gets once the queue is empty. Calling it again is no error.
   *
   * @param options - `immediate`: drop what is inside, too.
   * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Queue.shutdown | queue.Queue.shutdown}
   */
  shutdown(options: ShutdownOptions = {}): void {
    this.#store.shutDown(options.immediate ?? false);
  }

  /**
   * Gives back what `worker` holds of the queue, should it end without warning (`terminate()`, out of memory). A worker
   * that ends in any other way does so itself.
   *
   * @remarks
   * Wherever a worker is stopped, its item is in the queue or it is not, and others go on. But the memory of an item
   * that it was just adding or taking, and its place among the 255 threads that can use a queue, would be missing.
   *
   * @throws TypeError when `worker` is no `Worker`. InvalidStateError when it has ended already.
   */
  watch(worker: Worker): void {
    onWorkerExit(worker, this, (threadId) => this.workerExited(threadId));
  }

  /**
   * What {@link SharedQueue.watch} does when the worker has ended, for those who hear of it in another way.
   *
   * @param threadId - The `threadId` that the worker had. Nothing is left of a thread that has ended: naming one that
   *   is alive corrupts the queue.
   */
  workerExited(threadId: number): void {
    if (!Number.isSafeInteger(threadId) || threadId < 0) {
      throw new RangeError(`threadId must be the id of a thread, got ${shown(threadId)}`);
    }
    this.#store.recover(threadId);
  }

  /** Takes items until the queue is shut down and empty. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      try {
        yield await this.get();
      } catch (error) {
        if (error instanceof QueueShutDown) return;
        throw error;
      }
    }
  }

  toString(): string {
    const getters = this.#getters.length > 0 ? ` getters[${this.#getters.length}]` : '';
    const putters = this.#putters.length > 0 ? ` putters[${this.#putters.length}]` : '';
    const shutdown = this.isShutdown ? ' shutdown' : '';
    return `<SharedQueue maxsize=${this.maxsize} qsize=${this.qsize()}${getters}${putters}${shutdown}>`;
  }

  #pack(item: T): Content {
    const content = pack(item);
    if (isLargerThan(content, this.capacityBytes)) {
      throw new RangeError(`item needs ${bytesOf(content)} bytes, the queue has capacityBytes ${this.capacityBytes}`);
    }
    return content;
  }

  #add(content: Content): undefined | typeof NOT_YET {
    const outcome = this.#store.add(content);
    if (outcome === 'shut down') throw new QueueShutDown();
    return outcome === 'added' ? undefined : NOT_YET;
  }

  #take(): T | typeof NOT_YET {
    const content = this.#store.take();
    if (content === EMPTY) return NOT_YET;
    if (content === SHUT_DOWN) throw new QueueShutDown();
    return unpack(content) as T;
  }

  #full(content: Content, timeout?: number): QueueFull {
    const bytes = typeof content === 'number' || this.full() ? undefined : bytesOf(content);
    return new QueueFull(this.maxsize, { bytes, timeout });
  }
}

inspectAsText(SharedQueue);

/** Tells the end of `timeout` from the reason of a signal, which may be a `TimeoutError` as well. */
function timeoutOf(options: WaitOptions | undefined): (error: unknown) => boolean {
  return (error) => error instanceof TimeoutError && error !== options?.signal?.reason;
}
