import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  currentTask,
  getRunningLoop,
  sleep,
  timeout,
  timeoutAt,
  TimeoutError,
  type Timeout,
} from '../src/index.ts';
import { errorOf, modes, now } from './modes.ts';

describe.each(modes)('timeout ($name)', ({ coded, test }) => {
  it(
    'TMO-001 throws TimeoutError when the time is over',
    test(function* () {
      let limit: Timeout | undefined;
      const late = timeout(
        10,
        coded(function* (given) {
          limit = given;
          yield sleep(10_000);
        }),
      );
      expect(yield* errorOf(late)).toBeInstanceOf(TimeoutError);
      expect(limit?.expired()).toBe(true);
      expect(now()).toBe(10);
    }),
  );

  it(
    'TMO-002 may be given the deadline itself',
    test(function* () {
      yield sleep(5);
      const deadline = now() + 10;
      let limit: Timeout | undefined;
      const late = timeoutAt(
        deadline,
        coded(function* (given) {
          limit = given;
          yield sleep(10_000);
        }),
      );
      expect(yield* errorOf(late)).toBeInstanceOf(TimeoutError);
      expect([limit?.expired(), limit?.when(), now()]).toEqual([true, deadline, deadline]);
    }),
  );

  it(
    'TMO-004 shows as CancelledError in the block, which it cancels',
    test(function* () {
      let seen: unknown;
      const late = timeout(
        10,
        coded(function* () {
          try {
            yield sleep(10_000);
          } catch (error) {
            seen = error;
            throw error;
          }
        }),
      );
      const error = (yield* errorOf(late)) as TimeoutError;
      expect(error).toBeInstanceOf(TimeoutError);
      expect(seen).toBeInstanceOf(CancelledError);
      expect(error.cause).toBe(seen);
    }),
  );

  it(
    'TMO-005 gives what the block returns in time',
    test(function* () {
      let limit: Timeout | undefined;
      const value = yield timeout(
        10_000,
        coded(function* (given) {
          limit = given;
          return (yield sleep(10, 'in time')) as string;
        }),
      );
      expect(value).toBe('in time');
      expect(limit?.expired()).toBe(false);
      expect(limit?.when()).toBeGreaterThan(now());
    }),
  );

  it(
    'TMO-006 without a limit never ends a block',
    test(function* () {
      for (const limited of [timeout, timeoutAt]) {
        let limit: Timeout | undefined;
        yield limited(
          undefined,
          coded(function* (given) {
            limit = given;
            yield sleep(10);
          }),
        );
        expect([limit?.expired(), limit?.when()]).toEqual([false, undefined]);
      }
    }),
  );

  it(
    'TMO-007 TMO-008 of nothing, or less, ends a block at its first wait',
    test(function* () {
      for (const delay of [0, -11_000]) {
        for (const pause of [10_000, 0]) {
          const before = now();
          let limit: Timeout | undefined;
          const late = timeout(
            delay,
            coded(function* (given) {
              limit = given;
              yield sleep(pause);
            }),
          );
          expect(yield* errorOf(late)).toBeInstanceOf(TimeoutError);
          expect(limit?.expired()).toBe(true);
          expect(limit?.when()).toBe(before + delay);
          expect(now()).toBe(before);
        }
      }
    }),
  );

  it(
    'TMO-009 does not end a block that never waits',
    test(function* () {
      const value = yield timeout(
        0,
        // eslint-disable-next-line require-yield -- it waits for nothing
        coded(function* () {
          return 'at once';
        }),
      );
      expect(value).toBe('at once');
      yield sleep(0);
      expect(currentTask()?.cancelling()).toBe(0);
    }),
  );

  it(
    'TMO-010 lets another error through',
    test(function* () {
      const error = new RangeError('foreign');
      let limit: Timeout | undefined;
      const failing = timeout(
        10,
        coded(function* (given) {
          limit = given;
          yield sleep(0);
          throw error;
        }),
      );
      expect(yield* errorOf(failing)).toBe(error);
      expect([limit?.expired(), error.cause]).toEqual([false, undefined]);
    }),
  );

  it(
    'TMO-012 lets an error of the clean-up through; the TimeoutError is its cause, if it has none',
    test(function* () {
      for (const cause of [undefined, 'its own']) {
        const error = new RangeError('in cleaning up', cause === undefined ? {} : { cause });
        const failing = timeout(
          10,
          coded(function* () {
            try {
              yield sleep(10_000);
            } finally {
              // eslint-disable-next-line no-unsafe-finally -- a clean-up that fails
              throw error;
            }
          }),
        );
        expect(yield* errorOf(failing)).toBe(error);
        if (cause === undefined) expect(error.cause).toBeInstanceOf(TimeoutError);
        else expect(error.cause).toBe(cause);
      }
    }),
  );

  it(
    'TMO-013 lets a cancellation by somebody else through',
    test(function* () {
      let limit: Timeout | undefined;
      const cancelled = timeout(
        10_000,
        coded(function* (given) {
          limit = given;
          currentTask()?.cancel('from outside');
          yield sleep(10_000);
        }),
      );
      expect(yield* errorOf(cancelled)).toMatchObject({ name: 'CancelledError', args: ['from outside'] });
      expect(limit?.expired()).toBe(false);
      expect(currentTask()?.uncancel()).toBe(0);
    }),
  );

  it(
    'TMO-023 lets a cancellation by somebody else in the same iteration through',
    test(function* () {
      const own = currentTask()!;
      let limit: Timeout | undefined;
      const cancelled = timeout(
        10,
        coded(function* (given) {
          limit = given;
          getRunningLoop().callLater(10, () => own.cancel('from outside'));
          yield sleep(10_000);
        }),
      );
      expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
      expect([limit?.expired(), own.cancelling()]).toEqual([true, 1]);
      own.uncancel();
    }),
  );

  it(
    'aborts the signal of the block with a TimeoutError',
    test(function* () {
      let signal: AbortSignal | undefined;
      const late = timeout(
        10,
        coded(function* (limit) {
          ({ signal } = limit);
          yield sleep(10_000);
        }),
      );
      yield* errorOf(late);
      expect(signal?.aborted).toBe(true);
      expect(signal?.reason).toBeInstanceOf(TimeoutError);
    }),
  );

  it(
    'TMO-028 leaves no request to cancel behind, however the block ends',
    test(function* () {
      const own = currentTask()!;
      for (const [limit, pause] of [
        [10, 20],
        [20, 10],
        [0, 0],
        [undefined, 10],
      ] as const) {
        const block = timeout(
          limit,
          coded(function* () {
            yield sleep(pause);
          }),
        );
        try {
          yield block;
        } catch (error) {
          expect(error).toBeInstanceOf(TimeoutError);
        }
        expect(own.cancelling()).toBe(0);
        yield sleep(1);
      }
    }),
  );

  it(
    'refuses a limit that is no time, and a block that is no function',
    test(function* () {
      const body = coded(function* () {
        yield sleep(0);
      });
      expect(yield* errorOf(timeout(Number.NaN, body))).toEqual(
        new RangeError('delay must be a number of milliseconds, got NaN'),
      );
      expect(yield* errorOf(timeoutAt(Number.NaN, body))).toEqual(
        new RangeError('when must be a number of milliseconds, got NaN'),
      );
      expect(yield* errorOf(timeout('5' as never, body))).toEqual(
        new TypeError("delay must be a number of milliseconds, got '5'"),
      );
      expect(yield* errorOf(timeout(5, undefined as never))).toEqual(
        new TypeError('timeout(): body must be a function, got nothing'),
      );
    }),
  );
});
