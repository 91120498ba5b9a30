import { Future as BaseFuture } from '@x/future';
import { describe, expect, it, vi } from 'vitest';
import {
  ContextVar,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from '../src/index.ts';
import { errorOf, modes, now, type Steps } from './modes.ts';

describe.each(modes)('The outcome of waitFor ($name)', ({ coded, test }) => {
  it(
    'WFOR-006 gives a value that comes in time',
    test(function* () {
      const loop = getRunningLoop();
      const soon = loop.createFuture<string>();
      loop.callSoon(() => soon.setResult('ok'));
      expect(yield waitFor(soon, 200)).toBe('ok');
      const later = loop.createFuture<string>();
      loop.callLater(100, () => later.setResult('ok'));
      expect(yield waitFor(later, 200)).toBe('ok');
      expect(now()).toBe(100);
    }),
  );

  it(
    'WFOR-007 gives the value of what swallows its cancelling',
    test(function* () {
      const stubborn = coded(function* () {
        try {
          yield sleep(1_000);
        } catch {
          return 42;
        }
        return 0;
      });
      expect(yield waitFor(stubborn, 10)).toBe(42);
      expect(yield waitFor(createTask(stubborn), 10)).toBe(42);
      const task = createTask(stubborn);
      yield sleep(0);
      expect(yield waitFor(task, 0)).toBe(42);
      expect(currentTask()?.cancelling()).toBe(0);
    }),
  );

  it(
    'gives the error of what fails in its clean-up',
    test(function* () {
      const error = new RangeError('in cleaning up');
      const failing = coded(function* () {
        try {
          yield sleep(1_000);
        } finally {
          // eslint-disable-next-line no-unsafe-finally -- a clean-up that fails
          throw error;
        }
      });
      expect(yield* errorOf(waitFor(failing, 10))).toBe(error);
      expect(yield* errorOf(waitFor(createTask(failing), 10))).toBe(error);
    }),
  );

  it(
    'gives a TimeoutError of the work itself as it is',
    test(function* () {
      const error = new TimeoutError('of its own');
      const failing = coded(function* (): Steps<never> {
        yield sleep(1);
        throw error;
      });
      expect(yield* errorOf(waitFor(failing, 10))).toBe(error);
    }),
  );

  it(
    'runs a coroutine as a part of the calling task',
    test(function* () {
      const variable = new ContextVar('variable', { default: 'unset' });
      const own = currentTask();
      let seen: unknown;
      yield waitFor(
        coded(function* () {
          seen = currentTask();
          variable.set('by the coroutine');
          yield sleep(0);
        }),
        10,
      );
      expect(seen).toBe(own);
      expect(variable.get()).toBe('by the coroutine');
    }),
  );

  it(
    'ends the wait for what comes from elsewhere, without time',
    test(function* () {
      expect(yield* errorOf(waitFor(new Promise(() => undefined), 0))).toBeInstanceOf(TimeoutError);
      const source = new BaseFuture();
      expect(yield* errorOf(waitFor(source, 0))).toBeInstanceOf(TimeoutError);
      expect(source.cancelled()).toBe(true);
    }),
  );
});

describe.each(modes)('waitFor on real timers ($name)', ({ coded }) => {
  it('ends the wait for what comes from elsewhere', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const source = new BaseFuture();
    const running = run(
      coded(function* () {
        const errors: unknown[] = [];
        for (const elsewhere of [new Promise(() => undefined), source]) {
          errors.push(yield* errorOf(waitFor(elsewhere, 10)));
        }
        return errors;
      }),
    );
    for (let time = 0; time < 3; time++) await vi.advanceTimersByTimeAsync(10);
    expect(await running).toEqual([expect.any(TimeoutError), expect.any(TimeoutError)]);
    expect(source.cancelled()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
