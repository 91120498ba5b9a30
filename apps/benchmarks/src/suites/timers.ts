import { setTimeout as delay } from 'node:timers/promises';
import { createTask, gather, run, sleep } from '@x/event-loop';
import { cpython } from '../python/cpython.ts';
import type { Suite } from '../suite.ts';

const SPAN = 500;
const at = (index: number, size: number): number => ((index * 7_919) % size) * (SPAN / size);

/** CPU time of one sleep among many, in microseconds. */
async function cpuOf(size: number, work: () => PromiseLike<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / size;
}

/** `size` tasks sleep for different times within half a second. */
export const timers: Suite = {
  name: 'timers',
  title: 'many sleeps of different length at once, CPU time of each',
  unit: 'µs',
  better: 'less',
  size: { full: 100_000, quick: 20_000 },
  contestants: [
    {
      name: '@x native',
      role: 'ours',
      run: (size) =>
        cpuOf(size, () =>
          run(async () => {
            await gather(Array.from({ length: size }, (_, index) => createTask(() => sleep(at(index, size)))));
          }),
        ),
    },
    {
      name: 'timers/promises',
      role: 'peer',
      run: (size) => cpuOf(size, () => Promise.all(Array.from({ length: size }, (_, index) => delay(at(index, size))))),
    },
    cpython(
      'CPython asyncio',
      `
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    await asyncio.gather(*(asyncio.sleep((i * 7919) % n * 0.5 / n) for i in range(n)))
start = time.process_time()
asyncio.run(main())
print((time.process_time() - start) / n * 1e6)`,
    ),
  ],
};
