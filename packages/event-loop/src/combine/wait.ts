import { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, TimeoutError, type ReturnWhen } from '@x/future';
import { checkWaitOptions, rejected, shown, Wait, type Interruption, type WaitOptions } from '@x/future/context';
import type { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import { getRunningLoop } from '../loop/running-loop.ts';
import { checkFuture, checkIterable } from './check-iterable.ts';

/** How long, and until when, {@link wait} waits. */
export interface WaitForTasksOptions extends WaitOptions {
  /** Which event ends the wait; `ALL_COMPLETED` by default. */
  readonly returnWhen?: ReturnWhen | undefined;
}

/** The futures that are done, and the others. Also iterable as a pair. */
export class DoneAndPending<F> implements Iterable<Set<F>> {
  readonly done: Set<F>;
  readonly pending: Set<F>;

  constructor(futures: Iterable<F>, isDone: (future: F) => boolean) {
    this.done = new Set();
    this.pending = new Set();
    for (const future of futures) (isDone(future) ? this.done : this.pending).add(future);
  }

  *[Symbol.iterator](): Iterator<Set<F>> {
    yield this.done;
    yield this.pending;
  }
}

/**
 * Waits for some or all of `futures`, and says which are done. It neither throws their failures nor cancels them.
 *
 * @remarks
 * **Cancellation.** Cancelling the wait leaves the futures alone.
 *
 * @param futures - tasks and futures; coroutines are refused: make tasks of them.
 * @param options - `timeout` in milliseconds; it is no error when it passes.
 * @throws RangeError when `futures` is empty or `returnWhen` unknown. TypeError when something is no future.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.wait | asyncio.wait}
 */
export function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: WaitForTasksOptions = {},
): Promise<DoneAndPending<F>> {
  try {
    const { returnWhen = ALL_COMPLETED } = options;
    checkWaitOptions(options);
    checkIterable('wait()', 'futures', futures);
    if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(returnWhen)) {
      throw new RangeError(
        `returnWhen must be FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED, got ${shown(returnWhen)}`,
      );
    }
    const members = new Set(futures);
    if (members.size === 0) throw new RangeError('wait(): futures must not be empty');
    for (const member of members) checkFuture('wait()', member);
    return new FuturesWait(members, returnWhen).begin(options);
  } catch (error) {
    return rejected(error);
  }
}

/** The wait of {@link wait}. */
export class FuturesWait<F extends Future<unknown>> extends Wait<DoneAndPending<F>> {
  /** The futures waited for. */
  readonly members: ReadonlySet<F>;
  readonly #callbacks: readonly LightCallback<F>[];
  #open: number;

  constructor(members: ReadonlySet<F>, returnWhen: ReturnWhen) {
    super();
    const loop = getRunningLoop();
    this.members = members;
    this.#open = members.size;
    const onDone = (future: F): void => this.#onDone(future, returnWhen);
    this.#callbacks = Array.from(members, (future) => new LightCallback(loop, onDone, future));
    for (const callback of this.#callbacks) callback.future.addWaiter(callback);
  }

  get label(): string {
    return `wait() for ${this.members.size} futures`;
  }

  protected override resume(interruption: Interruption | undefined): DoneAndPending<F> {
    for (const callback of this.#callbacks) {
      if (!callback.future.done()) callback.future.removeWaiter(callback);
    }
    if (interruption !== undefined && !(interruption.error instanceof TimeoutError)) throw interruption.error;
    return divide(this.members);
  }

  #onDone(future: F, returnWhen: ReturnWhen): void {
    this.#open -= 1;
    if (this.#open <= 0 || returnWhen === FIRST_COMPLETED || (returnWhen === FIRST_EXCEPTION && hasFailed(future))) {
      this.wake();
    }
  }
}

function hasFailed(future: Future<unknown>): boolean {
  return !future.cancelled() && future.exception() !== undefined;
}

function divide<F extends Future<unknown>>(members: ReadonlySet<F>): DoneAndPending<F> {
  return new DoneAndPending(members, (future) => future.done());
}
