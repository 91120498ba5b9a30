import { describeCoroutine } from '../debug/describe-coroutine.ts';
import type { Future } from '../future/future.ts';
import { Task } from '../task/task.ts';
import type { StackFrame } from './stack-frame.ts';
import { waitSite } from './wait-sites.ts';

/**
 * Where a task is suspended, innermost first: the places where its last wait began, noted in debug mode, else the names
 * of its coroutines. A plain future and a task that is done have no stack.
 */
export function suspendedStack(future: Future<unknown>): StackFrame[] {
  if (!(future instanceof Task) || future.done()) return [];
  const last = future.waits.at(-1);
  const site = last && waitSite(last);
  if (site !== undefined && site.length > 0) return [...site, ...outerFrames(future)];
  const inner = future.frames.slice(1).reverse().map(named);
  return [...inner, named(future.getCoro())];
}

/**
 * The coroutines of a generator body that wait for the one that runs, innermost first; stack traces do not show them.
 */
export function outerFrames(task: Task<unknown>): StackFrame[] {
  const [outermost, ...inner] = task.frames.slice(0, -1);
  if (outermost === undefined) return [];
  return [...inner.reverse().map(named), named(task.getCoro())];
}

function named(coroutine: unknown): StackFrame {
  return { name: describeCoroutine(coroutine as never).replace(/\(\)$/, ''), isSuspended: true };
}
