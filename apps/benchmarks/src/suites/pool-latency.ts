import { ourSpinningThreads } from '../pools/ours.ts';
import { withWarmPools, type Pool } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import { milliseconds, type Suite } from '../suite.ts';

const shared = {
  unit: 'µs',
  better: 'less',
  size: { full: 10_000, quick: 500 },
} as const;

/** One task awaited after the other. */
export const poolLatency: Suite = {
  ...shared,
  name: 'pool-latency-threads',
  title: 'one tiny task awaited after the other, on threads',
  contestants: withWarmPools([...threadPools, ourSpinningThreads], addOneByOne),
};

/** The same on processes. */
export const poolLatencyProcesses: Suite = {
  ...shared,
  name: 'pool-latency-processes',
  title: 'one tiny task awaited after the other, on processes',
  contestants: withWarmPools(processPools, addOneByOne),
};

async function addOneByOne(pool: Pool, size: number): Promise<number> {
  const took = await milliseconds(async () => {
    for (let i = 0; i < size; i += 1) await pool.add(i, 1);
  });
  return (took / size) * 1_000;
}
