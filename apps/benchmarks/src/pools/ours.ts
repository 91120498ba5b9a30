import { taskModule, type ProcessPoolExecutor, type ThreadPoolExecutor } from '@x/executor';
import { WORK, type Pool, type PoolMaker } from './pool.ts';
import type * as workModule from './work.mjs';

export const ourThreads: PoolMaker = {
  name: '@x threads',
  role: 'ours',
  async load() {
    const { ThreadPoolExecutor } = await import('@x/executor');
    return (maxWorkers) => poolOf(new ThreadPoolExecutor({ maxWorkers }));
  },
};

export const ourSpinningThreads: PoolMaker = {
  name: '@x threads, spinning',
  role: 'ours',
  async load() {
    const { ThreadPoolExecutor } = await import('@x/executor');
    return (maxWorkers) => poolOf(new ThreadPoolExecutor({ maxWorkers, spin: 0.1 }));
  },
};

export const ourProcesses: PoolMaker = {
  name: '@x processes',
  role: 'ours',
  async load() {
    const { ProcessPoolExecutor } = await import('@x/executor');
    return (maxWorkers) => poolOf(new ProcessPoolExecutor({ maxWorkers }));
  },
};

function poolOf(executor: ThreadPoolExecutor | ProcessPoolExecutor): Pool {
  const work = taskModule<typeof workModule>(WORK);
  return {
    add: (a, b) => executor.submit(work.sum, a, b),
    run: (task, argument, transfer) => {
      const run = work[task] as (argument: unknown) => unknown;
      if (transfer === undefined) return executor.submit(run, argument);
      return executor.submitWith({ transfer: [...transfer] }, run, argument);
    },
    end: () => executor.shutdown(),
  };
}
