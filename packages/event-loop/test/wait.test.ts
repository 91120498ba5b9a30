import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  coroutine,
  CoroutineObject,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  getRunningLoop,
  sleep,
  wait,
  type Task,
} from '../src/index.ts';
import { errorOf, modes, now, valueOf, type Steps } from './modes.ts';

describe.each(modes)('wait ($name)', ({ coded, start, test }) => {
  const sleeping = (time: number, name = `${time} ms`): Task<string> =>
    start(
      function* () {
        yield sleep(time);
        return name;
      },
      { name },
    );
  const failing = (time: number): Task<never> =>
    start(function* (): Steps<never> {
      if (time > 0) yield sleep(time);
      throw new RangeError('fails');
    });
  /** Waits, and gives the names of both sets. */
  function* waiting<F extends Future<unknown>>(...given: Parameters<typeof wait<F>>): Steps<[string[], string[]]> {
    const { done, pending } = yield* valueOf(wait(...given));
    const names = (futures: Iterable<F>): string[] =>
      [...futures].map((one) => (one as unknown as Task<unknown>).getName());
    return [names(done), names(pending)];
  }

  it(
    'WAIT-001 ends when all are done; of done ones it takes no time',
    test(function* () {
      const tasks = [sleeping(150), sleeping(100)];
      for (let time = 0; time < 2; time++) {
        expect(yield* waiting(tasks)).toEqual([['150 ms', '100 ms'], []]);
        expect(now()).toBe(150);
      }
    }),
  );

  it(
    'gives its two sets by name and as a pair',
    test(function* () {
      const task = sleeping(0);
      const result = yield* valueOf(wait([task]));
      const [done, pending] = result;
      expect([done, pending]).toEqual([result.done, result.pending]);
      expect(done).toEqual(new Set([task]));
    }),
  );

  it(
    'WAIT-002 counts what is given twice once',
    test(function* () {
      const [test, spam] = [sleeping(10, 'test'), sleeping(10, 'spam')];
      const { done } = yield* valueOf(wait([test, test, spam]));
      expect(new Set([...done].map((task) => task.result()))).toEqual(new Set(['test', 'spam']));
      expect(done.size).toBe(2);
    }),
  );

  it(
    'WAIT-003 refuses nothing, unknown ends, and what are no futures',
    test(function* () {
      const body = coded(function* () {
        yield sleep(0);
      });
      const task = sleeping(0);
      expect(yield* errorOf(wait([]))).toEqual(new RangeError('wait(): futures must not be empty'));
      expect(yield* errorOf(wait([task], { returnWhen: 'SOME' as never }))).toEqual(
        new RangeError("returnWhen must be FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED, got 'SOME'"),
      );
      for (const single of [task, body, coroutine(body)(), 5, undefined]) {
        expect(yield* errorOf(wait(single as never))).toBeInstanceOf(TypeError);
        if (single instanceof CoroutineObject) single.return();
      }
      const unstarted = coroutine(body)();
      for (const coroutines of [[body], [task, unstarted]]) {
        expect(yield* errorOf(wait(coroutines as never))).toEqual(
          new TypeError('wait() takes futures and tasks, got a coroutine: pass createTask(coroutine)'),
        );
      }
      unstarted.return();
      expect(yield* errorOf(wait([task], { timeout: -1 }))).toEqual(
        new RangeError('timeout must be zero or more, got -1'),
      );
      expect(yield* errorOf(wait([task], { timeout: Number.NaN }))).toBeInstanceOf(RangeError);
      yield task;
    }),
  );

  it(
    'WAIT-004 FIRST_COMPLETED ends with the first',
    test(function* () {
      const slow = sleeping(10_000);
      expect(yield* waiting([slow, sleeping(100)], { returnWhen: FIRST_COMPLETED })).toEqual([
        ['100 ms'],
        ['10000 ms'],
      ]);
      expect([now(), slow.done()]).toEqual([100, false]);
      slow.cancel();
      yield* errorOf(slow);
    }),
  );

  it(
    'WAIT-005 FIRST_COMPLETED gives all that are done when it goes on',
    test(function* () {
      const loop = getRunningLoop();
      const [a, b] = [loop.createFuture<void>(), loop.createFuture<void>()];
      loop.callLater(10, () => {
        a.setResult();
        loop.callSoon(() => b.setResult());
      });
      const { done, pending } = yield* valueOf(wait([b, a], { returnWhen: FIRST_COMPLETED }));
      expect([done, pending]).toEqual([new Set([b, a]), new Set()]);
    }),
  );

  it(
    'WAIT-006 FIRST_EXCEPTION ends with the first failure, at once when it is there',
    test(function* () {
      const slow = sleeping(10_000);
      const failed = failing(0);
      const first = yield* valueOf(wait([slow, failed], { returnWhen: FIRST_EXCEPTION }));
      expect([first.done, first.pending, now()]).toEqual([new Set([failed]), new Set([slow]), 0]);
      const again = yield* valueOf(wait([slow, failed], { returnWhen: FIRST_EXCEPTION }));
      expect(again.done).toEqual(new Set([failed]));

      const fails = failing(10);
      const later = yield* valueOf(wait([slow, fails], { returnWhen: FIRST_EXCEPTION }));
      expect([later.done, later.pending, now()]).toEqual([new Set([fails]), new Set([slow]), 10]);
      slow.cancel();
      yield* errorOf(slow);
    }),
  );

  it(
    'WAIT-007 FIRST_EXCEPTION does not end with a cancellation',
    test(function* () {
      const [cancelled, other] = [sleeping(1_000), sleeping(20)];
      getRunningLoop().callLater(10, () => cancelled.cancel());
      expect(yield* waiting([cancelled, other], { returnWhen: FIRST_EXCEPTION })).toEqual([['1000 ms', '20 ms'], []]);
      expect(now()).toBe(20);
    }),
  );

  it(
    'WAIT-008 ALL_COMPLETED throws no failure of what it waits for',
    test(function* () {
      const tasks = [sleeping(10), failing(15)];
      const { done, pending } = yield* valueOf(wait(tasks));
      expect([done.size, pending.size]).toEqual([2, 0]);
      const failed = [...done].filter((task) => task.exception() !== undefined);
      expect(failed).toHaveLength(1);
      expect(failed[0]).toBe(tasks[1]);
    }),
  );

  it(
    'WAIT-009 WAIT-010 ends at its timeout, without an error, and cancels nothing',
    test(function* () {
      const tasks = [sleeping(100), sleeping(150)];
      expect(yield* waiting(tasks, { timeout: 110 })).toEqual([['100 ms'], ['150 ms']]);
      expect([now(), tasks[1]!.cancelling()]).toEqual([110, 0]);
      yield tasks[1];

      const others = [sleeping(100), sleeping(150)];
      yield sleep(0);
      expect(yield* waiting(others, { timeout: 100 })).toEqual([['100 ms'], ['150 ms']]);
      yield others[1];
    }),
  );

  it(
    'WAIT-011 takes any iterable, also one that can be iterated once',
    test(function* () {
      const ten = (): Task<string>[] => Array.from({ length: 10 }, (_, nth) => sleeping(nth));
      function* generate(): Generator<Task<string>> {
        yield* ten();
      }
      for (const iterable of [generate(), ten().values(), new Set(ten())]) {
        const { done } = yield* valueOf(wait(iterable));
        expect(done.size).toBe(10);
      }
    }),
  );

  it(
    'WAIT-012 leaves no callback behind, however it ends',
    test(function* () {
      const loop = getRunningLoop();
      const followers: number[] = [];
      class Watched extends Future<void> {
        get count(): number {
          return this.followers.length;
        }
      }
      const futures = [new Watched({ loop }), new Watched({ loop })];
      const count = (): void => void followers.push(...futures.map((future) => future.count));

      const cancelled = start(function* () {
        yield wait(futures, { timeout: 1_000 });
      });
      yield sleep(0);
      count();
      cancelled.cancel();
      yield* errorOf(cancelled);
      count();
      yield wait(futures, { timeout: 10 });
      count();
      futures[0]!.setResult();
      yield wait(futures, { returnWhen: FIRST_COMPLETED });
      count();
      expect(followers).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
    }),
  );

  it(
    'WAIT-013 is cancelled alone',
    test(function* () {
      const child = sleeping(10);
      const task = start(function* () {
        yield wait([child]);
      });
      yield sleep(0);
      task.cancel();
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect(yield child).toBe('10 ms');
    }),
  );

  it(
    'is given up by a signal, with its reason',
    test(function* () {
      const child = sleeping(100);
      const controller = new AbortController();
      getRunningLoop().callLater(10, () => controller.abort('enough'));
      expect(yield* errorOf(wait([child], { signal: controller.signal }))).toBe('enough');
      expect(now()).toBe(10);
      yield child;
    }),
  );
});
