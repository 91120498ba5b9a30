import { AsyncLocalStorage } from 'node:async_hooks';
import { isMainThread, threadId } from 'node:worker_threads';
import { taskContext } from '@x/executor/worker';
import type { BaseThread } from './base-thread.ts';
import { ThreadInfo } from './thread-info.ts';

/** What a thread is told of itself. */
export interface ThreadFacts {
  readonly name: string;
  readonly daemon: boolean;
}

// Shared by all copies of this module in a thread: that of the thread's own program, and that of its target.
const KEY = Symbol.for('@x/pool.thread');
const shared = globalThis as { [KEY]?: ThreadFacts };

const callbacks = new AsyncLocalStorage<BaseThread>();
let own: ThreadInfo | undefined;

/** In a new thread: says who it is. */
export function becomeThread(facts: ThreadFacts): void {
  shared[KEY] = facts;
}

/** Runs a callback of something that counts as a thread, and shares this one. */
export function runAs<R>(thread: BaseThread, fn: () => R): R {
  return callbacks.run(thread, fn);
}

/**
 * The thread that runs the calling code: the main thread, one that was started by {@link Thread}, a worker of a pool;
 * the timer in the callback of a {@link Timer}.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.current_thread | threading.current_thread}
 */
export function currentThread(): BaseThread | ThreadInfo {
  return callbacks.getStore() ?? ownThread();
}

/**
 * The thread in which the program began.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.main_thread | threading.main_thread}
 */
export function mainThread(): ThreadInfo {
  return isMainThread ? ownThread() : new ThreadInfo({ name: 'MainThread', daemon: false }, 0);
}

/**
 * The number of the calling thread, as in `node:worker_threads`: 0 in the main thread.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.get_ident | threading.get_ident}
 */
export function getIdent(): number {
  return threadId;
}

/** The isolate that this code runs in. */
export function ownThread(): ThreadInfo {
  return (own ??= new ThreadInfo(factsOf(), threadId));
}

function factsOf(): ThreadFacts {
  const facts = shared[KEY];
  if (facts !== undefined) return facts;
  if (isMainThread) return { name: 'MainThread', daemon: false };
  const { name, workerId } = taskContext();
  // Somebody else's worker is what CPython calls a dummy thread.
  return { name: workerId === undefined ? `Dummy-${threadId}` : name, daemon: true };
}
