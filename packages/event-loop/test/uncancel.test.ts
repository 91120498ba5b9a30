import { describe, expect, it } from 'vitest';
import { CancelledError, currentTask, getRunningLoop, sleep } from '../src/index.ts';
import { errorOf, modes, valueOf } from './modes.ts';

describe.each(modes)('Task.uncancel ($name)', ({ start, test }) => {
  it(
    'CANC-018 drops a request that has not reached the task',
    test(function* () {
      const future = getRunningLoop().createFuture<number>();
      const task = start(function* () {
        return yield* valueOf(future);
      });
      yield sleep(0);
      future.setResult(42);
      task.cancel();
      expect(task.uncancel()).toBe(0);
      expect(task.cancelling()).toBe(0);
      expect(yield task).toBe(42);
      expect(task.cancelled()).toBe(false);
    }),
  );

  it(
    'CANC-019 takes back requests that were delivered, one at a time',
    test(function* () {
      const task = start(function* () {
        try {
          yield sleep(10_000);
        } catch {
          currentTask()?.uncancel();
        }
        yield sleep(10_000);
      });
      yield sleep(0);
      task.cancel();
      expect(task.cancelling()).toBe(1);
      yield sleep(0);
      expect([task.cancelling(), task.cancelled(), task.done()]).toEqual([0, false, false]);
      expect(String(task)).not.toContain(' cancelling ');

      task.cancel();
      expect(task.cancelling()).toBe(1);
      yield* errorOf(task);
      expect([task.cancelled(), task.done()]).toEqual([true, true]);
      expect(task.uncancel()).toBe(0);
      expect([task.cancelled(), task.done()]).toEqual([true, true]);
    }),
  );

  it(
    'CANC-020 gives what is left, and never less than none',
    test(function* () {
      const task = start(function* () {
        yield sleep(10);
      });
      task.cancel();
      task.cancel();
      expect([task.uncancel(), task.uncancel(), task.uncancel(), task.cancelling()]).toEqual([1, 0, 0, 0]);
      yield task;
    }),
  );

  it.each([
    [true, 10],
    [false, 50],
  ])('CANC-021 lets a block that cancels its task go on after it: timed out %s', (isLate, limit) =>
    test(function* () {
      const log: string[] = [];
      const task = start(function* () {
        const own = currentTask()!;
        const timer = getRunningLoop().callLater(limit, () => own.cancel());
        try {
          yield sleep(25);
          log.push('block completed');
        } catch (error) {
          if (!(error instanceof CancelledError) || own.uncancel() > 0) throw error;
          log.push('timed out');
        } finally {
          timer.cancel();
        }
        log.push('after');
        yield sleep(10);
        return own.cancelling();
      });
      expect(yield task).toBe(0);
      expect(log).toEqual([isLate ? 'timed out' : 'block completed', 'after']);
    })(),
  );
});
