import { Future as BaseFuture } from '@x/future';
import { waitOf } from '@x/future/context';
import type { Future } from '../future/future.ts';
import { isLoopFuture, wrapFuture } from '../future/wrap-future.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { getEventLoop } from '../loop/running-loop.ts';
import { checkAwaitable, isCoroutine, type Awaitable } from './coroutine.ts';
import { CoroutineObject } from './coroutine-object.ts';

/** Where a future is made. */
export interface EnsureFutureOptions {
  /** The loop; the running one by default. */
  readonly loop?: EventLoop | undefined;
}

/**
 * Makes a future of anything that can be awaited: a future stays itself, a coroutine becomes a task, a promise is
 * adopted.
 *
 * @remarks
 * **Cancellation.** Cancelling the future of an adopted promise ends the waiting, not the work; where the promise comes
 * from a wait of this toolkit (`queue.get()`, `lock.acquire()`) the wait is cancelled and takes nothing.
 *
 * @throws RangeError when a future belongs to another loop than `loop`. TypeError when `awaitable` cannot be awaited.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-future.html#asyncio.ensure_future | asyncio.ensure_future}
 */
export function ensureFuture<T>(awaitable: Awaitable<T>, options: EnsureFutureOptions = {}): Future<T> {
  if (isLoopFuture(awaitable)) {
    checkLoop(awaitable, options.loop);
    return awaitable as Future<T>;
  }
  checkAwaitable(awaitable);
  const isOther = awaitable instanceof BaseFuture || waitOf(awaitable) !== undefined;
  if (!isOther && (typeof awaitable === 'function' || isCoroutine(awaitable) || awaitable instanceof CoroutineObject)) {
    return (options.loop ?? getEventLoop()).createTask(awaitable);
  }
  return wrapFuture(awaitable as PromiseLike<T>, options);
}

/** Refuses a future of another loop than the one asked for. */
export function checkLoop(future: Future<unknown>, loop: EventLoop | undefined): void {
  if (loop === undefined || future.getLoop() === loop) return;
  throw new RangeError('The future belongs to a different loop than the one specified as the loop argument');
}
