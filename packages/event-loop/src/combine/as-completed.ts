import { TimeoutError, type FutureStep, type FutureSteps } from '@x/future';
import { checkWaitOptions, resolved, SUSPENDED, Wait, type Interruption, type WaitOptions } from '@x/future/context';
import type { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Handle } from '../loop/handle.ts';
import { getEventLoop } from '../loop/running-loop.ts';
import { CoroutineObject } from '../task/coroutine-object.ts';
import type { Awaitable, Steps } from '../task/coroutine.ts';
import { inRunningTask } from '../task/drive.ts';
import type { Task } from '../task/task.ts';
import { checkIterable } from './check-iterable.ts';
import { commonLoop } from './common-loop.ts';
import { startAll } from './start-all.ts';

/**
 * What {@link asCompleted} gives: a plain `for` yields awaitables of the next results, `for await` the futures
 * themselves. Leaving the loop and iterating again goes on where it stopped.
 */
export type CompletionIterator<T, F extends Future<T> = Future<T>> = Completions<T, F> | CompletionsAgain<T, F>;

/** Both forms of iterating over what completes. */
export interface Completions<T, F extends Future<T> = Future<T>> extends IterableIterator<Promise<T>, undefined> {
  [Symbol.iterator](): this;
  [Symbol.asyncIterator](): FutureSteps<F>;
}

/** The other half of {@link CompletionIterator}: see `FutureIterator` of `@x/future` for why there are two. */
export interface CompletionsAgain<T, F extends Future<T> = Future<T>> extends Completions<T, F> {
  readonly again?: never;
}

/**
 * Runs awaitables side by side and gives them in the order in which they complete.
 *
 * @remarks
 * A future or coroutine object comes once, however often it was given; a function is called each time. In the plain
 * form an awaitable stands for the next that completes, whichever of them is awaited first.
 *
 * **Cancellation.** The work is left alone when the loop over it ends or is cancelled, or the time is over.
 *
 * @param options - `timeout` counts from this call, in milliseconds. A `signal` ends the waiting.
 * @throws {@link TimeoutError} from each step that comes when the time is over.
 * @example
 * ```ts
 * for await (const task of asCompleted(tasks)) console.log(task.getName(), task.result());
 * ```
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.as_completed | asyncio.as_completed}
 */
export function asCompleted<T>(tasks: Iterable<Task<T>>, options?: WaitOptions): CompletionIterator<T, Task<T>>;
export function asCompleted<T>(awaitables: Iterable<Awaitable<T>>, options?: WaitOptions): CompletionIterator<T>;
export function asCompleted<T>(awaitables: Iterable<Awaitable<T>>, options: WaitOptions = {}): CompletionIterator<T> {
  checkWaitOptions(options);
  checkIterable('asCompleted()', 'awaitables', awaitables);
  const all = [...awaitables];
  const loop = commonLoop(all, getEventLoop());
  return new CompletionQueue<T>(loop, new Set(startAll(all, loop)), options);
}

class CompletionQueue<T> implements Completions<T> {
  readonly #open = new Map<Future<T>, LightCallback<Future<T>>>();
  /** The futures that are done and not handed out; `undefined` stands for one that the time-out took. */
  readonly #done: (Future<T> | undefined)[] = [];
  readonly #getters: NextWait<T>[] = [];
  readonly #options: WaitOptions;
  #left: number;
  #timer: Handle | undefined;

  constructor(loop: EventLoop, futures: ReadonlySet<Future<T>>, options: WaitOptions) {
    this.#options = options;
    this.#left = futures.size;
    for (const future of futures) {
      const callback = new LightCallback(loop, (done) => this.#onDone(done), future);
      this.#open.set(future, callback);
      future.addWaiter(callback);
    }
    const { timeout } = options;
    if (futures.size > 0 && timeout !== undefined) this.#timer = loop.callLater(timeout, () => this.#onTimeout());
  }

  next(): IteratorResult<Promise<T>, undefined> {
    if (this.#left === 0) return { done: true, value: undefined };
    this.#left -= 1;
    const steps = (): Steps<T> => this.#nextResult();
    return { done: false, value: new CoroutineObject<T>('asCompleted()', steps, false) };
  }

  [Symbol.iterator](): this {
    return this;
  }

  [Symbol.asyncIterator](): FutureSteps<Future<T>> {
    const steps: FutureSteps<Future<T>> = {
      next: () => inRunningTask('asCompleted()', () => this.#nextFuture()),
      // Leaving the loop ends nothing: the next one goes on.
      return: () => resolved({ done: true, value: undefined }),
      [Symbol.asyncIterator]: () => steps,
    };
    return steps;
  }

  *#nextFuture(): Steps<FutureStep<Future<T>>> {
    if (this.#left === 0) return { done: true, value: undefined };
    this.#left -= 1;
    const [value] = yield* this.#take();
    return { done: false, value };
  }

  *#nextResult(): Steps<T> {
    const [future] = yield* this.#take();
    return future.result();
  }

  // In a list, since a future as the result of a wait would be awaited.
  *#take(): Steps<[Future<T>]> {
    let next = this.#done.length > 0 ? { future: this.#done.shift() } : undefined;
    next ??= (yield new NextWait(this.#done, this.#getters).begin({ signal: this.#options.signal })) as {
      future: Future<T> | undefined;
    };
    if (next.future !== undefined) return [next.future];
    const { timeout } = this.#options;
    throw new TimeoutError(`asCompleted() did not end within ${timeout ?? 0} ms`, { timeout });
  }

  #put(future: Future<T> | undefined): void {
    void this.#done.push(future);
    wakeNext(this.#getters);
  }

  #onDone(future: Future<T>): void {
    if (!this.#open.delete(future)) return;
    this.#put(future);
    if (this.#open.size === 0) this.#timer?.cancel();
  }

  #onTimeout(): void {
    for (const [future, callback] of this.#open) {
      future.removeWaiter(callback);
      this.#put(undefined);
    }
    this.#open.clear();
  }
}

/** Waits until something is done that nobody else took. */
class NextWait<T> extends Wait<{ future: Future<T> | undefined }> {
  readonly label = 'asCompleted()';
  readonly #done: (Future<T> | undefined)[];
  readonly #getters: NextWait<T>[];

  constructor(done: (Future<T> | undefined)[], getters: NextWait<T>[]) {
    super();
    this.#done = done;
    this.#getters = getters;
    getters.push(this);
  }

  protected override resume(
    interruption: Interruption | undefined,
  ): { future: Future<T> | undefined } | typeof SUSPENDED {
    if (interruption !== undefined) {
      const at = this.#getters.indexOf(this);
      if (at >= 0) void this.#getters.splice(at, 1);
      // Woken and interrupted: what it was woken for is for the next.
      if (this.#done.length > 0) wakeNext(this.#getters);
      throw interruption.error;
    }
    if (this.#done.length > 0) return { future: this.#done.shift() };
    this.#getters.push(this);
    return SUSPENDED;
  }
}

function wakeNext(getters: NextWait<never>[] | NextWait<unknown>[]): void {
  while (getters.shift()?.wake() === false);
}
