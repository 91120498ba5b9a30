import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  coroutine,
  getRunningLoop,
  RuntimeError,
  shield,
  sleep,
  TimeoutError,
  waitFor,
  type Task,
} from '../src/index.ts';
import { errorOf, modes, now, valueOf, type Steps } from './modes.ts';

describe.each(modes)('waitFor ($name)', ({ coded, start, test }) => {
  /** A task that notes whether it runs, and how it ends. */
  const noting = (): { task: Task<string>; log: string[] } => {
    const log: string[] = [];
    const task = start(function* () {
      log.push('running');
      try {
        yield sleep(10_000);
      } finally {
        log.push('ended');
      }
      return 'done';
    });
    return { task, log };
  };

  it(
    'WFOR-001 gives what is done, without a limit to speak of',
    test(function* () {
      const future = getRunningLoop().createFuture<string>();
      future.setResult('done');
      expect(yield waitFor(future, 0)).toBe('done');
      expect(yield waitFor(future, -1)).toBe('done');
    }),
  );

  it(
    'WFOR-002 never starts a coroutine without time',
    test(function* () {
      let begun = false;
      const body = coded(function* () {
        begun = true;
        yield sleep(0);
      });
      expect(yield* errorOf(waitFor(body, 0))).toBeInstanceOf(TimeoutError);
      const work = coroutine(body)();
      expect(yield* errorOf(waitFor(work, 0))).toBeInstanceOf(TimeoutError);
      expect(begun).toBe(false);
    }),
  );

  it(
    'WFOR-003 WFOR-004 cancels a task that is late, and waits until it has cleaned up',
    test(function* () {
      for (const limit of [0, -1, 100]) {
        const before = now();
        const { task, log } = noting();
        yield sleep(0);
        const error = (yield* errorOf(waitFor(task, limit))) as TimeoutError;
        expect(error).toMatchObject({ name: 'TimeoutError', timeout: limit });
        expect(error.cause).toBeInstanceOf(CancelledError);
        expect([task.done(), task.cancelled(), log]).toEqual([true, true, ['running', 'ended']]);
        expect(now() - before).toBe(Math.max(0, limit));
      }
    }),
  );

  it(
    'WFOR-004 waits for a clean-up that takes its time',
    test(function* () {
      const task = start(function* () {
        try {
          yield sleep(10_000);
        } finally {
          yield sleep(50);
        }
      });
      expect(yield* errorOf(waitFor(task, 10))).toBeInstanceOf(TimeoutError);
      expect([task.cancelled(), now()]).toEqual([true, 60]);
    }),
  );

  it(
    'WFOR-005 without a limit waits as long as it takes',
    test(function* () {
      const body = coded(function* () {
        yield sleep(10_000);
        return 'done';
      });
      expect(yield waitFor(body)).toBe('done');
      expect(yield waitFor(body, undefined)).toBe('done');
      expect(yield waitFor(body, Infinity)).toBe('done');
    }),
  );

  it.each([undefined, 60_000])('WFOR-011 cancels what it waits for with its caller; limit %s', (limit) =>
    test(function* () {
      const { task } = noting();
      const waiting = start(function* () {
        yield waitFor(task, limit);
      });
      getRunningLoop().callSoon(() => waiting.cancel());
      expect(yield* errorOf(waiting)).toBeInstanceOf(CancelledError);
      yield* errorOf(task);
      expect(task.cancelled()).toBe(true);
    })(),
  );

  it(
    'WFOR-011 is cancelled all the same when what it waits for holds that up',
    test(function* () {
      const inner = start(function* () {
        for (let turn = 0; turn < 3; turn++) {
          try {
            yield sleep(300);
          } catch (error) {
            expect(error).toBeInstanceOf(CancelledError);
          }
        }
        return 42;
      });
      const waiting = start(function* () {
        return yield* valueOf(waitFor(inner, 100));
      });
      waiting.cancel();
      expect(yield* errorOf(waiting)).toBeInstanceOf(CancelledError);
      expect(yield inner).toBe(42);
    }),
  );

  it(
    'WFOR-012 loses neither a cancellation nor a value that come together',
    test(function* () {
      const inner = start(function* () {
        yield sleep(0);
        return 'done';
      });
      let reachedEnd = false;
      const waiting = start(function* () {
        yield waitFor(inner, 100_000);
        yield sleep(1_000);
        reachedEnd = true;
      });
      yield sleep(0);
      yield sleep(0);
      expect([inner.done(), waiting.done()]).toEqual([true, false]);
      waiting.cancel();
      expect(yield* errorOf(waiting)).toBeInstanceOf(CancelledError);
      expect([reachedEnd, inner.result()]).toEqual([false, 'done']);
    }),
  );

  it(
    'WFOR-013 cancels a shield, and not what it protects',
    test(function* () {
      const protectedTask = start(function* () {
        yield sleep(10);
        return 'done';
      });
      const shielded = shield(protectedTask);
      expect(yield* errorOf(waitFor(shielded, 0))).toBeInstanceOf(TimeoutError);
      expect([shielded.cancelled(), protectedTask.done()]).toEqual([true, false]);
      expect(yield protectedTask).toBe('done');
    }),
  );

  it(
    'WFOR-016 leaves no timer behind when it is in time',
    test(function* () {
      expect(yield waitFor(sleep(10, 'done'), 60_000)).toBe('done');
      const failing = coded(function* (): Steps<never> {
        yield sleep(10);
        throw new RangeError('fails');
      });
      expect(yield* errorOf(waitFor(failing, 60_000))).toBeInstanceOf(RangeError);
      expect(now()).toBe(20);
    }),
  );

  it(
    'refuses a limit that is no time, and what cannot be awaited',
    test(function* () {
      let begun = false;
      const body = coded(function* () {
        begun = true;
        yield sleep(0);
      });
      expect(yield* errorOf(waitFor(body, Number.NaN))).toEqual(
        new RangeError('timeout must be a number of milliseconds, got NaN'),
      );
      expect(yield* errorOf(waitFor(body, '5' as never))).toEqual(
        new TypeError("timeout must be a number of milliseconds, got '5'"),
      );
      expect(yield* errorOf(waitFor(5 as never, 10))).toEqual(new TypeError('an awaitable is required, got 5'));
      expect(begun).toBe(false);
    }),
  );

  it('needs a running loop', async () => {
    await expect(waitFor(Promise.resolve(1), 10)).rejects.toEqual(new RuntimeError('no running event loop'));
  });
});
