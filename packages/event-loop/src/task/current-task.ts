import { currentScope } from '@x/future/context';
import type { EventLoop } from '../loop/event-loop.ts';
import { getRunningLoop } from '../loop/running-loop.ts';
import type { Coroutine } from './coroutine.ts';
import { registeredTasks } from './registered-tasks.ts';
import type { Task, TaskOptions } from './task.ts';

/** Which loop is asked. */
export interface LoopChoice {
  /** The running one by default. */
  readonly loop?: EventLoop | undefined;
}

/**
 * The task whose code is running; `undefined` in callbacks.
 *
 * @throws RuntimeError when no loop is given or running.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.current_task | asyncio.current_task}
 */
export function currentTask({ loop }: LoopChoice = {}): Task<unknown> | undefined {
  const asked = loop ?? getRunningLoop();
  const scope = currentScope();
  return scope?.loop === asked ? (scope.task as Task<unknown> | undefined) : undefined;
}

/**
 * The tasks of a loop that are not done.
 *
 * @throws RuntimeError when no loop is given or running.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.all_tasks | asyncio.all_tasks}
 */
export function allTasks({ loop }: LoopChoice = {}): Set<Task<unknown>> {
  const asked = loop ?? getRunningLoop();
  const tasks = new Set([...asked.tasks].filter((task) => !task.done()));
  for (const task of registeredTasks(asked)) tasks.add(task as Task<unknown>);
  return tasks;
}

/**
 * Schedules a coroutine as a task of the running loop: it starts in the next iteration.
 *
 * @throws TypeError when `coroutine` is none, or is a promise, which has started already.
 * @throws RuntimeError when no loop is running.
 * @example
 * ```ts
 * const task = createTask(async () => fetchPage(url), { name: 'front page' });
 * ```
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task | asyncio.create_task}
 */
export function createTask<T>(coroutine: Coroutine<T>, options?: Omit<TaskOptions, 'loop'>): Task<T> {
  return getRunningLoop().createTask(coroutine, options);
}
