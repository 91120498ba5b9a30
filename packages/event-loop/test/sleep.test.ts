import { describe, expect, it, vi } from 'vitest';
import { CancelledError, getRunningLoop, run, sleep } from '../src/index.ts';
import { errorOf, modes, now } from './modes.ts';

describe.each(modes)('sleep ($name)', ({ start, test }) => {
  it(
    'SLEEP-001 takes its time, and gives its result',
    test(function* () {
      yield sleep(50);
      expect(now()).toBe(50);
      expect(yield sleep(50, 'yeah')).toBe('yeah');
      expect(now()).toBe(100);
    }),
  );

  it(
    'SLEEP-002 of no time lets one iteration pass',
    test(function* () {
      for (const delay of [0, -5]) {
        const log: string[] = [];
        getRunningLoop().callSoon(() => log.push('callback'));
        expect(yield sleep(delay, 10)).toBe(10);
        expect(log).toEqual(['callback']);
        getRunningLoop().callSoon(() => log.push('another'));
        expect(yield sleep(delay)).toBeUndefined();
        expect(log).toEqual(['callback', 'another']);
      }
      expect(now()).toBe(0);
    }),
  );

  it(
    'SLEEP-004 refuses what is no time',
    test(function* () {
      expect(yield* errorOf(sleep(Number.NaN))).toEqual(
        new RangeError('delay must be a number of milliseconds, got NaN'),
      );
      expect(yield* errorOf(sleep('5' as never))).toEqual(
        new TypeError("delay must be a number of milliseconds, got '5'"),
      );
    }),
  );

  it(
    'SLEEP-006 is of any length',
    test(function* () {
      const year = 365 * 24 * 3_600_000;
      yield sleep(year);
      expect(now()).toBe(year);
    }),
  );

  it(
    'ends with its task, or with its signal',
    test(function* () {
      const task = start(function* () {
        yield sleep(10_000);
      });
      yield sleep(0);
      task.cancel();
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);

      const controller = new AbortController();
      getRunningLoop().callLater(10, () => controller.abort('enough'));
      expect(yield* errorOf(sleep(10_000, undefined, { signal: controller.signal }))).toBe('enough');
      expect(yield* errorOf(sleep(0, undefined, { signal: controller.signal }))).toBe('enough');
      expect(now()).toBe(10);
    }),
  );
});

describe('sleep on real timers', () => {
  it('SLEEP-006 beyond the longest timer of the platform does not end at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const longest = 2 ** 31 - 1;
    let isOver = false;
    void sleep(longest + 1_000).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(longest);
    expect([isOver, vi.getTimerCount()]).toEqual([false, 1]);
    await vi.advanceTimersByTimeAsync(999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect([isOver, vi.getTimerCount()]).toEqual([true, 0]);
    vi.useRealTimers();
  });

  it('SLEEP-006 beyond the longest timer does not end at once on a loop, either', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const longest = 2 ** 31 - 1;
    const controller = new AbortController();
    let isOver = false;
    const running = run(async () => {
      await sleep(longest + 1_000, undefined, { signal: controller.signal });
      isOver = true;
    }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(longest);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(isOver).toBe(true);
    await running;
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe('sleep outside a loop', () => {
  it('of no time takes no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const controller = new AbortController();
    const sleeps = [sleep(0), sleep(-5, 'value'), sleep(0, 10, { signal: controller.signal })];
    expect(vi.getTimerCount()).toBe(0);
    expect(await Promise.all(sleeps)).toEqual([undefined, 'value', 10]);
    vi.useRealTimers();
  });
});
