import { setImmediate as turn } from 'node:timers/promises';
import { Effect } from 'effect';
import { run, sleep, type Steps } from '@x/event-loop';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const settled = Promise.resolve();

/** One task gives way `size` times. */
export const taskSwitch: Suite = {
  name: 'task-switch',
  title: 'one task yields again and again',
  unit: 'switches/s',
  better: 'more',
  size: { full: 1_000_000, quick: 200_000 },
  contestants: [
    {
      name: '@x native',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, async () => {
            for (let i = 0; i < size; i += 1) await sleep(0);
          }),
        ),
    },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) =>
        run(function* (): Steps<number> {
          const start = performance.now();
          for (let i = 0; i < size; i += 1) yield sleep(0);
          return (size / (performance.now() - start)) * 1_000;
        }),
    },
    {
      name: 'effect',
      role: 'peer',
      run: (size) =>
        perSecond(size, () =>
          Effect.runPromise(
            Effect.gen(function* () {
              for (let i = 0; i < size; i += 1) yield* Effect.yieldNow;
            }),
          ),
        ),
    },
    {
      name: 'timers/promises',
      role: 'peer',
      run: (size) =>
        perSecond(size, async () => {
          for (let i = 0; i < size; i += 1) await turn();
        }),
    },
    {
      name: 'await of a settled promise',
      role: 'limit',
      run: (size) =>
        perSecond(size, async () => {
          for (let i = 0; i < size; i += 1) await settled;
        }),
    },
    cpython(
      'CPython asyncio',
      `
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    start = time.perf_counter()
    for _ in range(n): await asyncio.sleep(0)
    print(n / (time.perf_counter() - start))
asyncio.run(main())`,
    ),
  ],
};
