import type { Task } from '../task/task.ts';

type Members = ReadonlySet<Task<unknown>>;

const groups = new WeakMap<Task<unknown>, Set<Members>>();

/** Says that a task will wait for every member of a set, those included that come later; one entry for each group. */
export function beginAwaitingMembers(parent: Task<unknown>, members: Members): void {
  const own = groups.get(parent);
  if (own === undefined) groups.set(parent, new Set([members]));
  else own.add(members);
}

/** Takes {@link beginAwaitingMembers} back. */
export function endAwaitingMembers(parent: Task<unknown>, members: Members): void {
  groups.get(parent)?.delete(members);
}

/** The members of the groups that a task waits for. */
export function* membersAwaitedBy(parent: Task<unknown>): Iterable<Task<unknown>> {
  for (const members of groups.get(parent) ?? []) yield* members;
}
