import { CancelledError, Future as BaseFuture, TimeoutError } from '@x/future';
import { currentScope, guard, rejected, waitOf } from '@x/future/context';
import type { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import { getRunningLoop } from '../loop/running-loop.ts';
import { checkAwaitable, isCoroutine, isThenable, type Awaitable, type Steps } from '../task/coroutine.ts';
import { inRunningTask } from '../task/drive.ts';
import { ensureFuture } from '../task/ensure-future.ts';
import { startBody } from './body.ts';
import { checkTime, Timeout } from './timeout.ts';

/**
 * Awaits something with a limit, and cancels it when the time is over.
 *
 * @remarks
 * A coroutine runs as a part of the calling task, so that what it sets in context variables stays. If what is cancelled
 * returns a value all the same, that value is the result.
 *
 * **Cancellation.** Cancelling the caller cancels what is awaited.
 *
 * @param limit - milliseconds; zero or less cancels at once what is not done; `undefined` for no limit.
 * @throws {@link TimeoutError} when the time is over; its `cause` is the `CancelledError`.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.wait_for | asyncio.wait_for}
 */
export function waitFor<T>(awaitable: Awaitable<T>, limit?: number): Promise<T> {
  try {
    checkTime('timeout', limit);
    checkAwaitable(awaitable);
    getRunningLoop();
  } catch (error) {
    return rejected(error);
  }
  return inRunningTask('waitFor()', () =>
    limit !== undefined && limit <= 0 ? atOnce(awaitable, limit) : within(awaitable, limit),
  );
}

function* within<T>(awaitable: Awaitable<T>, limit: number | undefined): Steps<T> {
  const when = limit === undefined ? undefined : getRunningLoop().time() + limit;
  try {
    return (yield* new Timeout(when).steps(() => started(awaitable))) as T;
  } catch (error) {
    if (!(error instanceof TimeoutError) || !(error.cause instanceof CancelledError)) throw error;
    throw late(limit, error.cause);
  }
}

function* atOnce<T>(awaitable: Awaitable<T>, limit: number): Steps<T> {
  const future = ensureFuture(awaitable);
  if (future.done()) return future.result();
  yield* cancelAndWait(future);
  try {
    return future.result();
  } catch (error) {
    throw error instanceof CancelledError ? late(limit, error) : error;
  }
}

// The future itself is not awaited: its cancelling must not be taken for that of the caller.
function* cancelAndWait(future: Future<unknown>): Steps<void> {
  const loop = getRunningLoop();
  const ended = loop.createFuture<void>();
  const callback = new LightCallback(loop, () => ended.done() || ended.setResult(), future);
  future.addWaiter(callback);
  try {
    future.cancel();
    yield ended;
  } finally {
    future.removeWaiter(callback);
  }
}

function started(awaitable: Awaitable<unknown>): unknown {
  if (typeof awaitable === 'function') return startBody(awaitable, undefined);
  const isForeign = isThenable(awaitable) && !isCoroutine(awaitable) && !(awaitable instanceof BaseFuture);
  if (!isForeign || waitOf(awaitable)?.scope?.task === currentScope()?.task) return awaitable;
  // Any other promise is waited for in a way that the limit can end.
  return guard(awaitable);
}

function late(limit: number | undefined, cause: CancelledError): TimeoutError {
  return new TimeoutError(`waitFor() did not end within ${limit ?? Infinity} ms`, { timeout: limit, cause });
}
