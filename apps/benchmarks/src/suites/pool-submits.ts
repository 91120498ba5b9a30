import { ourProcesses, ourThreads } from '../pools/ours.ts';
import { withWarmPools, type Pool } from '../pools/pool.ts';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const script = (executor: string): string => `
import sys, time
from concurrent.futures import ${executor}, wait
n = int(sys.argv[1])
def add(a, b): return a + b
if __name__ == "__main__":
    with ${executor}(2) as pool:
        wait([pool.submit(add, 1, 2) for _ in range(100)])
        start = time.perf_counter()
        futures = [pool.submit(add, i, 1) for i in range(n)]
        for future in futures: future.result()
        print(n / (time.perf_counter() - start))`;

const shared = {
  unit: 'tasks/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
} as const;

/** `size` calls of `submit`, and all their results, beside the executor that ours is modelled on. */
export const poolSubmits: Suite = {
  ...shared,
  name: 'pool-submits-threads',
  title: 'submit tiny tasks, beside CPython on threads',
  contestants: [
    ...withWarmPools([ourThreads], submitMany),
    cpython('CPython ThreadPoolExecutor', script('ThreadPoolExecutor')),
  ],
};

/** The same on processes. */
export const poolSubmitsProcesses: Suite = {
  ...shared,
  name: 'pool-submits-processes',
  title: 'submit tiny tasks, beside CPython on processes',
  contestants: [
    ...withWarmPools([ourProcesses], submitMany),
    cpython('CPython ProcessPoolExecutor', script('ProcessPoolExecutor')),
  ],
};

function submitMany(pool: Pool, size: number): Promise<number> {
  return perSecond(size, async () => {
    const futures = Array.from({ length: size }, (_, index) => pool.add(index, 1));
    for (const future of futures) await future;
  });
}
