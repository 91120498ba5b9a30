import type { BaseThread } from './base-thread.ts';
import { ownThread } from './current.ts';
import type { ThreadInfo } from './thread-info.ts';

const started = new Set<BaseThread>();

/** A thread has been started here. */
export function note(thread: BaseThread): void {
  started.add(thread);
}

/** It is over. */
export function forget(thread: BaseThread): void {
  started.delete(thread);
}

/**
 * The threads that are alive: the calling one, and those that it has started, timers included.
 *
 * @remarks
 * **Differs from Python.** What other threads have started is their own affair, and unknown here.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.enumerate | threading.enumerate}
 */
export function enumerate(): (BaseThread | ThreadInfo)[] {
  return [ownThread(), ...[...started].filter((thread) => thread.isAlive())];
}

/**
 * The length of the list that {@link enumerate} gives.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.active_count | threading.active_count}
 */
export function activeCount(): number {
  return enumerate().length;
}

/** Resolves when no thread is left that was started here and is no daemon. */
export async function joinOwnThreads(): Promise<void> {
  for (const thread of started) if (!thread.daemon) await thread.join();
}

/** Blocks until no thread is left that was started here and is no daemon. */
export function joinOwnThreadsSync(): void {
  for (const thread of started) if (!thread.daemon) thread.joinSync();
}
