import { withWarmPools, type Pool } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import type { Suite } from '../suite.ts';

const LONG = 200;
const LATE = 100;

const shared = {
  unit: 'late tasks',
  better: 'less',
  size: { full: 10_000, quick: 2_000 },
} as const;

/** One task of 200 ms in the middle of `size` tiny ones: how many of those end more than 100 ms later than without it. */
export const poolSkew: Suite = {
  ...shared,
  name: 'pool-skew-threads',
  title: 'tiny tasks that end 100 ms later than without a long one among them, on two threads',
  contestants: withWarmPools(threadPools, countLate),
};

/** The same on processes. */
export const poolSkewProcesses: Suite = {
  ...shared,
  name: 'pool-skew-processes',
  title: 'tiny tasks that end 100 ms later than without a long one among them, on two processes',
  contestants: withWarmPools(processPools, countLate),
};

async function countLate(pool: Pool, size: number): Promise<number> {
  const alone = await endsOf(pool, size, false);
  const beside = await endsOf(pool, size, true);
  return beside.filter((end, index) => end - (alone[index] ?? 0) > LATE).length;
}

/** When each of the tiny tasks ended. */
async function endsOf(pool: Pool, size: number, hasLong: boolean): Promise<number[]> {
  const start = performance.now();
  const ends: number[] = [];
  const tasks: PromiseLike<unknown>[] = [];
  for (let i = 0; i < size; i += 1) {
    if (hasLong && i === size / 2) tasks.push(pool.run('hold', LONG));
    tasks.push(pool.add(i, 1).then(() => (ends[i] = performance.now() - start)));
  }
  await Promise.all(tasks);
  return ends;
}
