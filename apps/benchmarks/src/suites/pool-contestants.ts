import { ProcessPoolExecutor, ThreadPoolExecutor } from '@x/executor';
import { Piscina } from 'piscina';
import { DynamicThreadPool } from 'poolifier';
import { Tinypool } from 'tinypool';
import workerpool from 'workerpool';
import type { Role } from '../suite.ts';

/** A pool of two workers that adds two numbers. */
export interface AddingPool {
  add(a: number, b: number): PromiseLike<number>;
  end(): PromiseLike<unknown>;
}

const filename = new URL('../tiny-task.mjs', import.meta.url).href;
const WORKERS = 2;

function ours(executor: ThreadPoolExecutor | ProcessPoolExecutor): AddingPool {
  const task = (a: number, b: number): number => a + b;
  return { add: (a, b) => executor.submit(task, a, b), end: () => executor.shutdown() };
}

/** The pools that take part, by name. */
export const addingPools: readonly { readonly name: string; readonly role: Role; readonly make: () => AddingPool }[] = [
  { name: '@x threads', role: 'ours', make: () => ours(new ThreadPoolExecutor({ maxWorkers: WORKERS })) },
  {
    name: '@x threads, spinning',
    role: 'ours',
    make: () => ours(new ThreadPoolExecutor({ maxWorkers: WORKERS, spin: 0.1 })),
  },
  { name: '@x processes', role: 'ours', make: () => ours(new ProcessPoolExecutor({ maxWorkers: WORKERS })) },
  {
    name: 'piscina',
    role: 'peer',
    make: () => {
      const pool = new Piscina({ filename, minThreads: WORKERS, maxThreads: WORKERS, concurrentTasksPerWorker: 64 });
      return { add: (a, b) => pool.run({ a, b }) as Promise<number>, end: () => pool.destroy() };
    },
  },
  {
    name: 'tinypool',
    role: 'peer',
    make: () => {
      const pool = new Tinypool({ filename, minThreads: WORKERS, maxThreads: WORKERS });
      return { add: (a, b) => pool.run({ a, b }) as Promise<number>, end: () => pool.destroy() };
    },
  },
  {
    name: 'workerpool',
    role: 'peer',
    make: () => {
      const pool = workerpool.pool({ minWorkers: WORKERS, maxWorkers: WORKERS, workerType: 'thread' });
      const task = (a: number, b: number): number => a + b;
      return { add: (a, b) => pool.exec(task, [a, b]), end: async () => await pool.terminate() };
    },
  },
  {
    name: 'poolifier',
    role: 'peer',
    make: () => {
      const file = new URL('../poolifier-worker.mjs', import.meta.url);
      const pool = new DynamicThreadPool<{ a: number; b: number }, number>(1, WORKERS, file.pathname);
      return { add: (a, b) => pool.execute({ a, b }), end: () => pool.destroy() };
    },
  },
];
