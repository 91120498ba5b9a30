import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  currentTask,
  EventLoop,
  getRunningLoop,
  runCoroutineThreadsafe,
  sleep,
  type Task,
  TimeoutError,
  type ExceptionContext,
} from '../src/index.ts';
import { modes } from './modes.ts';

/** A thread that answers each message with one of its own. */
const answering = (): Worker =>
  new Worker(
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (n) => parentPort.postMessage(n));`,
    {
      eval: true,
    },
  );

/** Runs code outside of a loop while it runs. */
async function beside<T>(loop: EventLoop, code: () => Promise<T>): Promise<T> {
  const running = loop.runForever();
  try {
    return await code();
  } finally {
    loop.stop();
    await running;
  }
}

describe('EventLoop.callSoonThreadsafe', () => {
  it('LOOP-016 wakes a sleeping loop when another thread has something to say', async () => {
    using loop = new EventLoop();
    const worker = answering();
    const log: string[] = [];
    worker.on('message', (text: string) => {
      loop.callSoonThreadsafe(() => {
        log.push(text, getRunningLoop() === loop ? 'in the loop' : 'elsewhere');
        loop.stop();
      });
    });
    worker.postMessage('hello');
    await loop.runForever();
    expect(log).toEqual(['hello', 'in the loop']);
    await worker.terminate();
  });

  it('LOOP-016 keeps its place among the callbacks of the same thread', async () => {
    using loop = new EventLoop();
    const log: string[] = [];
    loop.callSoonThreadsafe((text) => log.push(text), 'hello');
    loop.callSoon((text) => log.push(text), 'world');
    loop.callSoonThreadsafe(() => loop.stop());
    await loop.runForever();
    expect(log).toEqual(['hello', 'world']);
  });
});

describe.each(modes)('runCoroutineThreadsafe ($name)', ({ coded }) => {
  it('TOTHR-003 gives the result, or the failure', async () => {
    using loop = new EventLoop();
    const add = coded(function* (a: number, b: number) {
      yield sleep(1);
      if (b === 0) throw new RangeError('b is 0');
      return [a + b, getRunningLoop() === loop, currentTask() !== undefined];
    });
    await beside(loop, async () => {
      expect(await runCoroutineThreadsafe(() => add(1, 2), loop)).toEqual([3, true, true]);
      await expect(runCoroutineThreadsafe(() => add(1, 0), loop)).rejects.toThrow(new RangeError('b is 0'));
    });
  });

  it('TOTHR-003 leaves the task alone when a wait for it times out, and cancels it with its future', async () => {
    using loop = new EventLoop();
    const work = coded(function* () {
      yield sleep(60_000);
    });
    await beside(loop, async () => {
      const future = runCoroutineThreadsafe(work, loop);
      const tasks: Task<unknown>[] = [];
      // Taken out of the loop in a list, since a promise would unwrap it.
      loop.callSoonThreadsafe(() => tasks.push(...loop.tasks));
      await expect(future.get({ timeout: 5 })).rejects.toThrow(TimeoutError);
      expect([future.done(), tasks[0]?.done()]).toEqual([false, false]);
      expect([future.cancel(), future.cancelled()]).toEqual([true, true]);
      await expect(tasks[0]?.get()).rejects.toThrow(CancelledError);
      expect(tasks[0]?.cancelled()).toBe(true);
    });
  });

  it('TOTHR-003 is cancelled with the task', async () => {
    using loop = new EventLoop();
    const work = coded(function* () {
      currentTask()?.cancel('enough');
      yield sleep(60_000);
    });
    await beside(loop, async () => {
      const future = runCoroutineThreadsafe(work, loop);
      await expect(future).rejects.toThrow(CancelledError);
      expect(future.cancelled()).toBe(true);
    });
  });

  it('TOTHR-003 tells both sides of a task factory that throws', async () => {
    using loop = new EventLoop();
    const reports: ExceptionContext[] = [];
    loop.setExceptionHandler((_loop, context) => reports.push(context));
    loop.setTaskFactory(() => {
      throw new TypeError('no tasks today');
    });
    const work = coded(function* () {
      yield sleep(0);
    });
    await beside(loop, async () => {
      await expect(runCoroutineThreadsafe(work, loop)).rejects.toThrow(new TypeError('no tasks today'));
    });
    expect(reports.map(({ exception }) => exception)).toEqual([new TypeError('no tasks today')]);
  });

  it('TOTHR-004 serves ten threads at once', { timeout: 30_000 }, async () => {
    using loop = new EventLoop();
    const work = coded(function* (n: number) {
      yield sleep(1);
      if (n % 2 === 1) throw new RangeError(`odd: ${n}`);
      return 42;
    });
    const outcomes = await beside(loop, () =>
      Promise.all(
        Array.from({ length: 10 }, async (_, n) => {
          const worker = answering();
          const asked = new Promise<number>((resolve) => worker.once('message', resolve));
          worker.postMessage(n);
          const number = await asked;
          const outcome = await runCoroutineThreadsafe(() => work(number), loop).catch(String);
          await worker.terminate();
          return outcome;
        }),
      ),
    );
    expect(outcomes).toEqual(Array.from({ length: 10 }, (_, n) => (n % 2 === 1 ? `RangeError: odd: ${n}` : 42)));
  });
});

describe('runCoroutineThreadsafe', () => {
  it('TOTHR-003 refuses what is no coroutine, and what is no loop', () => {
    using loop = new EventLoop();
    expect(() => runCoroutineThreadsafe(Promise.resolve() as never, loop)).toThrow(TypeError);
    expect(() => runCoroutineThreadsafe(42 as never, loop)).toThrow('a coroutine was expected, got 42');
    expect(() => runCoroutineThreadsafe(() => sleep(0), {} as never)).toThrow('loop must be an event loop');
  });
});
