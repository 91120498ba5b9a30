import { rejected } from '@x/future/context';
import { getRunningLoop } from '../loop/running-loop.ts';

/**
 * Runs a function in a thread of the loop's default executor, so that it does not hold up the loop.
 *
 * @remarks
 * **Cancellation.** Work that has not begun is cancelled; work that has goes on, and its outcome is dropped.
 *
 * **Differs from Python.** `fn` is a task function of `@x/executor`: an export of a task module, or a self-contained
 * function. Context variables stay behind.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread | asyncio.to_thread}
 */
export function toThread<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
  try {
    return getRunningLoop().runInExecutor(undefined, fn, ...args);
  } catch (error) {
    return rejected(error);
  }
}
