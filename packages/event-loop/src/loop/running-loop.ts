import { RuntimeError } from '@x/future';
import { currentScope, shown } from '@x/future/context';
import type { EventLoop } from './event-loop.ts';

let current: EventLoop | undefined;

/**
 * The loop that the calling code runs in.
 *
 * @throws RuntimeError outside every task and callback.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_running_loop | asyncio.get_running_loop}
 */
export function getRunningLoop(): EventLoop {
  const loop = findRunningLoop();
  if (loop === undefined) throw new RuntimeError('no running event loop');
  return loop;
}

/** {@link getRunningLoop}, or `undefined`. */
export function findRunningLoop(): EventLoop | undefined {
  return currentScope()?.loop as EventLoop | undefined;
}

/**
 * The running loop, else the one given to {@link setEventLoop}. No loop is made on the way, as from Python 3.14 on.
 *
 * @throws RuntimeError when there is neither.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_event_loop | asyncio.get_event_loop}
 */
export function getEventLoop(): EventLoop {
  const loop = findRunningLoop() ?? current;
  if (loop === undefined) throw new RuntimeError('there is no current event loop');
  return loop;
}

/**
 * Sets the loop that {@link getEventLoop} gives outside of loops; `undefined` clears it.
 *
 * @throws TypeError when `loop` is no event loop.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.set_event_loop | asyncio.set_event_loop}
 */
export function setEventLoop(loop: EventLoop | undefined): void {
  if (loop !== undefined && typeof (loop as Partial<EventLoop> | null)?.runForever !== 'function') {
    throw new TypeError(`loop must be an event loop or undefined, got ${shown(loop)}`);
  }
  current = loop;
}
