import { setImmediate as turn } from 'node:timers/promises';
import { createTask, gather, run, sleep, type Steps } from '@x/event-loop';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

/** One task gives way `size` times. */
export const taskSwitch: Suite = switching('task-switch', 'one task yields again and again', 1);

/** A thousand tasks give way, `size` times in all. */
export const taskSwitchMany: Suite = switching('task-switch-many', 'a thousand tasks yield in turn', 1_000);

const settled = Promise.resolve();

/** Promises that settle let nothing else in, timers and sockets least of all: what they do is the limit, not the same work. */
function switching(name: string, title: string, tasks: number): Suite {
  const ofEach = (size: number): number => Math.ceil(size / tasks);
  const everyone = <T>(one: () => T): T[] => Array.from({ length: tasks }, one);
  return {
    name,
    title,
    unit: 'switches/s',
    better: 'more',
    size: { full: 1_000_000, quick: 100_000 },
    contestants: [
      {
        name: '@x native',
        role: 'ours',
        run: (size) =>
          perSecond(size, () =>
            run(async () => {
              const work = async (): Promise<void> => {
                for (let i = ofEach(size); i > 0; i -= 1) await sleep(0);
              };
              await gather(everyone(() => createTask(work)));
            }),
          ),
      },
      {
        name: '@x generator',
        role: 'ours',
        run: (size) =>
          perSecond(size, () =>
            run(async () => {
              const work = function* (): Steps<void> {
                for (let i = ofEach(size); i > 0; i -= 1) yield sleep(0);
              };
              await gather(everyone(() => createTask(work)));
            }),
          ),
      },
      {
        name: 'effect',
        role: 'peer',
        async run(size) {
          const Effect = await import('effect/Effect');
          const work = Effect.gen(function* () {
            for (let i = ofEach(size); i > 0; i -= 1) yield* Effect.yieldNow;
          });
          const options = { concurrency: 'unbounded', discard: true } as const;
          return perSecond(size, () =>
            Effect.runPromise(
              Effect.all(
                everyone(() => work),
                options,
              ),
            ),
          );
        },
      },
      {
        name: 'setImmediate of timers/promises',
        role: 'peer',
        run: (size) =>
          perSecond(size, () =>
            Promise.all(
              everyone(async () => {
                for (let i = ofEach(size); i > 0; i -= 1) await turn();
              }),
            ),
          ),
      },
      {
        name: 'settled promises',
        role: 'limit',
        run: (size) =>
          perSecond(size, () =>
            Promise.all(
              everyone(async () => {
                for (let i = ofEach(size); i > 0; i -= 1) await settled;
              }),
            ),
          ),
      },
      ...asyncio(`
import asyncio, sys, time
n, tasks = int(sys.argv[1]), ${tasks}
async def work():
    for _ in range(n // tasks): await asyncio.sleep(0)
async def main():
    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(tasks)))
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
    ],
  };
}
