import { isMainThread } from 'node:worker_threads';
import { taskContext } from '@x/executor/worker';

/** What a process is told of itself. */
export interface ProcessFacts {
  readonly name: string;
  readonly daemon: boolean;
  /** The numbers of its ancestors and its own, each among the children of one parent. */
  readonly identity: readonly number[];
  /** Who started it; missing in the main process. */
  readonly parent?: { readonly pid: number; readonly name: string } | undefined;
}

// Shared by all copies of this module in a process: that of the bootstrap, and that of the target.
const KEY = Symbol.for('@x/pool.process');
const shared = globalThis as { [KEY]?: ProcessFacts };

/** In a new process: says who it is. */
export function becomeProcess(facts: ProcessFacts): void {
  shared[KEY] = facts;
}

/** Who this process is. */
export function ownFacts(): ProcessFacts {
  const facts = shared[KEY];
  if (facts !== undefined) return facts;
  const { name, workerId } = taskContext();
  const isPoolWorker = isMainThread && workerId !== undefined;
  return { name: isPoolWorker ? name : 'MainProcess', daemon: isPoolWorker, identity: [] };
}
