import { describe, expect, it } from 'vitest';
import { getRunningLoop, sleep, timeout, waitFor } from '../src/index.ts';
import { iterations, modes, type Steps } from './modes.ts';

describe.each(modes)('a block that gives a future ($name)', ({ name, start, test }) => {
  /** How many iterations pass from the completion of a future until `waiting`, which awaits it, is over. */
  function* iterationsOf(waiting: (future: PromiseLike<string>) => unknown): Steps<number> {
    const future = getRunningLoop().createFuture<string>();
    using counter = iterations();
    const task = start(function* () {
      expect(yield waiting(future)).toBe('there');
      return counter.count;
    });
    // The counter keeps the loop busy, so that its time stands.
    for (let turn = 0; turn < 5; turn += 1) yield sleep(0);
    const before = counter.count;
    future.setResult('there');
    return ((yield task) as number) - before;
  }

  it(
    'is woken with the future, in the same iteration',
    test(function* () {
      const direct = yield* iterationsOf((future) => future);
      expect(yield* iterationsOf((future) => timeout(1_000, () => future))).toBe(direct);
      expect(yield* iterationsOf((future) => waitFor(() => future, 1_000))).toBe(direct);
      expect(name === 'generator' ? direct : 1).toBe(1);
    }),
  );
});
