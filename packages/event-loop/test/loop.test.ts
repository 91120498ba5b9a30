import type { DoneCallback } from '@x/future';
import { settled } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import {
  EventLoop,
  Future,
  getRunningLoop,
  KeyboardInterrupt,
  RuntimeError,
  sleep,
  SystemExit,
  Task,
  type Clock,
  type DoneCallbackOptions,
  type Handle,
  type Idling,
} from '../src/index.ts';
import { errorOf, modes, TestLoop, type Steps } from './modes.ts';

/** Runs a loop for as many iterations. */
async function iterate(loop: EventLoop, times = 1): Promise<void> {
  for (let iteration = 0; iteration < times; iteration += 1) {
    loop.stop();
    await loop.runForever();
  }
}

describe('EventLoop.close', () => {
  it('LOOP-001 closes for good; closing again changes nothing', async () => {
    const loop = new TestLoop();
    expect(loop.isClosed()).toBe(false);
    loop.close();
    loop.close();
    expect(loop.isClosed()).toBe(true);
    await expect(loop.runForever()).rejects.toThrow(new RuntimeError('Event loop is closed'));
    await expect(loop.runUntilComplete(Promise.resolve())).rejects.toThrow(new RuntimeError('Event loop is closed'));
  });

  it('LOOP-002 refuses every later call', () => {
    const loop = new TestLoop();
    loop.close();
    const callback = vi.fn<() => Steps>();
    const closed = new RuntimeError('Event loop is closed');
    expect(() => loop.callSoon(callback)).toThrow(closed);
    expect(() => loop.callSoonThreadsafe(callback)).toThrow(closed);
    expect(() => loop.callLater(1, callback)).toThrow(closed);
    expect(() => loop.callAt(loop.time() + 1, callback)).toThrow(closed);
    expect(() => loop.createTask(callback)).toThrow(closed);
    expect(() => loop.addSignalHandler('SIGTERM', callback)).toThrow(closed);
    expect(() => loop.runInExecutor(undefined, callback)).toThrow(closed);
    expect(callback).not.toHaveBeenCalled();
  });

  it('LOOP-002 closes the coroutine that it refuses', () => {
    const loop = new TestLoop();
    loop.close();
    const coroutine = (function* (): Steps<void> {
      yield sleep(0);
    })();
    expect(() => loop.createTask(coroutine)).toThrow(RuntimeError);
    expect(coroutine.next()).toEqual({ done: true, value: undefined });
  });
});

describe.each(modes)('EventLoop.close ($name)', ({ coded }) => {
  it('LOOP-003 is refused while the loop runs', async () => {
    const loop = new TestLoop();
    const main = coded(function* () {
      yield sleep(0);
      loop.close();
    });
    await expect(loop.runUntilComplete(main)).rejects.toThrow(new RuntimeError('Cannot close a running event loop'));
    expect(loop.isClosed()).toBe(false);
    loop.close();
  });

  it('reports the tasks that are left, once, and forgets them', async () => {
    const loop = new TestLoop();
    const left = loop.createTask(
      coded(function* () {
        yield sleep(1_000);
      }),
      { name: 'left' },
    );
    await loop.runUntilComplete(() => sleep(10));
    loop.close();
    loop.close();
    expect(loop.takeReports()).toEqual([{ message: 'Task was destroyed but it is pending!', task: left }]);
    expect([...loop.tasks]).toEqual([]);
  });
});

describe('EventLoop.callSoon', () => {
  it('LOOP-004 queues callbacks, which run in order', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    const callback = (text: string): void => void log.push(text);
    const handle = loop.callSoon(callback, 'one');
    loop.callSoon(callback, 'two');
    expect([handle.callback, log]).toEqual([callback, []]);
    await iterate(loop);
    expect(log).toEqual(['one', 'two']);
  });

  it('LOOP-005 skips handles that were cancelled, before and after they were queued', async () => {
    using loop = new TestLoop();
    const callback = vi.fn<() => void>();
    const handle = loop.callSoon(callback);
    handle.cancel();
    loop.enqueue(handle);
    await iterate(loop);
    expect(callback).not.toHaveBeenCalled();
  });

  it('LOOP-005 skips what a callback of the same iteration cancels', async () => {
    using loop = new TestLoop();
    const callback = vi.fn<() => void>();
    loop.callSoon(() => later.cancel());
    const later: Handle = loop.callSoon(callback);
    await iterate(loop, 2);
    expect(callback).not.toHaveBeenCalled();
  });

  it('LOOP-006 DBG-003 refuses what is no function, and in debug mode coroutines', async () => {
    using loop = new TestLoop();
    const methods = {
      callSoon: (callback: never) => loop.callSoon(callback),
      callSoonThreadsafe: (callback: never) => loop.callSoonThreadsafe(callback),
      callLater: (callback: never) => loop.callLater(1, callback),
      callAt: (callback: never) => loop.callAt(1, callback),
      runInExecutor: (callback: never) => loop.runInExecutor(undefined, callback),
    };
    const coroutineFunction = async (): Promise<void> => sleep(0);
    const generatorFunction = function* (): Steps<void> {
      yield sleep(0);
    };
    for (const debug of [false, true]) {
      loop.setDebug(debug);
      expect(() => loop.callSoon(1 as never)).toThrow(/a callable object was expected by callSoon\(\), got 1/);
      expect(() => loop.callLater(1, 'spam' as never)).toThrow(
        /a callable object was expected by callAt\(\), got 'spam'/,
      );
    }
    for (const [method, call] of Object.entries(methods)) {
      const expected = method === 'callLater' ? 'callAt' : method;
      for (const coroutine of [coroutineFunction, generatorFunction]) {
        expect(() => call(coroutine as never)).toThrow(new TypeError(`coroutines cannot be used with ${expected}()`));
      }
    }
    loop.setDebug(false);
    loop.callSoon(generatorFunction);
    await iterate(loop);
  });

  it('LOOP-011 runs what a callback schedules in the next iteration', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    loop.callSoon(() => {
      log.push('first');
      loop.callSoon(() => log.push('scheduled by the first'));
    });
    loop.callSoon(() => log.push('second'));
    await iterate(loop);
    expect(log).toEqual(['first', 'second']);
    await iterate(loop);
    expect(log).toEqual(['first', 'second', 'scheduled by the first']);
  });

  it('LOOP-044 runs all microtasks of a callback before the next one', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    for (const name of ['first', 'second']) {
      loop.callSoon(() => {
        log.push(name);
        void (async () => {
          for (let hop = 1; hop <= 3; hop += 1) {
            await Promise.resolve();
            log.push(`${name}, hop ${hop}`);
          }
        })();
      });
    }
    await iterate(loop);
    const slot = (name: string): string[] => [name, ...[1, 2, 3].map((hop) => `${name}, hop ${hop}`)];
    expect(log).toEqual([...slot('first'), ...slot('second')]);
  });
});

describe.each(modes)('EventLoop.runUntilComplete ($name)', ({ coded }) => {
  it('LOOP-017 gives the result, after the time slept', async () => {
    using loop = new TestLoop();
    const main = coded(function* () {
      yield sleep(10);
      return 'result';
    });
    expect(await loop.runUntilComplete(main)).toBe('result');
    expect(loop.time()).toBe(10);
  });

  it('LOOP-019 is refused in a running loop, for that loop and any other', async () => {
    using loop = new TestLoop();
    using other = new TestLoop();
    const main = coded(function* () {
      const refused = [
        yield* errorOf(loop.runUntilComplete(Promise.resolve())),
        yield* errorOf(loop.runForever()),
        yield* errorOf(other.runUntilComplete(Promise.resolve())),
        yield* errorOf(other.runForever()),
      ];
      return refused.map(String);
    });
    expect(await loop.runUntilComplete(main)).toEqual([
      'RuntimeError: This event loop is already running',
      'RuntimeError: This event loop is already running',
      'RuntimeError: Cannot run the event loop while another loop is running',
      'RuntimeError: Cannot run the event loop while another loop is running',
    ]);
    expect(other.isRunning()).toBe(false);
  });

  it('LOOP-020 fails when the loop is stopped before, and the task goes on in the next run', async () => {
    using loop = new TestLoop();
    let x = 0;
    const task = loop.createTask(
      coded(function* () {
        while (x < 10) {
          yield sleep(100);
          x += 1;
          if (x === 2) loop.stop();
        }
      }),
    );
    const stopped = new RuntimeError('Event loop stopped before Future completed.');
    await expect(loop.runUntilComplete(task)).rejects.toThrow(stopped);
    expect([task.done(), loop.time(), x]).toEqual([false, 200, 2]);
    await loop.runUntilComplete(task);
    expect([task.done(), loop.time(), x]).toEqual([true, 1_000, 10]);
  });

  it('LOOP-021 takes its callback back, so that the next run is not stopped by the last', async () => {
    using loop = new TestLoop();
    const first = loop.createTask(
      coded(function* () {
        yield sleep(10);
      }),
    );
    loop.callSoon(() => loop.stop());
    await expect(loop.runUntilComplete(first)).rejects.toThrow('stopped before');
    expect(first.toString()).not.toContain('cb=');
    const second = coded(function* () {
      yield sleep(20);
      return 'whole';
    });
    expect(await loop.runUntilComplete(second)).toBe('whole');
    expect(first.done()).toBe(true);
  });

  it('LOOP-021 says nothing at the end of a task that was made for the call', async () => {
    const loop = new TestLoop();
    const main = coded(function* () {
      loop.stop();
      yield sleep(10);
    });
    await expect(loop.runUntilComplete(main)).rejects.toThrow('stopped before');
    loop.close();
    expect(loop.takeReports()).toEqual([]);
  });

  it.for([new KeyboardInterrupt(), new SystemExit()])(
    'LOOP-024 ends with $name, and leaves neither a stop nor a report',
    async (ending) => {
      using loop = new TestLoop();
      const main = coded(function* () {
        yield sleep(0);
        throw ending;
      });
      await expect(loop.runUntilComplete(main)).rejects.toBe(ending);
      let iterations = 0;
      loop.callSoon(function count() {
        iterations += 1;
        if (iterations === 5) loop.stop();
        else loop.callSoon(count);
      });
      await loop.runForever();
      expect(iterations).toBe(5);
      loop.losses.reportAll();
      expect(loop.takeReports()).toEqual([]);
    },
  );

  it('LOOP-042 calls addDoneCallback of a subclass once for everybody who waits', async () => {
    using loop = new TestLoop();
    const calls: string[] = [];
    class LoggingFuture extends Future<string> {
      override addDoneCallback(callback: DoneCallback<this>, options?: DoneCallbackOptions): void {
        calls.push('future');
        super.addDoneCallback(callback, options);
      }
    }
    class LoggingTask extends Task<unknown> {
      override addDoneCallback(callback: DoneCallback<this>, options?: DoneCallbackOptions): void {
        calls.push('task');
        super.addDoneCallback(callback, options);
      }
    }
    const future = new LoggingFuture({ loop });
    const task = new LoggingTask(
      coded(function* () {
        return yield future;
      }),
      { loop },
    );
    loop.callSoon(() => future.setResult('foobar'));
    const main = coded(function* () {
      return yield task;
    });
    expect(await loop.runUntilComplete(main)).toBe('foobar');
    expect(calls.sort()).toEqual(['future', 'task']);
  });
});

describe('EventLoop.runForever', () => {
  it('LOOP-022 lasts one iteration when it was stopped before, and does not wait', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    loop.callSoon(() => {
      log.push('ready');
      loop.callSoon(() => log.push('next'));
    });
    loop.callLater(1, () => log.push('timer'));
    loop.stop();
    await loop.runForever();
    expect([log, loop.time(), loop.isRunning()]).toEqual([['ready'], 0, false]);
    loop.stop();
    await loop.runForever();
    expect(log).toEqual(['ready', 'next']);
  });

  it('LOOP-023 finishes the iteration in which it is stopped, and keeps what that added', async () => {
    using loop = new TestLoop();
    const log: string[] = [];
    loop.callSoon(() => {
      loop.stop();
      loop.callSoon(() => log.push('added'));
      log.push('stopped');
    });
    loop.callSoon(() => log.push('behind'));
    await loop.runForever();
    expect(log).toEqual(['stopped', 'behind']);
    await iterate(loop);
    expect(log).toEqual(['stopped', 'behind', 'added']);
  });

  it('LOOP-024 ends with what a callback throws to end the program', async () => {
    using loop = new TestLoop();
    const interrupt = new KeyboardInterrupt();
    loop.callSoon(() => {
      throw interrupt;
    });
    await expect(loop.runForever()).rejects.toBe(interrupt);
    const callback = vi.fn<() => void>();
    loop.callSoon(callback);
    await iterate(loop);
    expect(callback).toHaveBeenCalledOnce();
    expect(loop.takeReports()).toEqual([]);
  });

  it('LOOP-025 can be stepped by a host that has a loop of its own', async () => {
    const host: (() => void)[] = [];
    const waits = vi.fn<() => void>();
    /** A loop that waits for its host instead of for the platform. */
    class GuestLoop extends EventLoop {
      protected override createIdling(): Idling {
        return {
          wait: (_deadline, resume) => {
            waits();
            host.push(resume);
            return () => undefined;
          },
        };
      }
    }
    using loop = new GuestLoop();
    const seen: unknown[] = [];
    const running = loop.runForever();
    loop.callSoon(() => seen.push(getRunningLoop() === loop));
    for (let step = 0; step < 10; step += 1) {
      await settled();
      host.shift()?.();
    }
    await settled();
    loop.stop();
    await running;
    expect(waits).toHaveBeenCalledTimes(11);
    expect(seen).toEqual([true]);
    expect(() => getRunningLoop()).toThrow(RuntimeError);
  });
});

describe('EventLoop.time', () => {
  it('LOOP-045 counts milliseconds with fractions, and never the time of day', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(12.5);
    const wallClock = vi.spyOn(Date, 'now');
    const loop = new EventLoop();
    expect(loop.time()).toBe(12.5);
    now.mockReturnValue(12.75);
    expect(loop.time()).toBe(12.75);
    expect(wallClock).not.toHaveBeenCalled();
    now.mockRestore();
    const before = loop.time();
    await loop.runUntilComplete(() => sleep(1));
    expect(loop.time()).toBeGreaterThan(before);
    loop.close();
  });

  it('LOOP-045 is the time of the clock given', () => {
    const clock: Clock = {
      now: () => 42,
      setTimeout: () => undefined,
      clearTimeout: () => undefined,
      setImmediate: () => undefined,
    };
    using loop = new EventLoop({ clock });
    expect(loop.time()).toBe(42);
  });
});
