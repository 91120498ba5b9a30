import { describe, expect, it } from 'vitest';
import { CancelledError, currentTask, sleep, timeout, TimeoutError, type Timeout } from '../src/index.ts';
import { block, errorOf, modes, now } from './modes.ts';

describe.each(modes)('Timeouts in each other ($name)', ({ coded, test }) => {
  /** Runs a block that blocks the loop, within two limits; says what came out of each. */
  function* nested(outer: number, inner: number, busy: number): Generator<unknown, string[], unknown> {
    const log: string[] = [];
    const name = (error: unknown): string => (error as Error).name;
    const limits: Timeout[] = [];
    const both = timeout(
      outer,
      coded(function* (outerLimit) {
        limits.push(outerLimit);
        try {
          yield timeout(
            inner,
            coded(function* (innerLimit) {
              limits.push(innerLimit);
              block(busy);
              yield sleep(1_000);
            }),
          );
        } catch (error) {
          log.push(`inner ${name(error)}`);
          if (error instanceof CancelledError) throw error;
        }
        yield sleep(10_000);
      }),
    );
    log.push(`outer ${name(yield* errorOf(both))}`);
    log.push(...limits.map((limit) => (limit.expired() ? 'expired' : 'in time')));
    expect(currentTask()?.cancelling()).toBe(0);
    return log;
  }

  it(
    'TMO-003 with one deadline: only the outer one turns the cancellation into its error',
    test(function* () {
      expect(yield* nested(10, 10, 0)).toEqual(['inner CancelledError', 'outer TimeoutError', 'expired', 'expired']);
    }),
  );

  it(
    'TMO-015 that are due together after the loop was busy: the outer one throws',
    test(function* () {
      expect(yield* nested(2, 100, 10)).toEqual(['inner CancelledError', 'outer TimeoutError', 'expired', 'in time']);
      expect(yield* nested(2, 5, 10)).toEqual(['inner CancelledError', 'outer TimeoutError', 'expired', 'expired']);
      expect(yield* nested(100, 10, 100)).toEqual(['inner CancelledError', 'outer TimeoutError', 'expired', 'expired']);
    }),
  );

  it(
    'TMO-016 the inner one is caught, and the outer one ends what comes after',
    test(function* () {
      const before = now();
      expect(yield* nested(100, 10, 50)).toEqual(['inner TimeoutError', 'outer TimeoutError', 'expired', 'expired']);
      expect(now() - before).toBe(100);
    }),
  );

  it(
    'TMO-020 in the clean-up of the other',
    test(function* () {
      let inner: unknown;
      const outer = timeout(
        10,
        coded(function* () {
          try {
            yield sleep(1_000);
          } finally {
            inner = yield* errorOf(
              timeout(
                10,
                coded(function* () {
                  yield sleep(10_000);
                }),
              ),
            );
          }
        }),
      );
      const error = (yield* errorOf(outer)) as TimeoutError;
      expect([inner, error]).toEqual([expect.any(TimeoutError), expect.any(TimeoutError)]);
      expect(error.cause).toBeInstanceOf(CancelledError);
      expect((inner as TimeoutError).cause).toBeInstanceOf(CancelledError);
      expect((inner as TimeoutError).cause).not.toBe(error.cause);
      expect(now()).toBe(20);
    }),
  );

  it(
    'TMO-021 TMO-022 after a cancellation that was caught',
    test(function* () {
      const own = currentTask()!;
      own.cancel();
      yield* errorOf(sleep(1));
      expect(own.cancelling()).toBe(1);
      const late = timeout(
        0,
        coded(function* () {
          yield sleep(1);
        }),
      );
      expect(yield* errorOf(late)).toBeInstanceOf(TimeoutError);
      const cancelled = timeout(
        1_000,
        coded(function* () {
          own.cancel();
          yield sleep(2_000);
        }),
      );
      expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
      expect(own.cancelling()).toBe(2);
      own.uncancel();
      own.uncancel();
    }),
  );
});
