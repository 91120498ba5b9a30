import { blockUntil, type BlockOptions } from './blocking.ts';
import { checkWaitOptions, type WaitOptions } from './context/limits.ts';
import { rejected, resolved } from './context/settled.ts';
import { Wait, type Interruption } from './context/wait.ts';
import { TimeoutError } from './errors.ts';
import type { Future } from './future.ts';
import { membersOf } from './wait.ts';

/** Steps through futures: it yields the futures themselves, not their results. */
export interface FutureSteps<F> {
  next(): Promise<FutureStep<F>>;
  return(): Promise<FutureStep<F>>;
  [Symbol.asyncIterator](): FutureSteps<F>;
}

/** One step of a {@link FutureIterator}. */
export type FutureStep<F> =
  { readonly done: false; readonly value: F } | { readonly done: true; readonly value: undefined };

/**
 * What {@link asCompleted} gives, for `for await`.
 *
 * @privateRemarks
 * A union of one thing with itself: TypeScript takes the second loop over the same async iterable type for one over
 * promises, and gives the loop variable the type of the result. For a union it keeps what it found the first time.
 */
export type FutureIterator<F> = FutureSteps<F> | FutureStepsAgain<F>;

/** The other half of {@link FutureIterator}. */
export interface FutureStepsAgain<F> extends FutureSteps<F> {
  readonly again?: never;
}

/**
 * The futures in the order in which they complete; failed and cancelled ones come too, and throw nothing here.
 *
 * @remarks
 * **Order.** Those that are done already come first. A future that completes while the loop's body runs comes later in
 * the same loop. Each comes once, however often it was given.
 *
 * **Cancellation.** The futures are left alone; leaving the loop early drops the interest in the rest.
 *
 * @param options - `timeout` counts from this call, in milliseconds, for the whole iteration.
 * @throws {@link TimeoutError} from the loop, naming how many futures are unfinished, when `timeout` is over.
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.as_completed | concurrent.futures.as_completed}
 */
export function asCompleted<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: WaitOptions = {},
): FutureIterator<F> {
  checkWaitOptions(options);
  return new Completions(membersOf(futures, 'asCompleted()'), options);
}

/** {@link asCompleted} for a plain `for`: each step blocks the thread. */
export function asCompletedSync<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: BlockOptions = {},
): IterableIterator<F> {
  checkWaitOptions(options);
  return completionsSync(membersOf(futures, 'asCompletedSync()'), options);
}

// Written by hand: an async generator would await the futures that it yields.
class Completions<F extends Future<unknown>> implements FutureSteps<F> {
  readonly #done: F[] = [];
  readonly #waiters = new Map<F, { wake: () => void }>();
  readonly #total: number;
  readonly #deadline: number;
  readonly #options: WaitOptions;
  #next: NextWait<F> | undefined;

  constructor(members: ReadonlySet<F>, options: WaitOptions) {
    this.#total = members.size;
    this.#options = options;
    this.#deadline = performance.now() + (options.timeout ?? Infinity);
    for (const future of members) {
      if (future.done()) this.#done.push(future);
      else this.#watch(future);
    }
  }

  next(): Promise<FutureStep<F>> {
    const future = this.#done.shift();
    if (future !== undefined) return resolved({ done: false, value: future });
    if (this.#waiters.size === 0) return resolved({ done: true, value: undefined });
    const left = Math.max(0, this.#deadline - performance.now());
    try {
      checkWaitOptions({ signal: this.#options.signal });
    } catch (error) {
      return rejected(error);
    }
    this.#next = new NextWait(this.#done, () => unfinished(this.#waiters.size, this.#total, this.#options.timeout));
    return this.#next.begin({ signal: this.#options.signal, timeout: left === Infinity ? undefined : left });
  }

  return(): Promise<FutureStep<F>> {
    for (const [future, waiter] of this.#waiters) future.removeWaiter(waiter);
    this.#waiters.clear();
    this.#done.length = 0;
    return resolved({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #watch(future: F): void {
    const waiter = {
      wake: (): void => {
        this.#waiters.delete(future);
        this.#done.push(future);
        this.#next?.wake();
      },
    };
    this.#waiters.set(future, waiter);
    future.addWaiter(waiter);
  }
}

class NextWait<F> extends Wait<FutureStep<F>> {
  readonly label = 'asCompleted()';
  readonly #done: F[];
  readonly #late: () => TimeoutError;

  constructor(done: F[], late: () => TimeoutError) {
    super();
    this.#done = done;
    this.#late = late;
  }

  protected override resume(interruption: Interruption | undefined): FutureStep<F> {
    if (interruption !== undefined)
      throw interruption.error instanceof TimeoutError ? this.#late() : interruption.error;
    const future = this.#done.shift();
    return future === undefined ? { done: true, value: undefined } : { done: false, value: future };
  }
}

function* completionsSync<F extends Future<unknown>>(members: Set<F>, options: BlockOptions): Generator<F, void> {
  const deadline = performance.now() + (options.timeout ?? Infinity);
  const total = members.size;
  while (members.size > 0) {
    const left = Math.max(0, deadline - performance.now());
    try {
      blockUntil(
        () => [...members].some((future) => future.done()),
        members,
        left === Infinity ? {} : { timeout: left },
      );
    } catch (error) {
      throw error instanceof TimeoutError ? unfinished(members.size, total, options.timeout) : error;
    }
    for (const future of [...members].filter((one) => one.done())) {
      members.delete(future);
      yield future;
    }
  }
}

function unfinished(open: number, total: number, timeout: number | undefined): TimeoutError {
  return new TimeoutError(`${open} (of ${total}) futures unfinished`, { timeout });
}
