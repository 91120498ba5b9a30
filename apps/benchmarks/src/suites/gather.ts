import { Effect } from 'effect';
import { gather, run, type Steps } from '@x/event-loop';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

/** Gathers `size` coroutines that return at once. */
export const gather_: Suite = {
  name: 'gather',
  title: 'gather trivial coroutines',
  unit: 'coroutines/s',
  better: 'more',
  size: { full: 100_000, quick: 20_000 },
  contestants: [
    {
      name: '@x native',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, () => gather(Array.from({ length: size }, (_, index) => () => Promise.resolve(index)))),
        ),
    },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) =>
        run(() =>
          perSecond(size, () =>
            gather(
              Array.from(
                { length: size },
                (_, index) =>
                  // eslint-disable-next-line require-yield -- the point is that there is nothing to wait for
                  function* (): Steps<number> {
                    return index;
                  },
              ),
            ),
          ),
        ),
    },
    {
      name: 'effect',
      role: 'peer',
      run: (size) =>
        perSecond(size, () =>
          Effect.runPromise(
            Effect.all(
              Array.from({ length: size }, (_, index) => Effect.succeed(index)),
              { concurrency: 'unbounded' },
            ),
          ),
        ),
    },
    cpython(
      'CPython asyncio',
      `
import asyncio, sys, time
n = int(sys.argv[1])
async def one(i): return i
async def main():
    start = time.perf_counter()
    await asyncio.gather(*(one(i) for i in range(n)))
    print(n / (time.perf_counter() - start))
asyncio.run(main())`,
    ),
  ],
};
