import { ThreadPoolExecutor, type ThreadPoolOptions } from '@x/executor';
import { checkPositive } from './checks.ts';
import { cpuCount } from './cpu-count.ts';
import type { PoolOptions } from './pool.ts';
import { nextPoolName, poolOptions } from './pool-options.ts';
import { WorkerPool } from './worker-pool.ts';

/** What a thread pool's workers start with; in this form or behind the number of workers. */
export interface ThreadWorkerOptions
  extends
    Pick<PoolOptions, 'processes' | 'initializer' | 'initargs'>,
    Pick<ThreadPoolOptions, 'env' | 'execArgv' | 'resourceLimits' | 'spin' | 'stderr' | 'stdout'> {}

/**
 * {@link Pool} on worker threads.
 *
 * @remarks
 * **Differs from Python.** Threads of Node share no objects: arguments and results are copied, as between processes.
 * `terminate()` ends a running call, for which CPython waits.
 *
 * @example
 * ```ts
 * await using pool = new ThreadPool(2);
 * await pool.starmap((a: number, b: number) => a * b, [[2, 3], [4, 5]]); // => [6, 20]
 * ```
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.ThreadPool | multiprocessing.pool.ThreadPool}
 */
export class ThreadPool extends WorkerPool {
  constructor(processes?: number | ThreadWorkerOptions, options?: ThreadWorkerOptions) {
    const { processes: count = cpuCount(), ...rest } = poolOptions(processes, options);
    checkPositive('processes', count);
    super(new ThreadPoolExecutor({ ...rest, maxWorkers: count, minWorkers: count, threadNamePrefix: nextPoolName() }));
  }
}
