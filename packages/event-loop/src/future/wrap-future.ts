import { CancelledError, Future as BaseFuture, isFuture } from '@x/future';
import { waitOf } from '@x/future/context';
import type { EventLoop } from '../loop/event-loop.ts';
import { getEventLoop } from '../loop/running-loop.ts';
import { Future } from './future.ts';
import { LightCallback } from './light-callback.ts';

/**
 * A future of the loop for a promise, or for a future that an executor completes.
 *
 * @remarks
 * **Cancellation.** Goes on to what can be cancelled: a future of `@x/future`, or a wait of this toolkit. The work
 * behind any other promise goes on, and its outcome is dropped.
 *
 * @throws RuntimeError when no loop is given, running or set.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-future.html#asyncio.wrap_future | asyncio.wrap_future}
 */
export function wrapFuture<T>(
  source: PromiseLike<T>,
  options: { readonly loop?: EventLoop | undefined } = {},
): Future<T> {
  if (isLoopFuture(source)) return source as Future<T>;
  const loop = options.loop ?? getEventLoop();
  const future = loop.createFuture<T>();
  const wait = waitOf(source);
  if (wait === undefined) {
    loop.adopted.add(future);
    future.addWaiter({ wake: () => loop.adopted.delete(future) });
  }
  if (source instanceof BaseFuture) {
    // As what another thread completes: it arrives with an iteration of the loop.
    source.addWaiter(new LightCallback(loop, (done) => adopt(done, future), source));
    future.addWaiter({ wake: () => future.cancelled() && source.cancel() });
    return future;
  }
  // Said at once, not a turn later: until then the wait could still be given something.
  if (wait !== undefined) future.addWaiter({ wake: () => future.cancelled() && wait.cancel() });
  source.then(
    (value) => settle(future, false, value),
    (error: unknown) => settle(future, true, error),
  );
  return future;
}

/** Whether a value is a future of a loop: of ours, or of a class marked as one. Those of executors are not. */
export function isLoopFuture(value: unknown): value is Future<unknown> {
  return value instanceof Future || (isFuture(value) && !((value as object) instanceof BaseFuture));
}

/** Copies the outcome of a done future, unless the other is done already. */
function adopt<T>(source: BaseFuture<T>, target: Future<T>): void {
  if (target.done()) return;
  if (source.cancelled()) {
    target.cancel();
    return;
  }
  const error = source.exception();
  if (error === undefined) target.setResult(source.result());
  else target.setException(error);
}

function settle<T>(future: Future<T>, failed: boolean, outcome: unknown): void {
  if (future.done()) return;
  if (!failed) future.setResult(outcome as T);
  else if (outcome instanceof CancelledError) future.cancel(...outcome.args);
  else future.setException(outcome);
}
