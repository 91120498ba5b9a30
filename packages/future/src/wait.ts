import { blockUntil, type BlockOptions } from './blocking.ts';
import { checkWaitOptions, type WaitOptions } from './context/limits.ts';
import { rejected, resolved } from './context/settled.ts';
import { Wait, type Interruption } from './context/wait.ts';
import { TimeoutError } from './errors.ts';
import type { Waiter } from './followers.ts';
import { Future } from './future.ts';
import { shown } from './shown.ts';

/** `wait` ends at the first future that is done. */
export const FIRST_COMPLETED = 'FIRST_COMPLETED';
/**
 * `wait` ends at the first future that failed; like {@link ALL_COMPLETED} when none does. A cancelled one has not
 * failed.
 */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
/** `wait` ends when all futures are done. */
export const ALL_COMPLETED = 'ALL_COMPLETED';

/** When {@link wait} ends. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

/** How long, and until when, {@link wait} waits. */
export interface WaitForFuturesOptions extends WaitOptions {
  /** Which event ends the wait; {@link ALL_COMPLETED} by default. */
  readonly returnWhen?: ReturnWhen | undefined;
}

/**
 * The futures that are done, and the others. Also iterable as a pair: `const [done, notDone] = await wait(futures)`.
 */
export class DoneAndNotDone<F> implements Iterable<Set<F>> {
  readonly done: Set<F>;
  readonly notDone: Set<F>;

  constructor(done: Set<F>, notDone: Set<F>) {
    this.done = done;
    this.notDone = notDone;
  }

  *[Symbol.iterator](): Iterator<Set<F>> {
    yield this.done;
    yield this.notDone;
  }
}

/**
 * Waits for some or all of `futures`; futures of different executors may be mixed.
 *
 * @remarks
 * Failed futures throw nothing here, and `timeout` is no error: what is not done by then is in `notDone`.
 *
 * **Cancellation.** The futures are left alone when the wait is cancelled or aborted.
 *
 * **Differs from Python.** Futures cancelled by an executor's shutdown count as done; CPython waits for them for ever.
 *
 * @param futures - any iterable of futures; read once, duplicates count once.
 * @throws RangeError when `returnWhen` or `timeout` (milliseconds) is none of the values allowed.
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.wait | concurrent.futures.wait}
 */
export function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: WaitForFuturesOptions = {},
): Promise<DoneAndNotDone<F>> {
  try {
    checkWaitOptions(options);
    const members = membersOf(futures, 'wait()');
    const returnWhen = checkReturnWhen(options.returnWhen);
    if (isOver(members, returnWhen)) return resolved(divide(members));
    return new GroupWait(members, returnWhen).begin(options);
  } catch (error) {
    return rejected(error);
  }
}

/**
 * Blocks the thread as {@link wait} waits.
 *
 * @throws RuntimeError at once when nothing could complete a future meanwhile.
 */
export function waitSync<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: BlockOptions & { readonly returnWhen?: ReturnWhen | undefined } = {},
): DoneAndNotDone<F> {
  const members = membersOf(futures, 'waitSync()');
  const returnWhen = checkReturnWhen(options.returnWhen);
  try {
    blockUntil(() => isOver(members, returnWhen), members, options);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
  return divide(members);
}

class GroupWait<F extends Future<unknown>> extends Wait<DoneAndNotDone<F>> implements Waiter {
  readonly #members: ReadonlySet<F>;
  readonly #waiters: ReadonlyMap<F, Waiter>;

  constructor(members: ReadonlySet<F>, returnWhen: ReturnWhen) {
    super();
    this.#members = members;
    let open = [...members].filter((future) => !future.done()).length;
    const onDone = (future: F): void => {
      open -= 1;
      if (open === 0 || returnWhen === FIRST_COMPLETED || (returnWhen === FIRST_EXCEPTION && hasFailed(future)))
        this.wake();
    };
    this.#waiters = new Map(
      [...members].filter((future) => !future.done()).map((future) => [future, { wake: () => onDone(future) }]),
    );
    for (const [future, waiter] of this.#waiters) future.addWaiter(waiter);
  }

  get label(): string {
    return `wait() for ${this.#members.size} futures`;
  }

  protected override resume(interruption: Interruption | undefined): DoneAndNotDone<F> {
    for (const [future, waiter] of this.#waiters) future.removeWaiter(waiter);
    if (interruption !== undefined && !(interruption.error instanceof TimeoutError)) throw interruption.error;
    return divide(this.#members);
  }
}

/** The futures of an argument, each once. @internal */
export function membersOf<F extends Future<unknown>>(futures: Iterable<F>, caller: string): Set<F> {
  if (
    typeof (futures as Partial<Iterable<F>> | null | undefined)?.[Symbol.iterator] !== 'function' ||
    futures instanceof Future
  ) {
    throw new TypeError(`${caller} takes an iterable of futures, got ${shown(futures)}`);
  }
  const members = new Set(futures);
  for (const member of members) {
    if (!(member instanceof Future)) throw new TypeError(`${caller} takes futures, got ${shown(member)}`);
  }
  return members;
}

function checkReturnWhen(returnWhen: ReturnWhen = ALL_COMPLETED): ReturnWhen {
  if ([FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(returnWhen)) return returnWhen;
  throw new RangeError(
    `returnWhen must be FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED, got ${shown(returnWhen)}`,
  );
}

function isOver(members: ReadonlySet<Future<unknown>>, returnWhen: ReturnWhen): boolean {
  const all = [...members];
  if (all.every((future) => future.done())) return true;
  if (returnWhen === FIRST_COMPLETED) return all.some((future) => future.done());
  return returnWhen === FIRST_EXCEPTION && all.some(hasFailed);
}

function hasFailed(future: Future<unknown>): boolean {
  return future.done() && !future.cancelled() && future.exception() !== undefined;
}

function divide<F extends Future<unknown>>(members: ReadonlySet<F>): DoneAndNotDone<F> {
  const done = new Set<F>();
  const notDone = new Set<F>();
  for (const future of members) (future.done() ? done : notDone).add(future);
  return new DoneAndNotDone(done, notDone);
}
