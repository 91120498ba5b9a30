import {
  CancelledError,
  createTask,
  EventLoop,
  getRunningLoop,
  run,
  toThread,
  type ExceptionContext,
} from '@x/event-loop';
import { ThreadPoolExecutor } from '@x/executor';
import { drive, settled, SharedGate } from '@x/test-kit';
import { describe, expect, it } from 'vitest';

type Steps = Generator<unknown, unknown, unknown>;

/** The two kinds of coroutine in which each test runs. */
const kinds = [
  { name: 'native async', coded: (body: () => Steps) => () => drive(body()) },
  { name: 'generator', coded: (body: () => Steps) => body },
] as const;

/** A task function: stands at a gate in its thread. */
const hold = (gate: Int32Array<SharedArrayBuffer>): string => {
  Atomics.add(gate, 0, 1);
  Atomics.notify(gate, 0);
  while (Atomics.load(gate, 1) === 0) Atomics.wait(gate, 1, 0);
  return 'let go';
};

/** A loop that keeps its reports. */
function reportingLoop(): { readonly loop: EventLoop; readonly reports: ExceptionContext[] } {
  const loop = new EventLoop();
  const reports: ExceptionContext[] = [];
  loop.setExceptionHandler((_loop, context) => reports.push(context));
  return { loop, reports };
}

describe.each(kinds)('runInExecutor and toThread ($name)', { timeout: 60_000 }, ({ coded }) => {
  it('LOOP-037 runs a function in another thread, and gives its value', async () => {
    await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
    const main = coded(function* () {
      const loop = getRunningLoop();
      loop.setDefaultExecutor(executor);
      const inThread = loop.runInExecutor(undefined, (text: string) => [text, process.env['NOT_SET']], 'yo');
      expect(inThread.done()).toBe(false);
      const [value] = (yield inThread) as unknown[];
      const named = yield loop.runInExecutor(executor, (a: number, b: number) => a + b, 1, 2);
      return [value, named, yield toThread((n: number) => n * 2, 21)];
    });
    expect(await run(main)).toEqual(['yo', 3, 42]);
  });

  it('LOOP-037 brings the failure back', async () => {
    await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
    const main = coded(function* () {
      yield getRunningLoop().runInExecutor(executor, () => {
        throw new RangeError('in the thread');
      });
    });
    await expect(run(main)).rejects.toThrow(new RangeError('in the thread'));
  });

  it('LOOP-037 does not hold the loop up', async () => {
    await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
    const gate = new SharedGate();
    const main = coded(function* () {
      getRunningLoop().setDefaultExecutor(executor);
      const log: string[] = [];
      const held = toThread(hold, gate.handle);
      // The loop goes on while the thread stands, and lets it go.
      yield gate.arrived();
      log.push('loop goes on');
      gate.open();
      log.push((yield held) as string);
      return log;
    });
    expect(await run(main)).toEqual(['loop goes on', 'let go']);
  });

  it('LOOP-038 lets nothing late reach a closed loop', async () => {
    const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
    const gate = new SharedGate();
    const { loop, reports } = reportingLoop();
    const main = coded(function* () {
      const running = getRunningLoop().runInExecutor(executor, hold, gate.handle);
      const queued = getRunningLoop().runInExecutor(executor, hold, gate.handle);
      yield gate.arrived();
      return [running.cancel(), queued.cancel(), running.cancelled(), queued.cancelled()];
    });
    expect(await loop.runUntilComplete(main)).toEqual([true, true, true, true]);
    const ended = executor.shutdown({ wait: true });
    loop.close();
    gate.open();
    await ended;
    await settled();
    expect(gate.arrivals, 'the cancelled call never ran').toBe(1);
    expect(reports).toEqual([]);
  });

  it('LOOP-038 ends the wait of a cancelled task, although its thread goes on', async () => {
    await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
    const gate = new SharedGate();
    const main = coded(function* () {
      const task = createTask(
        coded(function* () {
          yield getRunningLoop().runInExecutor(executor, hold, gate.handle);
        }),
      );
      yield gate.arrived();
      task.cancel();
      try {
        yield task;
      } catch (error) {
        return error instanceof CancelledError;
      } finally {
        gate.open();
      }
      return false;
    });
    expect(await run(main)).toBe(true);
  });

  it('LOOP-038 ends a run only when the work of its default executor has', async () => {
    const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
    const gate = new SharedGate();
    const main = coded(function* () {
      getRunningLoop().setDefaultExecutor(executor);
      const future = getRunningLoop().runInExecutor(undefined, hold, gate.handle);
      yield gate.arrived();
      future.cancel();
      return 'over';
    });
    let isOver = false;
    const running = run(main).finally(() => (isOver = true));
    await gate.arrived();
    await settled();
    expect(isOver).toBe(false);
    gate.open();
    expect(await running).toBe('over');
  });
});
