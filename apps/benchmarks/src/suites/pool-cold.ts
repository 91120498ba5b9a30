import type { PoolMaker } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import { milliseconds, type Contestant, type Suite } from '../suite.ts';

// A process can be cold once, so that there is no size.
const shared = {
  unit: 'ms',
  better: 'less',
  warmsUp: false,
} as const;

/** From making a pool of one thread, its library loaded, to the first result. */
export const poolCold: Suite = {
  ...shared,
  name: 'pool-cold-threads',
  title: 'the first result of a new pool of one thread',
  contestants: threadPools.map(coldContestant),
};

/** The same with a process. */
export const poolColdProcesses: Suite = {
  ...shared,
  name: 'pool-cold-processes',
  title: 'the first result of a new pool of one process',
  contestants: processPools.map(coldContestant),
};

function coldContestant({ name, role, load }: PoolMaker): Contestant {
  return {
    name,
    role,
    async run() {
      const make = await load();
      return milliseconds(() => make(1).add(1, 2));
    },
  };
}
