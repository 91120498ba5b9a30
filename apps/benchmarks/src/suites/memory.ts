import { setTimeout as delay } from 'node:timers/promises';
import { createTask, run, sleep, type Coroutine, type Task } from '@x/event-loop';
import { cpython } from '../python/cpython.ts';
import type { Suite } from '../suite.ts';

const LONG = 1_000_000;

function residentBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

async function pendingTasks(size: number, make: () => Coroutine<void>): Promise<number> {
  return run(async () => {
    const before = residentBytes();
    const tasks: Task<void>[] = [];
    for (let i = 0; i < size; i += 1) tasks.push(createTask(make()));
    await sleep(1);
    const bytes = (residentBytes() - before) / size;
    for (const task of tasks) task.cancel();
    return bytes;
  });
}

/** Resident memory of one of `size` tasks that sleep. */
export const memory: Suite = {
  name: 'memory',
  title: 'resident memory of a sleeping task',
  unit: 'bytes',
  better: 'less',
  size: { full: 200_000, quick: 100_000 },
  contestants: [
    { name: '@x native', role: 'ours', run: (size) => pendingTasks(size, () => async () => await sleep(LONG)) },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) =>
        pendingTasks(
          size,
          () =>
            function* () {
              yield sleep(LONG);
            },
        ),
    },
    {
      name: 'timers/promises',
      role: 'peer',
      async run(size) {
        const before = residentBytes();
        const sleeper = async (): Promise<void> => {
          await delay(LONG, undefined, { ref: false });
        };
        const sleepers = Array.from({ length: size }, sleeper);
        await delay(1);
        return (residentBytes() - before) / sleepers.length;
      },
    },
    cpython(
      'CPython asyncio',
      `
import asyncio, gc, sys
n = int(sys.argv[1])
def resident():
    gc.collect()
    return int(open('/proc/self/statm').read().split()[1]) * 4096
async def main():
    before = resident()
    tasks = [asyncio.create_task(asyncio.sleep(1000)) for _ in range(n)]
    await asyncio.sleep(0.001)
    print((resident() - before) / n)
    for task in tasks: task.cancel()
asyncio.run(main())`,
    ),
  ],
};
