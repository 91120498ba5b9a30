import { setTimeout as delay } from 'node:timers/promises';
import { createTask, gather, run, sleep, type Steps } from '@x/event-loop';
import { asyncio } from '../python/cpython.ts';
import type { Suite } from '../suite.ts';

const SPAN = 500;
const at = (index: number, size: number): number => ((index * 7_919) % size) * (SPAN / size);

/** `size` tasks sleep for different times within half a second. */
export const timers: Suite = {
  name: 'timers',
  title: 'many sleeps of different length at once, CPU time of each',
  unit: 'µs',
  better: 'less',
  size: { full: 100_000, quick: 4_000 },
  contestants: [
    { name: '@x native', role: 'ours', run: async (size) => (await cpuOf(() => sleepNative(size))) / size },
    { name: '@x generator', role: 'ours', run: async (size) => (await cpuOf(() => sleepGenerators(size))) / size },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const Effect = await import('effect/Effect');
        const sleeps = Array.from({ length: size }, (_, index) => Effect.sleep(at(index, size)));
        const all = Effect.all(sleeps, { concurrency: 'unbounded', discard: true });
        return (await cpuOf(() => Effect.runPromise(all))) / size;
      },
    },
    { name: 'timers/promises', role: 'peer', run: async (size) => (await cpuOf(() => sleepPromises(size))) / size },
    ...asyncio(sleepScript('print((time.process_time() - start) / n * 1e6)')),
  ],
};

/** CPU time that `work` takes, in microseconds. */
export async function cpuOf(work: () => PromiseLike<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** A loop in which so many tasks of async functions sleep within half a second. */
export function sleepNative(size: number): Promise<unknown> {
  return run(() => gather(Array.from({ length: size }, (_, index) => createTask(() => sleep(at(index, size))))));
}

/** The same with generators. */
export function sleepGenerators(size: number): Promise<unknown> {
  function* sleeper(index: number): Steps<void> {
    yield sleep(at(index, size));
  }
  return run(() => gather(Array.from({ length: size }, (_, index) => createTask(sleeper(index)))));
}

/** The same without tasks. */
export function sleepPromises(size: number): Promise<unknown> {
  return Promise.all(Array.from({ length: size }, (_, index) => delay(at(index, size))));
}

/** The same in Python; `told` prints what is asked for, from `start` and `n`. */
export function sleepScript(told: string): string {
  return `
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    await asyncio.gather(*(asyncio.sleep((i * 7919) % n * 0.5 / n) for i in range(n)))
start = time.process_time()
asyncio.run(main())
${told}`;
}
