import type { PoolMaker } from '../pools/pool.ts';
import { WORKERS } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import type { Contestant, Suite } from '../suite.ts';

const shared = {
  unit: 'MB',
  better: 'less',
  size: { full: 100_000, quick: 5_000 },
  // What a warm-up takes would be counted.
  warmsUp: false,
} as const;

/** The most resident memory of a program in which `size` tiny tasks are queued at once, its two threads included. */
export const poolMemory: Suite = {
  ...shared,
  name: 'pool-memory-threads',
  title: 'peak memory of a program that submits tiny tasks at once to two threads',
  contestants: threadPools.map(peakContestant),
};

/** The same with processes, whose own memory is not counted. */
export const poolMemoryProcesses: Suite = {
  ...shared,
  name: 'pool-memory-processes',
  title: 'peak memory of a program that submits tiny tasks at once to two processes',
  contestants: processPools.map(peakContestant),
};

function peakContestant({ name, role, load }: PoolMaker): Contestant {
  return {
    name,
    role,
    async run(size) {
      const pool = (await load())(WORKERS);
      await Promise.all(Array.from({ length: size }, (_, index) => pool.add(index, 1)));
      const peak = process.resourceUsage().maxRSS;
      await pool.end();
      return peak / 1_024;
    },
  };
}
