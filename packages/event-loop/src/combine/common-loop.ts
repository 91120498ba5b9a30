import { isLoopFuture } from '../future/wrap-future.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { getEventLoop } from '../loop/running-loop.ts';
import { checkAwaitable } from '../task/coroutine.ts';
import { checkLoop } from '../task/ensure-future.ts';

/**
 * The loop of several awaitables: that of their futures, else the running one.
 *
 * @remarks
 * What cannot be awaited, or not together, is refused here, before any of them is started.
 */
export function commonLoop(awaitables: Iterable<unknown>, given?: EventLoop): EventLoop {
  let loop = given;
  for (const awaitable of awaitables) {
    if (isLoopFuture(awaitable)) {
      checkLoop(awaitable, loop);
      loop ??= awaitable.getLoop();
    } else {
      checkAwaitable(awaitable);
      loop ??= getEventLoop();
    }
  }
  return loop ?? getEventLoop();
}
