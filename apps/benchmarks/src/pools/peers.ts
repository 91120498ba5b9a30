import { setTimeout as delay } from 'node:timers/promises';
import { WORK, pathOf, type PoolMaker } from './pool.ts';

const piscina = (name: string, concurrentTasksPerWorker: number): PoolMaker => ({
  name,
  role: 'peer',
  async load() {
    const { Piscina } = await import('piscina');
    return (workers) => {
      const pool = new Piscina({
        filename: WORK.href,
        minThreads: workers,
        maxThreads: workers,
        concurrentTasksPerWorker,
      });
      return {
        add: (a, b) => pool.run({ a, b }, { name: 'add' }),
        run: (name, argument, transferList) =>
          pool.run(argument, { name, ...(transferList && { transferList: [...transferList] as never }) }),
        end: () => pool.destroy(),
      };
    };
  },
});

const tinypool = (runtime: 'worker_threads' | 'child_process'): PoolMaker => ({
  name: 'tinypool',
  role: 'peer',
  async load() {
    const { Tinypool } = await import('tinypool');
    return (workers) => {
      const pool = new Tinypool({
        runtime,
        filename: WORK.href,
        minThreads: workers,
        maxThreads: workers,
        ...(runtime === 'child_process' && { serialization: 'advanced' }),
      });
      return {
        add: (a, b) => pool.run({ a, b }, { name: 'add' }),
        run: (name, argument, transferList) =>
          pool.run(argument, { name, ...(transferList && { transferList: [...transferList] as never }) }),
        end: () => pool.destroy(),
      };
    };
  },
});

const workerpool = (workerType: 'thread' | 'process'): PoolMaker => ({
  name: 'workerpool',
  role: 'peer',
  async load() {
    const { default: library } = await import('workerpool');
    return (workers) => {
      const pool = library.pool(pathOf('workerpool-worker.mjs'), {
        minWorkers: workers,
        maxWorkers: workers,
        workerType,
        // Without it a process is sent JSON, in which a megabyte of bytes is an object of a million keys.
        ...(workerType === 'process' && { forkOpts: { serialization: 'advanced' } }),
      });
      return {
        add: (a, b) => pool.exec('sum', [a, b]),
        run: (name, argument, transfer) =>
          pool.exec(name, [argument], transfer && { transfer: [...transfer] as object[] }),
        end: async () => await pool.terminate(),
      };
    };
  },
});

const poolifierThreads: PoolMaker = {
  name: 'poolifier',
  role: 'peer',
  async load() {
    const { FixedThreadPool } = await import('poolifier');
    return (workers) => {
      const pool = new FixedThreadPool<unknown>(workers, pathOf('poolifier-thread.mjs'));
      return {
        add: (a, b) => pool.execute({ a, b }, 'add'),
        run: (name, argument, transfer) =>
          pool.execute(argument, name, undefined, transfer && ([...transfer] as never)),
        end: () => orSoon(pool.destroy()),
      };
    };
  },
};

const poolifierProcesses: PoolMaker = {
  name: 'poolifier',
  role: 'peer',
  async load() {
    const { FixedClusterPool } = await import('poolifier');
    return (workers) => {
      const pool = new FixedClusterPool<unknown>(workers, pathOf('poolifier-process.mjs'), {
        settings: { serialization: 'advanced' },
      });
      return {
        add: (a, b) => pool.execute({ a, b }, 'add'),
        run: (name, argument) => pool.execute(argument, name),
        end: () => orSoon(pool.destroy()),
      };
    };
  },
};

/** Pools of worker threads. */
export const threadPeers: readonly PoolMaker[] = [
  piscina('piscina', 1),
  tinypool('worker_threads'),
  workerpool('thread'),
  poolifierThreads,
];

/** Made for many tiny tasks; in its way where one of those it sent ahead is long. */
export const eagerPiscina: PoolMaker = piscina('piscina, 64 tasks per thread', 64);

/** Pools of processes. */
export const processPeers: readonly PoolMaker[] = [
  tinypool('child_process'),
  workerpool('process'),
  poolifierProcesses,
];

/** The `destroy` of poolifier does not always settle. */
function orSoon(destroyed: Promise<void>): Promise<void> {
  return Promise.race([destroyed, delay(500)]);
}
