import { ThreadPoolExecutor, type ThreadPoolOptions } from '@x/executor';
import { checkPositive } from './checks.ts';
import { cpuCount } from './cpu-count.ts';
import { poolOptions, type PoolOptions } from './pool.ts';
import { WorkerPool } from './worker-pool.ts';

/** What a thread pool's workers start with. */
export interface ThreadWorkerOptions
  extends
    Pick<PoolOptions, 'processes' | 'initializer' | 'initargs'>,
    Pick<ThreadPoolOptions, 'env' | 'execArgv' | 'stdout' | 'stderr' | 'resourceLimits'> {}

/**
 * {@link Pool} on worker threads.
 *
 * @remarks
 * **Differs from Python.** Threads of Node share no objects: arguments and results are copied, as between processes.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.ThreadPool | multiprocessing.pool.ThreadPool}
 */
export class ThreadPool extends WorkerPool {
  constructor(processes?: number | ThreadWorkerOptions, options?: ThreadWorkerOptions) {
    const { processes: count = cpuCount(), ...rest } = poolOptions(processes, options);
    checkPositive('processes', count);
    super(new ThreadPoolExecutor({ ...rest, maxWorkers: count, minWorkers: count, threadNamePrefix: 'PoolWorker' }));
  }
}
