import { milliseconds, type Suite } from '../suite.ts';
import { addingPools } from './pool-contestants.ts';

/** One task awaited after the other. */
export const poolLatencySuite: Suite = {
  name: 'pool-latency',
  title: 'one tiny task awaited after the other',
  unit: 'µs',
  better: 'less',
  size: { full: 10_000, quick: 2_000 },
  contestants: addingPools.map(({ name, role, make }) => ({
    name,
    role,
    async run(size) {
      const pool = make();
      await pool.add(1, 2);
      const took = await milliseconds(async () => {
        for (let i = 0; i < size; i += 1) await pool.add(i, 1);
      });
      await pool.end();
      return (took / size) * 1_000;
    },
  })),
};
