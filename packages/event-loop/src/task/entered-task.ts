import { RuntimeError } from '@x/future';
import { currentScope, shown, swapActiveScope, type Scope, type TaskLike } from '@x/future/context';
import { currentContext, type Context, type ContextScope } from '../context/context.ts';
import type { EventLoop } from '../loop/event-loop.ts';

/** The scope of code that a task of another make runs. */
class EnteredScope implements ContextScope {
  readonly task: TaskLike | undefined;
  readonly loop: EventLoop;
  readonly context: Context = currentContext();
  /** Where the code came from. */
  readonly outer: Scope | undefined = currentScope();
  /** What to put back; not the same when the outer scope is known from the async context alone. */
  before: Scope | undefined = undefined;

  constructor(loop: EventLoop, task: TaskLike | undefined) {
    this.loop = loop;
    this.task = task;
  }
}

/**
 * Makes `task` the current one of a loop, for the synchronous code that follows: the waits that it begins are the
 * task's.
 *
 * @remarks
 * For tasks of another make. What goes on after a native `await` is not reached: see `runInScope` of
 * `@x/future/context`.
 *
 * @throws TypeError when `task` cannot have waits. RuntimeError when another task is current.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-extending.html#asyncio._enter_task | asyncio._enter_task}
 */
export function enterTask(loop: EventLoop, task: TaskLike): void {
  const current = taskIn(currentScope(), loop);
  if (current !== undefined) {
    throw new RuntimeError(
      `Cannot enter into task ${shown(task)} while another task ${shown(current)} is being executed.`,
    );
  }
  swapCurrentTask(loop, task);
}

/**
 * Takes {@link enterTask} back.
 *
 * @throws RuntimeError when `task` is not the current one; nothing changes then.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-extending.html#asyncio._leave_task | asyncio._leave_task}
 */
export function leaveTask(loop: EventLoop, task: TaskLike): void {
  const current = taskIn(currentScope(), loop);
  if (current !== task) {
    throw new RuntimeError(`Leaving task ${shown(task)} does not match the current task ${shown(current)}.`);
  }
  swapCurrentTask(loop, undefined);
}

/**
 * Makes `task` the current one of a loop, or none, and gives the one before, to be put back: for tasks that start
 * eagerly, within another.
 *
 * @throws TypeError when `task` cannot have waits.
 */
export function swapCurrentTask(loop: EventLoop, task: TaskLike | undefined): TaskLike | undefined {
  if (task !== undefined) checkTask(task);
  const scope = currentScope();
  const current = taskIn(scope, loop);
  if (scope instanceof EnteredScope && taskIn(scope.outer, loop) === task) {
    swapActiveScope(scope.before);
  } else if (task !== current) {
    const entered = new EnteredScope(loop, task);
    entered.before = swapActiveScope(entered);
  }
  return current;
}

function taskIn(scope: Scope | undefined, loop: EventLoop): TaskLike | undefined {
  return scope?.loop === loop ? scope.task : undefined;
}

function checkTask(task: Partial<TaskLike>): void {
  for (const method of ['beginWait', 'endWait', 'takeCancellation'] as const) {
    if (typeof task[method] !== 'function') throw new TypeError(`task must have ${method}(), got ${shown(task)}`);
  }
}
