import type { Process } from './process.ts';

const children = new Set<Process>();
let made = 0;

/** The number of the next process that is made here. */
export function nextNumber(): number {
  made += 1;
  return made;
}

/** A process has been started here. */
export function note(child: Process): void {
  children.add(child);
}

/** It has ended. */
export function forget(child: Process): void {
  children.delete(child);
}

/**
 * The processes that were started here and have not ended.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.active_children | multiprocessing.active_children}
 */
export function activeChildren(): Process[] {
  return [...children].filter((child) => child.isAlive());
}

/** Resolves when no process is left that was started here and is no daemon. */
export async function joinOwnChildren(): Promise<void> {
  for (const child of children) if (!child.daemon) await child.join();
}
