import type { Future } from '../future/future.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Awaitable } from '../task/coroutine.ts';
import { ensureFuture } from '../task/ensure-future.ts';

/**
 * The futures of awaitables, in their order; what was no future is started as one.
 *
 * @remarks
 * Given twice, an awaitable has one future, in both places. But a function is a way to make a coroutine: given twice,
 * it is called twice.
 */
export function startAll<T>(awaitables: readonly Awaitable<T>[], loop: EventLoop): Future<T>[] {
  const options = { loop };
  const started = new Map<Awaitable<T>, Future<T>>();
  return awaitables.map((awaitable) => {
    if (typeof awaitable === 'function') return ensureFuture(awaitable, options);
    let future = started.get(awaitable);
    if (future === undefined) {
      future = ensureFuture(awaitable, options);
      started.set(awaitable, future);
    }
    return future;
  });
}
