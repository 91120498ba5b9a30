import { FutureWait } from '@x/future/context';
import { GatherFuture } from '../combine/gather.ts';
import { ShieldFuture } from '../combine/shield.ts';
import { FuturesWait } from '../combine/wait.ts';
import { Future } from '../future/future.ts';
import type { Task } from '../task/task.ts';
import { membersAwaitedBy } from './awaited-members.ts';

const noted = new WeakMap<Future<unknown>, Set<Future<unknown>>>();

/**
 * Notes that `waiter` awaits `future`, where the toolkit cannot see it: for combinators of one's own. What is no future
 * of a loop is ignored.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.future_add_to_awaited_by | asyncio.future_add_to_awaited_by}
 */
export function futureAddToAwaitedBy(future: unknown, waiter: unknown): void {
  if (!(future instanceof Future && waiter instanceof Future)) return;
  const waiters = noted.get(future);
  if (waiters === undefined) noted.set(future, new Set([waiter]));
  else waiters.add(waiter);
}

/**
 * Takes {@link futureAddToAwaitedBy} back; nothing happens when it was not called.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.future_discard_from_awaited_by | asyncio.future_discard_from_awaited_by}
 */
export function futureDiscardFromAwaitedBy(future: unknown, waiter: unknown): void {
  if (future instanceof Future && waiter instanceof Future) noted.get(future)?.delete(waiter);
}

/**
 * Who awaits what on a loop, found out when somebody asks: nothing is recorded while tasks wait.
 */
export function awaitedByOn(tasks: Iterable<Task<unknown>>): ReadonlyMap<unknown, ReadonlySet<Future<unknown>>> {
  const edges = new Map<unknown, Set<Future<unknown>>>();
  for (const task of tasks) {
    for (const future of awaitedOf(task)) {
      const waiters = edges.get(future);
      if (waiters === undefined) edges.set(future, new Set([task]));
      else waiters.add(task);
    }
  }
  return edges;
}

/** The waiters that were noted by hand. */
export function notedWaiters(future: Future<unknown>): Iterable<Future<unknown>> {
  return noted.get(future) ?? [];
}

/** What a task awaits; combinators lead to what they combine, as in CPython. */
function* awaitedOf(task: Task<unknown>): Iterable<unknown> {
  for (const wait of task.waits) {
    if (wait instanceof FutureWait) yield* parts(wait.future);
    else if (wait instanceof FuturesWait) yield* wait.members;
  }
  yield* membersAwaitedBy(task);
}

function* parts(future: unknown): Iterable<unknown> {
  yield future;
  if (future instanceof GatherFuture) for (const child of future.children) if (!child.done()) yield* parts(child);
  if (future instanceof ShieldFuture) yield* parts(future.inner);
}
