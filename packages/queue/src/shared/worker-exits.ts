import type { Worker } from 'node:worker_threads';
import { shown } from '@x/future/context';
import { InvalidStateError } from '@x/future';

type Listener = (threadId: number) => void;

/** One listener per worker and owner, and one event listener per worker. */
const watched = new WeakMap<Worker, Map<object, Listener>>();

/** Calls `listener` once the worker has ended, however it ends. Saying so again for the same `owner` changes nothing. */
export function onWorkerExit(worker: Worker, owner: object, listener: Listener): void {
  const listeners = watched.get(worker) ?? watch(worker);
  listeners.set(owner, listener);
}

function watch(worker: Worker): Map<object, Listener> {
  const { threadId, once } = (worker as Partial<Worker> | undefined) ?? {};
  if (typeof threadId !== 'number' || typeof once !== 'function') {
    throw new TypeError(`worker must be a Worker of node:worker_threads, got ${shown(worker)}`);
  }
  // Node forgets the id as the worker ends.
  if (threadId < 0) throw new InvalidStateError('worker has ended before it was watched');
  const listeners = new Map<object, Listener>();
  worker.once('exit', () => {
    for (const listener of listeners.values()) listener(threadId);
  });
  watched.set(worker, listeners);
  return listeners;
}
