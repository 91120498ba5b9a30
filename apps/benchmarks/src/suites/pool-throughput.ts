import { eagerPiscina } from '../pools/peers.ts';
import { withWarmPools, type Pool } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import { perSecond, type Suite } from '../suite.ts';

const shared = {
  unit: 'tasks/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
} as const;

/** `size` tiny tasks at once, on two threads. */
export const poolThroughput: Suite = {
  ...shared,
  name: 'pool-throughput-threads',
  title: 'tiny tasks at once, on two threads',
  contestants: withWarmPools([...threadPools, eagerPiscina], addMany),
};

/** The same on two processes. */
export const poolThroughputProcesses: Suite = {
  ...shared,
  name: 'pool-throughput-processes',
  title: 'tiny tasks at once, on two processes',
  contestants: withWarmPools(processPools, addMany),
};

function addMany(pool: Pool, size: number): Promise<number> {
  return perSecond(size, async () => {
    const sums = await Promise.all(Array.from({ length: size }, (_, index) => pool.add(index, 1)));
    if (sums.at(-1) !== size) throw new Error(`wrong sum: ${String(sums.at(-1))}`);
  });
}
