import { createTask, gather, run, sleep } from '@x/event-loop';
import { Semaphore } from '@x/sync';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const AT_ONCE = 16;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `size` jobs, sixteen at a time, each of which gives way once. */
export const limit: Suite = {
  name: 'limit',
  title: 'jobs, sixteen at a time',
  unit: 'jobs/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
  contestants: [
    {
      name: '@x, workers that pull',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, async () => {
            let next = 0;
            const worker = async (): Promise<void> => {
              while (next < size) {
                next += 1;
                await sleep(0);
              }
            };
            await gather(Array.from({ length: AT_ONCE }, () => createTask(worker)));
          }),
        ),
    },
    {
      name: '@x, a task for each, on a semaphore',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, () => {
            const semaphore = new Semaphore(AT_ONCE);
            const job = (): PromiseLike<void> => semaphore.with(() => sleep(0));
            return gather(Array.from({ length: size }, () => createTask(job)));
          }),
        ),
    },
    {
      name: 'p-limit',
      role: 'peer',
      async run(size) {
        const { default: pLimit } = await import('p-limit');
        return perSecond(size, () => {
          const limit = pLimit(AT_ONCE);
          return Promise.all(Array.from({ length: size }, () => limit(turn)));
        });
      },
    },
    {
      name: 'p-queue',
      role: 'peer',
      async run(size) {
        const { default: PQueue } = await import('p-queue');
        return perSecond(size, () => {
          const queue = new PQueue({ concurrency: AT_ONCE });
          return Promise.all(Array.from({ length: size }, () => queue.add(turn)));
        });
      },
    },
    {
      name: 'fastq',
      role: 'peer',
      async run(size) {
        const { default: fastq } = await import('fastq');
        return perSecond(size, () => {
          const queue = fastq.promise<unknown, number, void>(turn, AT_ONCE);
          return Promise.all(Array.from({ length: size }, (_, index) => queue.push(index)));
        });
      },
    },
    {
      name: 'async.mapLimit',
      role: 'peer',
      async run(size) {
        const { default: async } = await import('async');
        const jobs = Array.from({ length: size }, (_, index) => index);
        return perSecond(size, () => async.mapLimit(jobs, AT_ONCE, async () => turn()));
      },
    },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const Effect = await import('effect/Effect');
        return perSecond(size, () =>
          Effect.runPromise(
            Effect.forEach(
              Array.from({ length: size }, (_, index) => index),
              () => Effect.yieldNow,
              { concurrency: AT_ONCE, discard: true },
            ),
          ),
        );
      },
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    semaphore = asyncio.Semaphore(16)
    async def job():
        async with semaphore: await asyncio.sleep(0)
    start = time.perf_counter()
    await asyncio.gather(*(job() for _ in range(n)))
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ],
};
