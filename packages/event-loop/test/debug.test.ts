import { describe, expect, it, vi } from 'vitest';
import { coroutine, EventLoop, Future, getRunningLoop, run, sleep } from '../src/index.ts';
import { modes } from './modes.ts';

/** Keeps the thread busy. */
function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('EventLoop.setDebug', () => {
  it('LOOP-035 is what getDebug() tells', () => {
    using loop = new EventLoop({ debug: false });
    for (const enabled of [true, false]) {
      loop.setDebug(enabled);
      expect(loop.getDebug()).toBe(enabled);
    }
    using other = new EventLoop({ debug: true });
    expect(other.getDebug()).toBe(true);
  });

  it.for([
    { value: undefined, enabled: false },
    { value: '', enabled: false },
    { value: '1', enabled: true },
    { value: '0', enabled: true },
  ])('LOOP-035 DBG-002 starts as ASYNCIO_DEBUG=$value says: $enabled', ({ value, enabled }) => {
    vi.stubEnv('ASYNCIO_DEBUG', value);
    using loop = new EventLoop();
    expect(loop.getDebug()).toBe(enabled);
    loop.setDebug(!enabled);
    expect(loop.getDebug()).toBe(!enabled);
    using forced = new EventLoop({ debug: !enabled });
    expect(forced.getDebug()).toBe(!enabled);
    vi.unstubAllEnvs();
  });
});

describe.each(modes)('slow work ($name)', ({ coded }) => {
  it('LOOP-034 is logged in debug mode: steps of a task', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    using loop = new EventLoop({ debug: true });
    loop.slowCallbackDuration = 4;
    const slow = coded(function* () {
      spin(6);
      yield sleep(0);
      spin(6);
      yield sleep(1);
      spin(6);
    });
    await loop.runUntilComplete(loop.createTask(slow, { name: 'slow' }));
    const lines = warned.mock.calls.map(([line]) => String(line)).filter((line) => line.includes("name='slow'"));
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^Executing <Task .*> took 0\.\d{3} seconds$/s);
  });

  it('LOOP-034 is logged for what a native function does behind an await', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    using loop = new EventLoop({ debug: true });
    loop.slowCallbackDuration = 4;
    const main = coded(function* () {
      yield (async () => {
        await Promise.resolve();
        spin(6);
      })();
      yield sleep(0);
    });
    await loop.runUntilComplete(main);
    expect(warned).toHaveBeenCalled();
  });

  it('LOOP-034 DBG-001 costs and logs nothing without debug mode', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    using loop = new EventLoop({ debug: false });
    loop.slowCallbackDuration = 0;
    loop.callSoon(() => spin(1));
    const main = coded(function* () {
      spin(1);
      yield sleep(0);
      const future = new Future();
      return [future.sourceTraceback, loop.callSoon(() => undefined).sourceTraceback, unstarted().sourceTraceback];
    });
    expect(await loop.runUntilComplete(main)).toEqual([undefined, undefined, undefined]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('DBG-001 records where futures, tasks, handles and coroutines are made', async () => {
    const loopFactory = (): EventLoop => new EventLoop({ debug: true });
    const main = coded(function* () {
      const loop = getRunningLoop();
      const made = [
        loop.createFuture(),
        loop.createTask(() => sleep(0)),
        loop.callSoon(() => undefined),
        loop.callLater(0, () => undefined),
        unstarted(),
      ];
      yield sleep(1);
      return made.map(({ sourceTraceback }) => sourceTraceback?.[0]);
    });
    const sites = (await run(main, { loopFactory })) as string[];
    expect(sites).toHaveLength(5);
    for (const site of sites) expect(site).toMatch(/debug\.test\.ts:\d+:\d+\)?$/);
  });
});

describe('slow work', () => {
  it('LOOP-034 is logged in debug mode: callbacks, 100 ms by default', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    using loop = new EventLoop({ debug: true });
    expect(loop.slowCallbackDuration).toBe(100);
    loop.slowCallbackDuration = 4;
    loop.callSoon(function slow() {
      spin(6);
    });
    loop.callSoon(function quick() {});
    loop.stop();
    await loop.runForever();
    expect(warned.mock.calls).toHaveLength(1);
    expect(warned.mock.lastCall?.[0]).toMatch(/^Executing <Handle slow\(\) created at .*> took 0\.\d{3} seconds$/);
  });
});

const unstarted = (() => {
  const make = coroutine(async () => sleep(0));
  return () => {
    const object = make();
    // Closed, so that nobody is told that it was never awaited.
    object.return();
    return object;
  };
})();
