import { RuntimeError } from '@x/future';
import { fakeTimers } from '@x/test-kit/vitest';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { currentThread, enumerate, setExcepthook, Timer, __excepthook__ } from '../../src/threading.ts';
import type { ExceptHookArgs } from '../../src/threading.ts';

fakeTimers();

describe('Timer', () => {
  it('calls the function after its interval, and not before', async () => {
    const fn = vi.fn<() => void>();
    const timer = new Timer(100, fn);
    expect(timer.interval).toBe(100);
    timer.start();
    expect(timer.isAlive()).toBe(true);
    expect(enumerate()).toContain(timer);
    await vi.advanceTimersByTimeAsync(99);
    expect(fn).not.toHaveBeenCalled();
    expect(timer.finished.isSet()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(fn).toHaveBeenCalledOnce();
    expect(timer.isAlive()).toBe(false);
    expect(timer.finished.isSet()).toBe(true);
    expect(enumerate()).not.toContain(timer);
    await timer.join();
  });

  it('THR-027 calls it without arguments by default, and shares none with other timers', async () => {
    const fn = vi.fn<(...args: unknown[]) => void>();
    const [first, second] = [new Timer(10, fn), new Timer(10, fn)];
    first.args.push('spam');
    first.kwargs['foo'] = 'bar';
    expect([second.args, second.kwargs]).toEqual([[], {}]);
    second.start();
    await vi.advanceTimersByTimeAsync(10);
    expect(fn.mock.lastCall).toEqual([]);
    first.start();
    await vi.advanceTimersByTimeAsync(10);
    expect(fn.mock.lastCall).toEqual(['spam', { foo: 'bar' }]);
  });

  it('THR-028 passes args, and kwargs behind them', async () => {
    const fn = vi.fn<(a: number, b: { readonly c: number }) => void>();
    const timer = new Timer(0, fn, { args: [1], kwargs: { c: 2 } });
    timer.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(fn.mock.lastCall).toEqual([1, { c: 2 }]);
  });

  it('THR-029 cancel() before the time has come: the function never runs, and it is finished', async () => {
    const fn = vi.fn<() => void>();
    const timer = new Timer(100, fn);
    timer.start();
    timer.cancel();
    expect(timer.finished.isSet()).toBe(true);
    expect(timer.isAlive()).toBe(false);
    await timer.join();
    timer.joinSync();
    await vi.advanceTimersByTimeAsync(200);
    expect(fn).not.toHaveBeenCalled();
  });

  it('THR-029 cancel() before start() counts, too', async () => {
    const fn = vi.fn<() => void>();
    const timer = new Timer(1, fn);
    timer.cancel();
    timer.start();
    await timer.join();
    await vi.advanceTimersByTimeAsync(10);
    expect(fn).not.toHaveBeenCalled();
  });

  it('THR-030 cancel() afterwards is fine', async () => {
    const timer = new Timer(1, () => undefined);
    timer.start();
    await vi.advanceTimersByTimeAsync(1);
    timer.cancel();
    timer.cancel();
    await timer.join();
  });

  it('THR-031 is started once', () => {
    const timer = new Timer(1, () => undefined);
    timer.start();
    expect(() => timer.start()).toThrow(RuntimeError);
    timer.cancel();
    expect(() => timer.start()).toThrow(RuntimeError);
  });

  it('THR-032 what the function throws, or rejects with, goes to the excepthook', async () => {
    const hook = vi.fn<(args: ExceptHookArgs) => void>();
    setExcepthook(hook);
    onTestFinished(() => setExcepthook(__excepthook__));
    const failure = new Error('burnt');
    const throwing = (): never => {
      throw failure;
    };
    for (const fn of [throwing, () => Promise.reject(failure)]) {
      const timer = new Timer(1, fn);
      timer.start();
      await vi.advanceTimersByTimeAsync(1);
      await timer.join();
      expect(hook.mock.lastCall?.[0]).toMatchObject({ excValue: failure, thread: timer });
    }
    expect(hook).toHaveBeenCalledTimes(2);
  });

  it('is over when a function that is async is', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = new Timer(1, () => promise);
    timer.start();
    const waiting = timer.finished.wait({ timeout: 50 });
    await vi.advanceTimersByTimeAsync(60);
    expect(await waiting).toBe(false);
    expect(timer.isAlive()).toBe(true);
    resolve();
    expect(await timer.finished.wait()).toBe(true);
    await timer.join();
  });

  it('is the current thread of its function, which cannot wait for it', async () => {
    const seen: unknown[] = [];
    const timer = new Timer(1, async () => {
      seen.push(currentThread());
      seen.push(await timer.join().catch(String));
    });
    timer.start();
    await vi.advanceTimersByTimeAsync(1);
    await timer.join();
    expect(seen).toEqual([timer, 'RuntimeError: cannot join current thread']);
    expect(currentThread()).not.toBe(timer);
  });

  it('says that blocking until it rings would be for ever', () => {
    const timer = new Timer(1, () => undefined);
    timer.start();
    expect(() => timer.joinSync()).toThrow(/would deadlock/);
    timer.joinSync({ timeout: 0 });
    timer.cancel();
  });

  it('can be longer than a timer of Node', async () => {
    const fn = vi.fn<() => void>();
    const timer = new Timer(2 ** 31 + 5, fn);
    timer.start();
    await vi.advanceTimersByTimeAsync(2 ** 31 + 4);
    expect(fn).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(fn).toHaveBeenCalledOnce();
  });

  it('refuses bad input', () => {
    const fn = (): void => undefined;
    expect(() => new Timer('1' as never, fn)).toThrow(TypeError);
    expect(() => new Timer(NaN, fn)).toThrow(RangeError);
    expect(() => new Timer(1, 5 as never)).toThrow(new TypeError('fn must be a function, got 5'));
    expect(() => new Timer(1, fn, { args: 5 as never })).toThrow(TypeError);
  });

  it('shows what it is', () => {
    const timer = new Timer(1, () => undefined, { name: 'egg', daemon: true });
    expect(String(timer)).toBe('<Timer(egg, initial daemon)>');
    expect(timer.daemon).toBe(true);
    expect(timer.ident).toBeUndefined();
  });
});
