import { perSecond, type Suite } from '../suite.ts';
import { addingPools } from './pool-contestants.ts';

/** `size` tiny tasks at once, on two workers. */
export const poolThroughputSuite: Suite = {
  name: 'pool-throughput',
  title: 'tiny tasks at once on two workers',
  unit: 'tasks/s',
  better: 'more',
  size: { full: 100_000, quick: 20_000 },
  contestants: addingPools.map(({ name, role, make }) => ({
    name,
    role,
    async run(size) {
      const pool = make();
      await pool.add(1, 2);
      const figure = await perSecond(size, async () => {
        const sums = await Promise.all(Array.from({ length: size }, (_, index) => pool.add(index, 1)));
        if (sums.at(-1) !== size) throw new Error(`wrong sum: ${String(sums.at(-1))}`);
      });
      await pool.end();
      return figure;
    },
  })),
};
