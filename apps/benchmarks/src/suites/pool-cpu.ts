import { WORKERS, withWarmPools, type Pool } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import { fib } from '../pools/work.mjs';
import { cpython } from '../python/cpython.ts';
import { milliseconds, type Suite } from '../suite.ts';

const N = 27;

const shared = {
  unit: '×',
  better: 'more',
  size: { full: 400, quick: 30 },
} as const;

/** `size` tasks that compute, on two threads: how many times as fast as one after the other without a pool. */
export const poolCpu: Suite = {
  ...shared,
  name: 'pool-cpu-threads',
  title: 'speed-up of tasks that compute, on two threads',
  contestants: withWarmPools(threadPools, speedUp),
};

/** The same on two processes. */
export const poolCpuProcesses: Suite = {
  ...shared,
  name: 'pool-cpu-processes',
  title: 'speed-up of tasks that compute, on two processes',
  contestants: [
    ...withWarmPools(processPools, speedUp),
    cpython(
      'CPython ProcessPoolExecutor',
      `
import sys, time
from concurrent.futures import ProcessPoolExecutor
n = int(sys.argv[1]) // 10
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(fib, [15] * 100))
        start = time.perf_counter()
        for _ in range(n): fib(23)
        alone = time.perf_counter() - start
        start = time.perf_counter()
        for _ in pool.map(fib, [23] * n): pass
        print(alone / (time.perf_counter() - start))`,
    ),
  ],
};

async function speedUp(pool: Pool, size: number): Promise<number> {
  const inTurn = (): void => {
    for (let i = 0; i < size; i += 1) fib(N);
  };
  const onPool = (): Promise<unknown[]> => Promise.all(Array.from({ length: size }, () => pool.run('fib', N)));
  // Workers compile for themselves.
  await Promise.all(Array.from({ length: 4 * WORKERS }, () => pool.run('fib', N)));
  fib(N);
  const alone = await milliseconds(inTurn);
  return alone / (await milliseconds(onPool));
}
