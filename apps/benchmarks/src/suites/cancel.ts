import { setTimeout as delay } from 'node:timers/promises';
import { createTask, run, sleep, wait, type Steps, type Task } from '@x/event-loop';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const LONG = 1_000_000;

async function cancelAll(tasks: readonly Task<unknown>[]): Promise<number> {
  await sleep(0);
  return perSecond(tasks.length, async () => {
    for (const task of tasks) task.cancel();
    await wait(tasks);
  });
}

/** Cancels `size` tasks that sleep, and waits until they have ended. */
export const cancel: Suite = {
  name: 'cancel',
  title: 'cancel sleeping tasks',
  unit: 'tasks/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
  contestants: [
    {
      name: '@x native',
      role: 'ours',
      run: (size) =>
        run(() => cancelAll(Array.from({ length: size }, () => createTask(async () => await sleep(LONG))))),
    },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) => run(() => cancelAll(Array.from({ length: size }, () => createTask(sleepLong())))),
    },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const [Effect, Fiber] = [await import('effect/Effect'), await import('effect/Fiber')];
        return Effect.runPromise(
          Effect.gen(function* () {
            const fibers = [];
            for (let i = 0; i < size; i += 1) fibers.push(yield* Effect.forkChild(Effect.sleep(LONG)));
            yield* Effect.yieldNow;
            const start = performance.now();
            yield* Fiber.interruptAll(fibers);
            return (size / (performance.now() - start)) * 1_000;
          }),
        );
      },
    },
    {
      name: 'effection',
      role: 'peer',
      async run(size) {
        const effection = await import('effection');
        return effection.run(function* () {
          const tasks = [];
          for (let i = 0; i < size; i += 1) tasks.push(yield* effection.spawn(() => effection.sleep(LONG)));
          yield* effection.sleep(0);
          const start = performance.now();
          for (const task of tasks) yield* task.halt();
          return (size / (performance.now() - start)) * 1_000;
        });
      },
    },
    {
      name: 'timers/promises, a signal for each',
      role: 'peer',
      async run(size) {
        const controllers = Array.from({ length: size }, () => new AbortController());
        const sleeps = controllers.map(({ signal }) => delay(LONG, undefined, { signal }));
        await delay(0);
        return perSecond(size, async () => {
          for (const controller of controllers) controller.abort();
          await Promise.allSettled(sleeps);
        });
      },
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    tasks = [asyncio.create_task(asyncio.sleep(1000)) for _ in range(n)]
    await asyncio.sleep(0)
    start = time.perf_counter()
    for task in tasks: task.cancel()
    await asyncio.wait(tasks)
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ],
};

function* sleepLong(): Steps<void> {
  yield sleep(LONG);
}
