import { runProgram, settled } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { EventLoop, sleep, TimerHandle, type Clock } from '../src/index.ts';
import { TestLoop } from './modes.ts';

/** Runs a loop until nothing is ready and no timer is set. */
const exhaust = (loop: EventLoop): Promise<void> => loop.runUntilComplete(() => sleep(60_000));

describe('EventLoop.callLater', () => {
  it('LOOP-007 gives a timer, which is not ready yet, and wants a delay', async () => {
    using loop = new TestLoop();
    const callback = vi.fn<() => void>();
    const handle = loop.callLater(10, callback);
    expect(handle).toBeInstanceOf(TimerHandle);
    loop.stop();
    await loop.runForever();
    expect(callback).not.toHaveBeenCalled();
    await exhaust(loop);
    expect(callback).toHaveBeenCalledOnce();
    for (const delay of [undefined, null, '10']) {
      expect(() => loop.callLater(delay as never, callback)).toThrow(TypeError);
    }
    expect(() => loop.callLater(NaN, callback)).toThrow(RangeError);
  });

  it('LOOP-008 runs what was due first, first, also in the past', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    loop.callLater(-1, (name) => log.push(name), 'a');
    loop.callLater(-2, (name) => log.push(name), 'b');
    await exhaust(loop);
    expect(log).toEqual(['b', 'a']);
  });

  it('LOOP-010 hands its arguments on', async () => {
    using loop = new TestLoop();
    const callback = vi.fn<(...args: unknown[]) => void>();
    loop.callLater(100, callback, 'hello world', 2);
    await exhaust(loop);
    expect(callback.mock.calls).toEqual([['hello world', 2]]);
  });

  it('LOOP-012 runs what is due behind what was ready, and leaves the rest to the next iteration', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    loop.callLater(-1, () => log.push('due'));
    loop.callSoon(() => {
      log.push('ready');
      loop.callLater(-1, () => log.push('due in the next'));
      loop.callSoon(() => log.push('ready in the next'));
    });
    loop.callSoon(() => log.push('ready, too'));
    loop.stop();
    await loop.runForever();
    expect(log.splice(0)).toEqual(['ready', 'ready, too', 'due']);
    loop.stop();
    await loop.runForever();
    expect(log).toEqual(['ready in the next', 'due in the next']);
  });

  it('LOOP-013 runs timers that are due together in the order in which they were set', async () => {
    using loop = new TestLoop();
    const log: number[] = [];
    const when = loop.time() + 5;
    for (let index = 0; index < 50; index += 1) loop.callAt(when, () => log.push(index));
    await exhaust(loop);
    expect(log).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('LOOP-014 lets go of what was cancelled long before it is due', { timeout: 30_000 }, async ({ signal }) => {
    const { stdout, stderr } = await runProgram(new URL('fixtures/cancelled-timers.ts', import.meta.url), {
      execArgv: ['--expose-gc'],
      signal,
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(['at one time: few held, 50 run', 'at many times: few held, 50 run']);
  });

  it('LOOP-014 drops cancelled timers, wherever they stand', async () => {
    using loop = new TestLoop();
    const log: number[] = [];
    const handles = Array.from({ length: 300 }, (_, index) => loop.callLater(index % 7, () => log.push(index)));
    for (const [index, handle] of handles.entries()) if (index % 3 !== 0) handle.cancel();
    await exhaust(loop);
    const kept = handles.map((_, index) => index).filter((index) => index % 3 === 0);
    expect(log).toEqual(kept.sort((a, b) => (a % 7) - (b % 7) || a - b));
  });
});

describe('EventLoop.callAt', () => {
  it('LOOP-009 is not early', async () => {
    const loop = new EventLoop();
    const when = loop.time() + 20;
    let called = 0;
    loop.callAt(when, () => {
      called = loop.time();
      loop.stop();
    });
    await loop.runForever();
    expect(called).toBeGreaterThanOrEqual(when);
    for (const wrong of [undefined, null])
      expect(() => loop.callAt(wrong as never, () => undefined)).toThrow(TypeError);
    expect(() => loop.callAt(NaN, () => undefined)).toThrow(RangeError);
    loop.close();
  });

  it('LOOP-015 sleeps until the nearest timer that is not cancelled', async () => {
    const clock = new ManualClock();
    const loop = new EventLoop({ clock });
    const running = loop.runForever();
    const callback = vi.fn<() => void>();
    const early = loop.callLater(5_000, callback);
    loop.callLater(10_000, callback);
    early.cancel();
    await settled();
    expect(clock.delays.at(-1)).toBe(10_000);
    clock.time = 10_000;
    clock.fire();
    await settled();
    expect(callback).toHaveBeenCalledOnce();
    loop.stop();
    await running;
    loop.close();
  });

  it('LOOP-015 sleeps in pieces when a timer is further away than the platform can count', async () => {
    const clock = new ManualClock();
    const loop = new EventLoop({ clock });
    const running = loop.runForever();
    const callback = vi.fn<() => void>();
    loop.callLater(2 ** 31 + 9, callback);
    await settled();
    expect(clock.delays.at(-1)).toBe(2 ** 31 - 1);
    clock.time = 2 ** 31 - 1;
    clock.fire();
    await settled();
    expect([clock.delays.at(-1), callback.mock.calls.length]).toEqual([10, 0]);
    clock.time += 10;
    clock.fire();
    await settled();
    expect(callback).toHaveBeenCalledOnce();
    loop.stop();
    await running;
    loop.close();
  });
});

/** A clock that stands, and notes how long the loop wants to sleep. */
class ManualClock implements Clock {
  time = 0;
  readonly delays: number[] = [];
  #callback: (() => void) | undefined;

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, delay: number): unknown {
    this.delays.push(delay);
    this.#callback = callback;
    return callback;
  }

  clearTimeout(timer: unknown): void {
    if (this.#callback === timer) this.#callback = undefined;
  }

  setImmediate(callback: () => void): unknown {
    return setImmediate(callback);
  }

  fire(): void {
    const callback = this.#callback;
    this.#callback = undefined;
    callback?.();
  }
}
