import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import {
  EventLoop,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  RuntimeError,
  setEventLoop,
  sleep,
} from '../src/index.ts';
import { modes, TestLoop } from './modes.ts';

describe.each(modes)('getEventLoop ($name)', ({ coded }) => {
  it('POL-002 gives the running loop, whichever was set', async () => {
    using loop = new TestLoop();
    using other = new TestLoop();
    const main = coded(function* () {
      const seen = [getEventLoop()];
      setEventLoop(other);
      yield sleep(1);
      seen.push(getEventLoop());
      setEventLoop(undefined);
      yield sleep(1);
      seen.push(getEventLoop(), getRunningLoop());
      return seen.every((each) => each === loop);
    });
    expect(await loop.runUntilComplete(main)).toBe(true);
  });
});

describe('getEventLoop', () => {
  it('POL-002 gives the loop that was set outside of loops, and makes none', () => {
    using loop = new TestLoop();
    const none = new RuntimeError('there is no current event loop');
    expect(() => getEventLoop()).toThrow(none);
    setEventLoop(loop);
    expect(getEventLoop()).toBe(loop);
    expect(() => getRunningLoop()).toThrow(new RuntimeError('no running event loop'));
    setEventLoop(undefined);
    expect(() => getEventLoop()).toThrow(none);
  });

  it(
    'POL-006 POL-007 finds none in a fresh thread, which can run one of its own',
    { timeout: 30_000 },
    async ({ signal }) => {
      const { stdout, stderr } = await runProgram(new URL('fixtures/loops-of-threads.ts', import.meta.url), { signal });
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n')).toEqual([
        'process: no current loop',
        'process: hello',
        'worker: no current loop',
        'worker: hello',
        'process: its loop is still set',
      ]);
    },
  );
});

describe('setEventLoop', () => {
  it('POL-003 takes a loop, or undefined to clear it', () => {
    using loop = new TestLoop();
    setEventLoop(loop);
    for (const wrong of ['spam', null, {}, 1]) {
      expect(() => setEventLoop(wrong as never)).toThrow(/loop must be an event loop or undefined, got /);
    }
    expect(getEventLoop()).toBe(loop);
    setEventLoop(undefined);
    expect(() => getEventLoop()).toThrow(RuntimeError);
  });
});

describe('newEventLoop', () => {
  it('POL-004 makes a fresh, open loop', () => {
    using one = newEventLoop();
    using two = newEventLoop();
    expect(one).toBeInstanceOf(EventLoop);
    expect(one).not.toBe(two);
    expect([one.isClosed(), one.isRunning()]).toEqual([false, false]);
  });
});
