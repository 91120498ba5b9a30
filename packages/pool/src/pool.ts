import { ProcessPoolExecutor, type AnyFunction, type ProcessPoolOptions } from '@x/executor';
import { checkPositive } from './checks.ts';
import { cpuCount } from './cpu-count.ts';
import { nextPoolName, poolOptions } from './pool-options.ts';
import { WorkerPool } from './worker-pool.ts';

/** What a pool's workers start with; in this form or behind the number of workers. */
export interface PoolOptions extends Pick<
  ProcessPoolOptions,
  'blocking' | 'context' | 'env' | 'execArgv' | 'resourceLimits' | 'stderr' | 'stdout'
> {
  /** How many workers; {@link cpuCount} by default. */
  readonly processes?: number | undefined;
  /** Runs in each worker before its first task. If it fails, the pool is broken. */
  readonly initializer?: AnyFunction | undefined;
  /** The arguments of `initializer`. */
  readonly initargs?: readonly unknown[] | undefined;
  /** How many tasks a worker runs before it is replaced; no limit by default. A chunk counts as one. */
  readonly maxtasksperchild?: number | undefined;
}

/**
 * A fixed number of child processes that run calls.
 *
 * @remarks
 * A worker that dies is replaced; the call that it ran fails with `WorkerLostError`. The workers die with the program.
 *
 * **Differs from Python.** A failing initializer breaks the pool (CPython starts workers for ever); a call lost with
 * its worker, or by `terminate()`, fails (CPython leaves it unready for ever). The methods with `Sync` in their name
 * block the thread; to block on a call that was started without it, the pool has to be made with `blocking`.
 *
 * @example
 * ```ts
 * await using pool = new Pool(4);
 * await pool.map((n: number) => n * n, [1, 2, 3]); // => [1, 4, 9]
 * ```
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool | multiprocessing.pool.Pool}
 */
export class Pool extends WorkerPool {
  constructor(processes?: number | PoolOptions, options?: PoolOptions) {
    const { processes: count = cpuCount(), maxtasksperchild, ...rest } = poolOptions(processes, options);
    checkPositive('processes', count);
    checkPositive('maxtasksperchild', maxtasksperchild);
    super(
      new ProcessPoolExecutor({
        ...rest,
        maxWorkers: count,
        minWorkers: count,
        maxTasksPerChild: maxtasksperchild,
        onWorkerLost: 'replace',
        processNamePrefix: nextPoolName(),
      }),
    );
  }
}
