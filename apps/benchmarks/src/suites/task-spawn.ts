import { setTimeout as delay } from 'node:timers/promises';
import { createTask, run, sleep, type Steps, type Task } from '@x/event-loop';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

/** Starts `size` tasks that give way once, and waits for all. */
export const taskSpawn: Suite = {
  name: 'task-spawn',
  title: 'start tasks that yield once, and join them',
  unit: 'tasks/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
  contestants: [
    { name: '@x native', role: 'ours', run: (size) => perSecond(size, () => spawnNative(size)) },
    { name: '@x generator', role: 'ours', run: (size) => perSecond(size, () => spawnGenerators(size)) },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const [Effect, Fiber] = [await import('effect/Effect'), await import('effect/Fiber')];
        return perSecond(size, () =>
          Effect.runPromise(
            Effect.gen(function* () {
              const fibers = [];
              for (let i = 0; i < size; i += 1) fibers.push(yield* Effect.forkChild(Effect.yieldNow));
              for (const fiber of fibers) yield* Fiber.join(fiber);
            }),
          ),
        );
      },
    },
    {
      name: 'effection',
      role: 'peer',
      async run(size) {
        const effection = await import('effection');
        return perSecond(size, () =>
          effection.run(function* () {
            const tasks = [];
            for (let i = 0; i < size; i += 1) tasks.push(yield* effection.spawn(() => effection.sleep(0)));
            for (const task of tasks) yield* task;
          }),
        );
      },
    },
    {
      name: 'timers/promises',
      role: 'peer',
      run: (size) => perSecond(size, () => Promise.all(Array.from({ length: size }, () => delay(0)))),
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def one(): await asyncio.sleep(0)
async def main():
    start = time.perf_counter()
    tasks = [asyncio.create_task(one()) for _ in range(n)]
    for task in tasks: await task
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ],
};

/** A loop in which so many tasks of async functions start, give way, and are joined. */
export function spawnNative(size: number): Promise<void> {
  return run(async () => {
    const tasks: Task<void>[] = [];
    for (let i = 0; i < size; i += 1) tasks.push(createTask(async () => await sleep(0)));
    for (const task of tasks) await task;
  });
}

/** The same with generators. */
export function spawnGenerators(size: number): Promise<void> {
  return run(function* (): Steps<void> {
    const tasks: Task<void>[] = [];
    for (let i = 0; i < size; i += 1) tasks.push(createTask(yieldOnce()));
    for (const task of tasks) yield task;
  });
}

function* yieldOnce(): Steps<void> {
  yield sleep(0);
}
