import { fork, type ChildProcess } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { Transferable } from 'node:worker_threads';
import { pathOf, type Pool, type PoolMaker } from './pool.ts';

/** Workers without a pool: each task is a message to the next of them, and so is its result. */
export const bareThreads: PoolMaker = {
  name: 'bare workers',
  role: 'limit',
  load: () =>
    Promise.resolve((workers) =>
      poolOf(
        Array.from({ length: workers }, () => new Worker(pathOf('bare-worker.mjs'))),
        (worker, message, transfer) => worker.postMessage(message, transfer),
        (worker) => worker.terminate(),
      ),
    ),
};

/** The same with processes. */
export const bareProcesses: PoolMaker = {
  name: 'bare processes',
  role: 'limit',
  load: () =>
    Promise.resolve((workers) =>
      poolOf(
        Array.from({ length: workers }, () => fork(pathOf('bare-worker.mjs'), { serialization: 'advanced' })),
        (child: ChildProcess, message) => child.send(message as object),
        (child) => child.kill(),
      ),
    ),
};

function poolOf<W extends Worker | ChildProcess>(
  workers: readonly W[],
  send: (worker: W, message: unknown, transfer?: Transferable[]) => unknown,
  end: (worker: W) => unknown,
): Pool {
  const waiting: ((result: unknown) => void)[] = [];
  for (const worker of workers)
    worker.on('message', ([id, result]: [number, unknown]) => {
      waiting[id]?.(result);
    });
  const run: Pool['run'] = (name, argument, transfer = []) =>
    new Promise((resolve) => {
      const id = waiting.push(resolve) - 1;
      send(workers[id % workers.length] as W, [id, name, argument], [...transfer]);
    });
  return {
    add: (a, b) => run('add', { a, b }),
    run,
    end: () => Promise.all(workers.map(end)),
  };
}
