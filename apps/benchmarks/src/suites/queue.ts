import async from 'async';
import fastq from 'fastq';
import { gather, run, type Steps } from '@x/event-loop';
import { Queue } from '@x/queue';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const BOUND = 16;

/** One producer and one consumer pass `size` items through a queue of 16. */
export const queue: Suite = {
  name: 'queue',
  title: 'pass items through a queue of 16',
  unit: 'items/s',
  better: 'more',
  size: { full: 1_000_000, quick: 100_000 },
  contestants: [
    {
      name: '@x native',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, async () => {
            const queue = new Queue<number>(BOUND);
            await gather([
              async () => {
                for (let i = 0; i < size; i += 1) await queue.put(i);
              },
              async () => {
                for (let i = 0; i < size; i += 1) await queue.get();
              },
            ]);
          }),
        ),
    },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, async () => {
            const queue = new Queue<number>(BOUND);
            await gather([
              function* (): Steps<void> {
                for (let i = 0; i < size; i += 1) yield queue.put(i);
              },
              function* (): Steps<void> {
                for (let i = 0; i < size; i += 1) yield queue.get();
              },
            ]);
          }),
        ),
    },
    {
      name: 'fastq',
      role: 'peer',
      run: (size) =>
        perSecond(size, async () => {
          const queue = fastq.promise<unknown, number, void>(async () => Promise.resolve(), 1);
          for (let i = 0; i < size; i += 1) {
            const pushed = queue.push(i);
            if (queue.length() >= BOUND) await pushed;
          }
          await queue.drained();
        }),
    },
    {
      name: 'async.queue',
      role: 'peer',
      run: (size) =>
        perSecond(size, async () => {
          const queue = async.queue<number>((_item, done) => done(), 1);
          for (let i = 0; i < size; i += 1) {
            const pushed = queue.pushAsync(i);
            if (queue.length() >= BOUND) await pushed;
          }
          if (!queue.idle()) await queue.drain();
        }),
    },
    cpython(
      'CPython asyncio',
      `
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    queue = asyncio.Queue(16)
    async def put():
        for i in range(n): await queue.put(i)
    async def get():
        for i in range(n): await queue.get()
    start = time.perf_counter()
    await asyncio.gather(put(), get())
    print(n / (time.perf_counter() - start))
asyncio.run(main())`,
    ),
  ],
};
