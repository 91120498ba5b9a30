import { Mutex } from 'async-mutex';
import { Sema } from 'async-sema';
import { createTask, gather, run, type Steps } from '@x/event-loop';
import { Lock } from '@x/sync';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const TASKS = 1_000;

/** A thousand tasks take one lock in turn, `size` times in all. */
export const lock: Suite = {
  name: 'lock',
  title: 'a thousand tasks take one lock in turn',
  unit: 'locks/s',
  better: 'more',
  size: { full: 200_000, quick: 50_000 },
  contestants: [
    {
      name: '@x native',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, async () => {
            const lock = new Lock();
            const work = async (): Promise<void> => {
              for (let i = 0; i < size / TASKS; i += 1) {
                await lock.acquire();
                lock.release();
              }
            };
            await lock.acquire();
            const tasks = Array.from({ length: TASKS }, () => createTask(work));
            lock.release();
            await gather(tasks);
          }),
        ),
    },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, async () => {
            const lock = new Lock();
            const work = function* (): Steps<void> {
              for (let i = 0; i < size / TASKS; i += 1) {
                yield lock.acquire();
                lock.release();
              }
            };
            await lock.acquire();
            const tasks = Array.from({ length: TASKS }, () => createTask(work));
            lock.release();
            await gather(tasks);
          }),
        ),
    },
    {
      name: 'async-mutex',
      role: 'peer',
      run: (size) =>
        perSecond(size, async () => {
          const mutex = new Mutex();
          const work = async (): Promise<void> => {
            for (let i = 0; i < size / TASKS; i += 1) (await mutex.acquire())();
          };
          await Promise.all(Array.from({ length: TASKS }, work));
        }),
    },
    {
      name: 'async-sema',
      role: 'peer',
      run: (size) =>
        perSecond(size, async () => {
          const sema = new Sema(1, { capacity: TASKS });
          const work = async (): Promise<void> => {
            for (let i = 0; i < size / TASKS; i += 1) {
              await sema.acquire();
              sema.release();
            }
          };
          await Promise.all(Array.from({ length: TASKS }, work));
        }),
    },
    cpython(
      'CPython asyncio',
      `
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    lock = asyncio.Lock()
    async def work():
        for _ in range(n // 1000):
            await lock.acquire()
            lock.release()
    await lock.acquire()
    tasks = [asyncio.create_task(work()) for _ in range(1000)]
    start = time.perf_counter()
    lock.release()
    await asyncio.gather(*tasks)
    print(n / (time.perf_counter() - start))
asyncio.run(main())`,
    ),
  ],
};
