import { setTimeout as delay } from 'node:timers/promises';
import { createTask, run, sleep, type Coroutine, type Task } from '@x/event-loop';
import { Future } from '@x/future';
import { Queue } from '@x/queue';
import { asyncio, cpython } from '../python/cpython.ts';
import type { Suite } from '../suite.ts';

const LONG = 1_000_000;

// What a warm-up leaves behind would be used again, and not be counted.
const shared = { unit: 'bytes', better: 'less', warmsUp: false } as const;

/** Resident memory of one of `size` tasks that sleep. */
export const memoryTask: Suite = {
  ...shared,
  name: 'memory-task',
  title: 'resident memory of a sleeping task',
  size: { full: 200_000, quick: 20_000 },
  contestants: [
    { name: '@x native', role: 'ours', run: (size) => pendingTasks(size, () => async () => await sleep(LONG)) },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) => pendingTasks(size, sleepLong),
    },
    {
      name: 'timers/promises',
      role: 'peer',
      run(size) {
        const sleeper = async (): Promise<void> => {
          await delay(LONG, undefined, { ref: false });
        };
        return bytesOfEach(size, sleeper);
      },
    },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const Effect = await import('effect/Effect');
        const sleeper = Effect.sleep(LONG);
        return bytesOfEach(size, () => Effect.runFork(sleeper));
      },
    },
    ...asyncio(
      pythonMemory(`
    for i in range(n): kept[i] = asyncio.create_task(asyncio.sleep(1000))
    await asyncio.sleep(0.001)`),
    ),
  ],
};

/** Resident memory of one of `size` futures that nothing has completed, each with a callback. */
export const memoryFuture: Suite = {
  ...shared,
  name: 'memory-future',
  title: 'resident memory of a pending future with a callback',
  size: { full: 500_000, quick: 50_000 },
  contestants: [
    {
      name: '@x Future',
      role: 'ours',
      run: (size) =>
        bytesOfEach(size, () => {
          const future = new Future<number>();
          future.addDoneCallback(ignore);
          return future;
        }),
    },
    {
      name: 'Promise.withResolvers()',
      role: 'peer',
      run: (size) =>
        bytesOfEach(size, () => {
          const resolvers = Promise.withResolvers<number>();
          void resolvers.promise.then(ignore);
          return resolvers;
        }),
    },
    cpython('CPython concurrent.futures', pythonFutures('concurrent.futures.Future()')),
    cpython('CPython asyncio', pythonFutures('loop.create_future()')),
  ],
};

/** Resident memory of the place of an item among `size` in a queue; the item itself is always the same. */
export const memoryQueueItem: Suite = {
  ...shared,
  name: 'memory-queue-item',
  title: 'resident memory of an item in a queue, besides the item',
  size: { full: 1_000_000, quick: 100_000 },
  contestants: [
    {
      name: '@x Queue',
      role: 'ours',
      run(size) {
        const queue = new Queue<object>();
        return bytesOfEach(size, () => queue.putNowait(shared));
      },
    },
    {
      name: 'fastq',
      role: 'peer',
      async run(size) {
        const { default: fastq } = await import('fastq');
        const queue = fastq<unknown, object>((_item, done) => done(null), 1);
        queue.pause();
        return bytesOfEach(size, () => queue.push(shared));
      },
    },
    {
      name: 'async.queue',
      role: 'peer',
      async run(size) {
        const { default: async } = await import('async');
        const queue = async.queue<object>((_item, done) => done(), 1);
        queue.pause();
        const done = (): void => undefined;
        return bytesOfEach(size, () => queue.push(shared, done));
      },
    },
    {
      name: 'an array',
      role: 'limit',
      run(size) {
        const items: object[] = [];
        return bytesOfEach(size, () => items.push(shared));
      },
    },
    ...asyncio(
      pythonMemory(`
    queue = asyncio.Queue()
    for _ in range(n): queue.put_nowait(kept)`),
    ),
  ],
};

async function pendingTasks(size: number, make: () => Coroutine<void>): Promise<number> {
  return run(async () => {
    const tasks: Task<void>[] = [];
    const bytes = await bytesOfEach(size, () => tasks.push(createTask(make())));
    for (const task of tasks) task.cancel();
    return bytes;
  });
}

/** What `make`, called `size` times, adds to the resident memory; what it gives is kept, in memory taken before. */
async function bytesOfEach(size: number, make: () => unknown): Promise<number> {
  const kept = new Array<unknown>(size).fill(undefined);
  const before = residentBytes();
  for (let i = 0; i < size; i += 1) kept[i] = make();
  await sleep(1);
  return (residentBytes() - before) / kept.length;
}

function residentBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

function ignore(): void {
  // Only that it is there counts.
}

function pythonFutures(make: string): string {
  return pythonMemory(`
    for i in range(n):
        kept[i] = ${make}
        kept[i].add_done_callback(ignore)`);
}

/** The same in Python: `work` fills `kept`. */
function pythonMemory(work: string): string {
  return `
import asyncio, concurrent.futures, gc, os, sys
n = int(sys.argv[1])
def ignore(future): pass
def resident():
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * 4096
async def main():
    loop = asyncio.get_running_loop()
    kept = [None] * n
    before = resident()${work}
    print((resident() - before) / n, flush=True)
    os._exit(0)
asyncio.run(main())`;
}

function* sleepLong(): Generator<unknown, void> {
  yield sleep(LONG);
}
