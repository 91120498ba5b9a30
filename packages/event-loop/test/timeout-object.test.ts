import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  getRunningLoop,
  RuntimeError,
  sleep,
  Timeout,
  timeout,
  timeoutAt,
  TimeoutError,
} from '../src/index.ts';
import { errorOf, modes, now } from './modes.ts';

describe.each(modes)('Timeout ($name)', ({ coded, start, test }) => {
  it(
    'TMO-017 TMO-018 moves its deadline: later, away, into the past',
    test(function* () {
      const entered = getRunningLoop().createFuture<[Timeout]>();
      const first = now() + 10_000;
      const body = coded(function* (limit: Timeout) {
        entered.setResult([limit]);
        yield sleep(50_000);
      });
      const task = start(function* () {
        yield timeoutAt(first, body);
      });
      const [limit] = (yield entered) as [Timeout];
      expect(limit.when()).toBe(first);
      limit.reschedule(first + 20_000);
      expect(limit.when()).toBe(first + 20_000);
      limit.reschedule(undefined);
      expect(limit.when()).toBeUndefined();
      task.cancel();
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect(limit.expired()).toBe(false);

      const past = timeout(
        undefined,
        coded(function* (other) {
          yield sleep(5);
          other.reschedule(now() - 1);
          yield sleep(0);
          yield sleep(0);
        }),
      );
      expect(yield* errorOf(past)).toBeInstanceOf(TimeoutError);
      expect(now()).toBe(5);
    }),
  );

  it(
    'TMO-019 shows its state and deadline',
    test(function* () {
      const limit = new Timeout(now() + 1_234.5678);
      expect(String(limit)).toBe('<Timeout [created]>');
      yield limit.run(
        coded(function* () {
          expect(String(limit)).toBe('<Timeout [active] when=1234.568>');
          limit.reschedule(undefined);
          expect(String(limit)).toBe('<Timeout [active] when=undefined>');
          yield sleep(0);
        }),
      );
      expect(String(limit)).toBe('<Timeout [finished]>');

      const late = new Timeout(now());
      const body = coded(function* () {
        try {
          yield sleep(10);
        } finally {
          expect(String(late)).toBe('<Timeout [expiring]>');
        }
      });
      yield* errorOf(late.run(body));
      expect(String(late)).toBe('<Timeout [expired]>');
    }),
  );

  it(
    'TMO-024 is entered once',
    test(function* () {
      const limit = new Timeout(undefined);
      const refusal = new RuntimeError('Timeout has already been entered');
      const body = coded(function* () {
        yield sleep(0);
      });
      yield limit.run(
        coded(function* () {
          expect(yield* errorOf(limit.run(body))).toEqual(refusal);
        }),
      );
      expect(yield* errorOf(limit.run(body))).toEqual(refusal);
    }),
  );

  it(
    'TMO-025 is moved only while its block runs',
    test(function* () {
      const limit = new Timeout(undefined);
      const body = coded(function* () {
        yield sleep(0);
      });
      expect(() => limit.reschedule(0)).toThrow(new RuntimeError('Timeout has not been entered'));
      yield limit.run(body);
      expect(() => limit.reschedule(0)).toThrow(new RuntimeError('Cannot change state of finished Timeout'));

      const late = new Timeout(now());
      const expiring = coded(function* () {
        try {
          yield sleep(10);
        } finally {
          expect(() => late.reschedule(0)).toThrow(new RuntimeError('Cannot change state of expiring Timeout'));
        }
      });
      yield* errorOf(late.run(expiring));
      expect(() => late.reschedule(0)).toThrow(new RuntimeError('Cannot change state of expired Timeout'));
    }),
  );

  it(
    'refuses a deadline that is no time, and keeps the one it has',
    test(function* () {
      yield timeout(
        10,
        coded(function* (limit) {
          expect(() => limit.reschedule(Number.NaN)).toThrow(RangeError);
          expect(limit.when()).toBe(10);
          yield sleep(0);
        }),
      );
    }),
  );

  it(
    'TMO-026 is entered in a task, and stays outside elsewhere',
    test(function* () {
      const limit = new Timeout(10);
      const body = coded(function* () {
        yield sleep(0);
      });
      const refused = getRunningLoop().createFuture();
      getRunningLoop().callSoon(() => {
        limit.run(body).catch((error: unknown) => refused.setResult(error));
      });
      expect(yield refused).toEqual(new RuntimeError('Timeout should be used inside a task'));
      expect(() => limit.reschedule(10)).toThrow(new RuntimeError('Timeout has not been entered'));
      yield limit.run(body);
    }),
  );

  it('TMO-026 needs a loop', async () => {
    await expect(timeout(10, () => Promise.resolve())).rejects.toEqual(new RuntimeError('no running event loop'));
  });
});
