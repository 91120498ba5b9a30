import { setTimeout as delay } from 'node:timers/promises';
import { ourProcesses, ourThreads } from '../pools/ours.ts';
import { threadPeers } from '../pools/peers.ts';
import type { PoolMaker } from '../pools/pool.ts';
import { asyncio } from '../python/cpython.ts';
import { milliseconds, type Contestant, type Suite } from '../suite.ts';
import { spawnGenerators, spawnNative } from './task-spawn.ts';
import { cpuOf, sleepGenerators, sleepNative, sleepPromises, sleepScript } from './timers.ts';

const shared = { unit: '× for ten times as many', better: 'less' } as const;

/** How the time grows with the number of tasks that start, give way, and are joined. */
export const scalingTasks: Suite = {
  ...shared,
  name: 'scaling-tasks',
  title: 'growth of the time with the number of tasks',
  scale: { of: 'tasks', full: [100, 1_000, 10_000, 100_000, 1_000_000], quick: [100, 1_000] },
  contestants: [
    { name: '@x native', role: 'ours', run: (size) => milliseconds(() => spawnNative(size)) },
    { name: '@x generator', role: 'ours', run: (size) => milliseconds(() => spawnGenerators(size)) },
    {
      name: 'timers/promises',
      role: 'peer',
      run: (size) => milliseconds(() => Promise.all(Array.from({ length: size }, () => delay(0)))),
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def one(): await asyncio.sleep(0)
async def main():
    start = time.perf_counter()
    tasks = [asyncio.create_task(one()) for _ in range(n)]
    for task in tasks: await task
    print((time.perf_counter() - start) * 1e3)
asyncio.run(main())`),
  ],
};

/** How the CPU time grows with the number of sleeps within half a second. */
export const scalingTimers: Suite = {
  ...shared,
  name: 'scaling-timers',
  title: 'growth of the CPU time with the number of timers',
  scale: { of: 'timers', full: [1_000, 10_000, 100_000, 1_000_000], quick: [1_000, 4_000] },
  contestants: [
    { name: '@x native', role: 'ours', run: async (size) => (await cpuOf(() => sleepNative(size))) / 1_000 },
    { name: '@x generator', role: 'ours', run: async (size) => (await cpuOf(() => sleepGenerators(size))) / 1_000 },
    { name: 'timers/promises', role: 'peer', run: async (size) => (await cpuOf(() => sleepPromises(size))) / 1_000 },
    ...asyncio(sleepScript('print((time.process_time() - start) * 1e3)')),
  ],
};

/** How the time of 5,000 tiny tasks grows with the number of workers, most of which find no CPU. */
export const scalingWorkers: Suite = {
  ...shared,
  name: 'scaling-workers',
  title: 'growth of the time of 5,000 tiny tasks with the number of workers',
  scale: { of: 'workers', full: [1, 2, 4, 8, 16], quick: [1, 4] },
  contestants: [ourThreads, ourProcesses, ...threadPeers].map(sharingOut),
};

function sharingOut({ name, role, load }: PoolMaker): Contestant {
  return {
    name,
    role,
    async run(workers) {
      const pool = (await load())(workers);
      await Promise.all(Array.from({ length: 8 * workers }, () => pool.run('hold', 1)));
      const took = await milliseconds(() => Promise.all(Array.from({ length: 5_000 }, (_, i) => pool.add(i, 1))));
      await pool.end();
      return took;
    },
  };
}
