import type { BlockOptions, WaitOptions } from '@x/future';
import {
  checkWaitOptions,
  ListedWait,
  rejected,
  resolved,
  SUSPENDED,
  WaiterList,
  type Interruption,
} from '@x/future/context';
import { Blockade } from './blockade.ts';
import { Feed, type ChunkRunner, type Place } from './imap-feed.ts';
import type { ChunkSource } from './imap-source.ts';

/**
 * The results of `imap`, in the order of the input, as they come.
 *
 * @remarks
 * A call that fails throws in its place, and the iterator goes on behind it. The input is read as results are taken:
 * a few chunks ahead, not all of it. Leaving a `for await` early lets go of the input and cancels what has not begun.
 *
 * **Order.** Calls of `next()` are answered in the order in which they were made.
 *
 * **Cancellation.** Giving up a `next()` loses no result: the next call gets it.
 *
 * **Differs from Python.** CPython reads the whole input ahead, and loses the rest of a chunk behind a failure.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.imap | Pool.imap}
 */
export class IMapIterator<R> implements AsyncIterable<R>, Iterable<R> {
  readonly #feed: Feed<never, R>;
  readonly #waiters = new WaiterList();

  /** @internal */
  constructor(source: ChunkSource<never>, runner: ChunkRunner<never, R>, window: number) {
    this.#feed = new Feed(source, runner, window, () => this.#wake());
  }

  /**
   * The next result.
   *
   * @throws what the call for it threw. {@link TimeoutError} when `timeout` milliseconds pass first.
   */
  next(options?: WaitOptions): Promise<IteratorResult<R, undefined>> {
    try {
      checkWaitOptions(options);
      if (this.#waiters.length === 0 && this.#isReady) return resolved(this.#take());
    } catch (error) {
      return rejected(error);
    }
    const results = { isReady: () => this.#isReady, take: () => this.#take(), handOn: () => this.#wake() };
    return new NextWait(this.#waiters, results).begin(options);
  }

  /**
   * {@link IMapIterator.next} that blocks the thread.
   *
   * @throws {@link RuntimeError} at once when the input is async and has to be read first.
   */
  nextSync(options: BlockOptions = {}): IteratorResult<R, undefined> {
    const blockade = new Blockade(options);
    while (!this.#isReady) blockade.until(this.awaited(this.#feed.calls));
    return this.#take();
  }

  /** Lets go of the input, and cancels what has not begun. */
  return(): Promise<IteratorResult<R, undefined>> {
    this.#feed.close();
    return resolved<IteratorResult<R, undefined>>({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterator<R, undefined> {
    return this;
  }

  /** Blocks the thread at each step. */
  [Symbol.iterator](): Iterator<R, undefined> {
    return {
      next: () => this.nextSync(),
      return: () => {
        this.#feed.close();
        return { done: true, value: undefined };
      },
    };
  }

  /** For pools. @internal */
  get feed(): Feed<never, R> {
    return this.#feed;
  }

  /** The place whose items come next, when they are there. @internal */
  protected front(places: readonly Place<R>[]): Place<R> | undefined {
    return places[0]?.items === undefined ? undefined : places[0];
  }

  /** The tasks of which one has to be done for the next result. @internal */
  protected awaited<F>(calls: readonly F[]): readonly F[] {
    return calls.slice(0, 1);
  }

  get #isReady(): boolean {
    return this.#feed.isOver || this.front(this.#feed.places) !== undefined;
  }

  #take(): IteratorResult<R, undefined> {
    const place = this.front(this.#feed.places);
    const item = place?.items?.shift();
    if (place?.items?.length === 0) this.#feed.release(place);
    this.#wake();
    if (item === undefined) return { done: true, value: undefined };
    if ('error' in item) throw item.error;
    return { done: false, value: item.value };
  }

  // One at a time: whoever is on the way to a result wakes the next one when there is another.
  #wake(): void {
    if (this.#isReady && this.#waiters.first?.isWaiting === true) this.#waiters.wakeNext();
  }
}

/** The results of `imapUnordered`, in the order in which they come. */
export class IMapUnorderedIterator<R> extends IMapIterator<R> {
  /** @internal */
  protected override front(places: readonly Place<R>[]): Place<R> | undefined {
    return places.find(({ items }) => items !== undefined);
  }

  /** @internal */
  protected override awaited<F>(calls: readonly F[]): readonly F[] {
    return calls;
  }
}

/** What a waiting `next()` looks at, and takes from. */
interface Results<R> {
  isReady(): boolean;
  take(): IteratorResult<R, undefined>;
  /** Wakes the next who waits, if there is something for it. */
  handOn(): void;
}

class NextWait<R> extends ListedWait<IteratorResult<R, undefined>> {
  readonly label = 'imap().next()';
  readonly #waiters: WaiterList;
  readonly #results: Results<R>;

  constructor(waiters: WaiterList, results: Results<R>) {
    super();
    this.#waiters = waiters;
    this.#results = results;
    waiters.push(this);
  }

  protected override resume(interruption: Interruption | undefined): IteratorResult<R, undefined> | typeof SUSPENDED {
    this.#waiters.delete(this);
    if (interruption !== undefined) {
      // The result stays where it is; somebody else may have been waiting for it.
      this.#results.handOn();
      throw interruption.error;
    }
    if (this.#results.isReady()) return this.#results.take();
    this.#waiters.push(this);
    return SUSPENDED;
  }
}
