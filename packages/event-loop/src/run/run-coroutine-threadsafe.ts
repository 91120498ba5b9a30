import { Future as BaseFuture } from '@x/future';
import { shown } from '@x/future/context';
import type { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { checkCoroutine, type Coroutine } from '../task/coroutine.ts';
import { ensureFuture } from '../task/ensure-future.ts';

/**
 * Runs a coroutine on a loop from code that does not run in it; the future is one of `@x/future`.
 *
 * @remarks
 * **Cancellation.** Cancelling the future cancels the task.
 *
 * **Differs from Python.** Loops of other threads are out of reach: a function cannot be sent there. Within one thread
 * it serves code outside of the loop: event listeners, timers, other loops.
 *
 * @throws TypeError when `coroutine` is none.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.run_coroutine_threadsafe | asyncio.run_coroutine_threadsafe}
 */
export function runCoroutineThreadsafe<T>(coroutine: Coroutine<T>, loop: EventLoop): BaseFuture<T> {
  checkCoroutine(coroutine);
  if (typeof (loop as Partial<EventLoop> | null)?.callSoonThreadsafe !== 'function') {
    throw new TypeError(`loop must be an event loop, got ${shown(loop)}`);
  }
  const outer = new BaseFuture<T>();
  loop.callSoonThreadsafe(() => {
    if (outer.done()) return;
    let inner: Future<T>;
    try {
      inner = ensureFuture(coroutine, { loop });
    } catch (error) {
      outer.setException(error);
      throw error;
    }
    outer.addWaiter({ wake: () => outer.cancelled() && inner.cancel() });
    inner.addWaiter(new LightCallback(loop, (done) => chain(done, outer), inner));
  });
  return outer;
}

function chain<T>(inner: Future<T>, outer: BaseFuture<T>): void {
  if (outer.done()) return;
  if (inner.cancelled()) {
    outer.cancel(inner.cancelMessage);
    return;
  }
  const error = inner.exception();
  if (error === undefined) outer.setResult(inner.result());
  else outer.setException(error);
}
