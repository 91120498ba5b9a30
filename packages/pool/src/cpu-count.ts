import { availableParallelism } from 'node:os';

/**
 * How many CPUs the process can use: how many workers a pool has by default.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.cpu_count | multiprocessing.cpu_count}
 */
export function cpuCount(): number {
  return availableParallelism();
}
