import type { EventLoop, TaskFactory } from '../loop/event-loop.ts';
import type { Coroutine } from './coroutine.ts';
import { Task, type TaskOptions } from './task.ts';

/** Makes a task of a class of one's own. */
export type TaskConstructor = <T>(coroutine: Coroutine<T>, options: TaskOptions) => Task<T>;

/**
 * A task factory whose tasks take their first step at once: work that has nothing to wait for is done when
 * `createTask` returns.
 *
 * @remarks
 * **Differs from Python.** A native async function that does not wait has run to its end, but its task says so only
 * after the microtasks; generator coroutines are exact.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.eager_task_factory | asyncio.eager_task_factory}
 */
export const eagerTaskFactory: TaskFactory = createEagerTaskFactory(
  (coroutine, options) => new Task(coroutine, options),
);

/**
 * {@link eagerTaskFactory} for tasks that `construct` makes.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.create_eager_task_factory | asyncio.create_eager_task_factory}
 */
export function createEagerTaskFactory(construct: TaskConstructor): TaskFactory {
  return <T>(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> =>
    construct(coroutine, { eagerStart: true, ...options, loop });
}
