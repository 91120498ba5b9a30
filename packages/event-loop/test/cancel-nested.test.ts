import { describe, expect, it } from 'vitest';
import { CancelledError, currentTask, getRunningLoop, RuntimeError, sleep, wait, type Task } from '../src/index.ts';
import { errorOf, modes, now, valueOf } from './modes.ts';

describe.each(modes)('What Task.cancel reaches ($name)', ({ coded, start, test }) => {
  it(
    'CANC-009 a task is cancelled with the future that it awaits',
    test(function* () {
      const future = getRunningLoop().createFuture();
      const task = start(function* () {
        yield future;
      });
      yield sleep(0);
      future.cancel();
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect(task.cancelled()).toBe(true);
    }),
  );

  it(
    'CANC-011 the future awaited is cancelled when cancel() returns, each time',
    test(function* () {
      const [first, second] = [getRunningLoop().createFuture(), getRunningLoop().createFuture()];
      const task = start(function* () {
        yield first;
        try {
          yield second;
        } catch (error) {
          expect(error).toBeInstanceOf(CancelledError);
        }
        return 42;
      });
      yield sleep(0);
      first.setResult(undefined);
      yield sleep(0);
      yield sleep(0);
      task.cancel();
      expect(second.cancelled()).toBe(true);
      expect(yield task).toBe(42);
    }),
  );

  it(
    'CANC-016 a task that cancelled itself passes it on to the task that it awaits next, at once',
    test(function* () {
      const future = getRunningLoop().createFuture();
      let inner: Task<unknown> | undefined;
      const outer = start(function* () {
        inner = start(function* () {
          yield future;
        });
        yield sleep(0);
        currentTask()?.cancel();
        yield inner;
      });
      expect(yield* errorOf(outer)).toBeInstanceOf(CancelledError);
      expect([inner?.cancelled(), future.cancelled(), outer.cancelled()]).toEqual([true, true, true]);
    }),
  );

  it(
    'CANC-027 coroutines of one task see it from the inside out',
    test(function* () {
      const future = getRunningLoop().createFuture();
      const seen: number[] = [];
      const inner = coded(function* () {
        try {
          yield future;
        } catch (error) {
          seen.push(1);
          throw error;
        }
      });
      const task = start(function* () {
        try {
          yield inner();
        } catch {
          seen.push(100);
        }
      });
      yield sleep(0);
      task.cancel();
      yield task;
      expect(seen).toEqual([1, 100]);
      expect(future.cancelled()).toBe(true);
    }),
  );

  it(
    'CANC-028 wait() is cancelled alone: what it waits for goes on',
    test(function* () {
      let ends = 0;
      const child = start(function* () {
        yield sleep(10);
        ends += 1;
      });
      const task = start(function* () {
        yield wait([child]);
        ends += 100;
      });
      yield sleep(0);
      task.cancel();
      yield* errorOf(task);
      expect([child.cancelled(), ends]).toEqual([false, 0]);
      yield child;
      expect(ends).toBe(1);
    }),
  );

  it(
    'CANC-029 CANC-030 a task awaited is cancelled itself, at once',
    test(function* () {
      const inner = start(function* () {
        yield sleep(10_000);
      });
      const outer = start(function* () {
        try {
          yield inner;
        } catch (error) {
          expect(error).toBeInstanceOf(CancelledError);
          return 'cancelled';
        }
        return 'not cancelled';
      });
      yield sleep(100);
      outer.cancel();
      expect(yield outer).toBe('cancelled');
      expect(inner.cancelled()).toBe(true);
      expect(now()).toBe(100);

      const sleeper = start(function* () {
        yield sleep(10_000);
      });
      const awaiting = start(function* () {
        return yield* errorOf(sleeper);
      });
      yield sleep(100);
      sleeper.cancel();
      expect(yield awaiting).toBeInstanceOf(CancelledError);
      expect(now()).toBe(200);
    }),
  );

  it(
    'CANC-031 CANC-035 a task that swallows it gets the next one too, and its awaiter gets its value',
    test(function* () {
      let reached = 0;
      const inner = start(function* () {
        for (;;) {
          try {
            yield sleep(1_000);
            return 'in';
          } catch {
            reached += 1;
          }
        }
      });
      const outer = start(function* () {
        return yield* valueOf(inner);
      });
      yield sleep(0);
      yield sleep(0);
      expect(outer.cancel()).toBe(true);
      yield sleep(0);
      yield sleep(0);
      expect(outer.cancel()).toBe(true);
      expect(yield outer).toBe('in');
      expect([reached, outer.cancelling()]).toEqual([2, 2]);
    }),
  );

  it(
    'tasks that await each other in a circle end with a clear error',
    test(function* () {
      const tasks: Task<unknown>[] = [];
      const awaiting = (nth: number, next: number): Task<unknown> =>
        start(
          function* () {
            yield tasks[next];
          },
          { name: `task ${nth}` },
        );
      tasks.push(awaiting(0, 1), awaiting(1, 2), awaiting(2, 0));
      yield sleep(0);
      expect(tasks[0]!.cancel()).toBe(true);
      const errors: unknown[] = [];
      for (const task of tasks) errors.push(yield* errorOf(task));
      expect(errors).toContainEqual(expect.any(RuntimeError));
      for (const error of errors) {
        expect((error as Error).message).toMatch(
          /^<Task cancelling name='task 0' .*> awaits itself through a cycle of tasks$/,
        );
      }
      expect(yield sleep(0, 'the loop goes on')).toBe('the loop goes on');
    }),
  );
});
