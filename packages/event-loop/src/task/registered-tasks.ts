import { shown } from '@x/future/context';
import type { EventLoop } from '../loop/event-loop.ts';

/** What a task of another make has to have, to be counted among the tasks of its loop. */
export interface RegisteredTask {
  /** Tells its loop; `loop` will do. */
  getLoop?(): EventLoop;
  readonly loop?: EventLoop | undefined;
  done(): boolean;
}

const registered = new WeakMap<EventLoop, Set<RegisteredTask>>();

/**
 * Counts a task of another make among the tasks of its loop, for {@link allTasks}, until it is done or taken out.
 *
 * @remarks
 * If it is a future of the loop, `run()` cancels it at the end and waits for it, as for any other.
 *
 * @throws TypeError when it has no loop or no `done()`.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-extending.html#asyncio._register_task | asyncio._register_task}
 */
export function registerTask(task: RegisteredTask): void {
  const loop = loopOf(task);
  if (loop === undefined || typeof task.done !== 'function') {
    throw new TypeError(`task must have a loop and done(), got ${shown(task)}`);
  }
  const tasks = registered.get(loop);
  if (tasks === undefined) registered.set(loop, new Set([task]));
  else tasks.add(task);
}

/**
 * Takes {@link registerTask} back; nothing happens when the task is not counted.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-extending.html#asyncio._unregister_task | asyncio._unregister_task}
 */
export function unregisterTask(task: RegisteredTask): void {
  const loop = loopOf(task);
  if (loop !== undefined) registered.get(loop)?.delete(task);
}

/** The registered tasks of a loop that are not done; those that are, are forgotten. */
export function registeredTasks(loop: EventLoop): Iterable<unknown> {
  const tasks = registered.get(loop);
  if (tasks === undefined) return [];
  for (const task of tasks) if (task.done()) tasks.delete(task);
  return tasks;
}

function loopOf(task: RegisteredTask | undefined): EventLoop | undefined {
  return typeof task?.getLoop === 'function' ? task.getLoop() : task?.loop;
}
