import { gather, run } from '@x/event-loop';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

/** Gathers `size` coroutines that return at once. */
export const gatherMany: Suite = {
  name: 'gather',
  title: 'gather trivial coroutines',
  unit: 'coroutines/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
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
        run(() => perSecond(size, () => gather(Array.from({ length: size }, (_, index) => returning(index))))),
    },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const Effect = await import('effect/Effect');
        return perSecond(size, () =>
          Effect.runPromise(
            Effect.all(
              Array.from({ length: size }, (_, index) =>
                // What is a value already takes a way around the scheduler.
                // eslint-disable-next-line require-yield -- the point is that there is nothing to wait for
                Effect.gen(function* () {
                  return index;
                }),
              ),
              { concurrency: 'unbounded' },
            ),
          ),
        );
      },
    },
    {
      name: 'effection',
      role: 'peer',
      async run(size) {
        const { all, run: start } = await import('effection');
        return perSecond(size, () => start(() => all(Array.from({ length: size }, (_, index) => returning(index)))));
      },
    },
    {
      name: 'Promise.all',
      role: 'limit',
      run: (size) =>
        perSecond(size, () => Promise.all(Array.from({ length: size }, (_, index) => Promise.resolve(index)))),
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def one(i): return i
async def main():
    start = time.perf_counter()
    await asyncio.gather(*(one(i) for i in range(n)))
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ],
};

// eslint-disable-next-line require-yield -- the point is that there is nothing to wait for
function* returning(index: number): Generator<never, number> {
  return index;
}
