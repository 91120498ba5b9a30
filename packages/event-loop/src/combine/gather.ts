import { cancellation } from '@x/future/context';
import { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Awaitable } from '../task/coroutine.ts';
import { checkIterable } from './check-iterable.ts';
import { commonLoop } from './common-loop.ts';
import { startAll } from './start-all.ts';

/** How {@link gather} treats failures. */
export interface GatherOptions {
  /** Whether errors take their places among the results, instead of ending the wait; `false` by default. */
  readonly returnExceptions?: boolean | undefined;
}

/** What an awaitable gives. */
export type Gathered<A> = A extends Awaitable<infer T> ? T : never;

/**
 * Runs awaitables side by side and gives their results in the order of the arguments.
 *
 * @remarks
 * The first failure ends the wait; the others go on, and their later failures are dropped. A future or coroutine
 * object given twice counts once and fills both places; a function given twice is called twice.
 *
 * **Cancellation.** Cancelling the future cancels every one that is not done. A child that is cancelled counts as
 * failed with `CancelledError`; the future itself says `cancelled()` false then, as in CPython.
 *
 * @throws TypeError when something cannot be awaited. RangeError when futures belong to different loops.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.gather | asyncio.gather}
 */
export function gather<const A extends readonly Awaitable<unknown>[]>(
  awaitables: A,
  options: GatherOptions & { readonly returnExceptions: true },
): Future<{ -readonly [K in keyof A]: Gathered<A[K]> | Error }>;
export function gather<const A extends readonly Awaitable<unknown>[]>(
  awaitables: A,
  options?: GatherOptions,
): Future<{ -readonly [K in keyof A]: Gathered<A[K]> }>;
export function gather<T>(awaitables: Iterable<Awaitable<T>>, options?: GatherOptions): Future<T[]>;
export function gather(
  awaitables: Iterable<Awaitable<unknown>>,
  { returnExceptions = false }: GatherOptions = {},
): Future<unknown[]> {
  checkIterable('gather()', 'awaitables', awaitables);
  const all = [...awaitables];
  const loop = commonLoop(all);
  return new GatherFuture(loop, startAll(all, loop), returnExceptions);
}

/** The future of a {@link gather}. */
export class GatherFuture extends Future<unknown[]> {
  /** The futures gathered, in the order of the arguments. */
  readonly children: readonly Future<unknown>[];
  readonly #returnExceptions: boolean;
  #open: number;
  #cancelRequested = false;

  constructor(loop: EventLoop, children: readonly Future<unknown>[], returnExceptions: boolean) {
    super({ loop });
    const distinct = new Set(children);
    this.children = children;
    this.#returnExceptions = returnExceptions;
    this.#open = distinct.size;
    const done: Future<unknown>[] = [];
    const onDone = (child: Future<unknown>): void => this.#onDone(child);
    for (const child of distinct) {
      if (child.done()) done.push(child);
      else child.addWaiter(new LightCallback(loop, onDone, child));
    }
    // Those that an eager first step has finished already may complete the whole at once.
    for (const child of done) this.#onDone(child);
    if (distinct.size === 0) loop.callSoon(() => this.done() || this.setResult([]));
  }

  /** Cancels every child that is not done; the future itself ends when they have reported. */
  override cancel(msg?: unknown): boolean {
    if (this.done()) return false;
    let reached = false;
    for (const child of this.children) if (child.cancel(msg)) reached = true;
    if (reached) this.#cancelRequested = true;
    return reached;
  }

  #onDone(child: Future<unknown>): void {
    this.#open -= 1;
    if (this.done()) {
      // Nobody else will ask: the failure counts as seen.
      if (!child.cancelled()) child.exception();
      return;
    }
    if (!this.#returnExceptions) {
      const error = child.cancelled() ? cancelledErrorOf(child) : child.exception();
      if (error !== undefined) {
        this.setException(error);
        return;
      }
    }
    if (this.#open > 0) return;
    // As in CPython, the last child in the order of the arguments gives its message.
    if (this.#cancelRequested) this.setException(cancelledErrorOf(this.children.at(-1) ?? child));
    else this.setResult(this.children.map((one) => this.#place(one)));
  }

  #place(child: Future<unknown>): unknown {
    if (child.cancelled()) return cancellation(child.cancelMessage);
    return child.exception() ?? child.result();
  }
}

function cancelledErrorOf(child: Future<unknown>): unknown {
  if (!child.cancelled()) return cancellation(child.cancelMessage);
  try {
    return child.result();
  } catch (error) {
    return error;
  }
}
