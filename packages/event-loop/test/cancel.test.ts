import { describe, expect, it } from 'vitest';
import { CancelledError, currentTask, getRunningLoop, sleep, SystemExit, wait, type Future } from '../src/index.ts';
import { errorOf, modes, now, onLoop, TestLoop, thrownBy } from './modes.ts';

describe.each(modes)('Task.cancel ($name)', ({ coded, start, test }) => {
  it(
    'CANC-004 CANC-026 counts requests, and does not end the task at once',
    test(function* () {
      const task = start(function* () {
        yield sleep(10);
      });
      expect(task.cancelling()).toBe(0);
      expect(String(task)).not.toContain(' cancelling ');
      expect(task.cancel()).toBe(true);
      expect([task.cancelling(), task.done(), task.cancelled()]).toEqual([1, false, false]);
      expect(String(task)).toContain(' cancelling ');
      expect(task.cancel()).toBe(true);
      expect(task.cancelling()).toBe(2);
      yield* errorOf(task);
    }),
  );

  it(
    'CANC-005 CANC-022 ends a sleep, and does nothing to a task that is done',
    test(function* () {
      const task = start(function* () {
        yield sleep(10_000);
        return 12;
      });
      getRunningLoop().callSoon(() => task.cancel());
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect([task.done(), task.cancelled(), task.cancel(), task.cancelling()]).toEqual([true, true, false, 1]);
      expect(now()).toBe(0);
    }),
  );

  const messages: [string, unknown[], unknown[]][] = [
    ['none', [], []],
    ['undefined', [undefined], []],
    ['a text', ['my message'], ['my message']],
    ['a number', [5], [5]],
  ];
  it.each(messages)('CANC-006 brings its message through result() and exception(): %s', (_what, given, args) =>
    test(function* () {
      for (const ask of ['result', 'exception'] as const) {
        const task = start(function* () {
          yield sleep(10);
        });
        yield sleep(0);
        task.cancel(...given);
        const asking = start(function* () {
          yield wait([task]);
          return task[ask]();
        });
        const error = (yield* errorOf(asking)) as CancelledError;
        expect(error).toBeInstanceOf(CancelledError);
        expect(error.args).toEqual(args);
        expect(asking.cancelled()).toBe(true);
      }
    })(),
  );

  it(
    'CANC-007 may be turned into another error, which keeps it as its cause',
    test(function* () {
      const inner = start(function* () {
        yield sleep(10_000);
      });
      const outer = start(function* () {
        yield sleep(0);
        inner.cancel('msg');
        try {
          yield inner;
        } catch (cause) {
          throw new RangeError('cancelled', { cause });
        }
      });
      const error = (yield* errorOf(outer)) as Error;
      expect(error).toBeInstanceOf(RangeError);
      expect(error.cause).toMatchObject({ name: 'CancelledError', args: ['msg'] });
    }),
  );

  it(
    'CANC-008 between two turns reaches the task at its next wait',
    test(function* () {
      const log: string[] = [];
      const task = start(function* () {
        log.push('a');
        yield sleep(0);
        log.push('b');
        yield sleep(0);
        log.push('c');
        return 12;
      });
      yield sleep(0);
      yield sleep(0);
      task.cancel();
      yield* errorOf(task);
      expect(log).toEqual(['a', 'b']);
      expect([task.done(), task.cancelled(), task.cancel()]).toEqual([true, true, false]);
    }),
  );

  it(
    'CANC-012 may be refused by the task, which then is not cancelled',
    test(function* () {
      const future = getRunningLoop().createFuture();
      const task = start(function* () {
        try {
          yield future;
        } catch {
          return 42;
        }
        return 0;
      });
      yield sleep(0);
      task.cancel();
      expect(yield task).toBe(42);
      expect([task.cancelled(), future.cancelled()]).toEqual([false, true]);
    }),
  );

  it(
    'CANC-015 of itself at its end takes the result away',
    test(function* () {
      const task = start(function* () {
        yield sleep(0);
        currentTask()?.cancel();
        return 12;
      });
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect(task.cancelled()).toBe(true);
      expect(task.cancel()).toBe(false);
    }),
  );

  it(
    'CANC-017 comes before the value of a future that is done',
    test(function* () {
      const future = getRunningLoop().createFuture<number>();
      const seen: unknown[] = [];
      const task = start(function* () {
        try {
          seen.push(yield future);
        } catch (error) {
          seen.push(error);
        }
      });
      yield sleep(0);
      future.setResult(42);
      expect(task.cancel()).toBe(true);
      yield task;
      expect(seen).toEqual([new CancelledError()]);
      expect(future.result()).toBe(42);
    }),
  );

  it(
    'CANC-023 is told by the error that ends the body, whoever threw it',
    test(function* () {
      const task = start(function* () {
        yield sleep(0);
        throw new CancelledError('of its own accord');
      });
      expect(yield* errorOf(task)).toMatchObject({ args: ['of its own accord'] });
      expect([task.cancelled(), task.cancelling()]).toEqual([true, 0]);
    }),
  );

  it(
    'CANC-024 may end in another error',
    test(function* () {
      const error = new RangeError('in cleaning up');
      const task = start(function* () {
        try {
          yield sleep(10_000);
        } catch {
          throw error;
        }
      });
      yield sleep(0);
      task.cancel();
      expect(yield* errorOf(task)).toBe(error);
      expect([task.cancelled(), task.exception()]).toEqual([false, error]);
    }),
  );

  it('CANC-025 may end the program', async () => {
    const loop = new TestLoop();
    const exit = new SystemExit(3);
    let task: Future<unknown> | undefined;
    const main = coded(function* () {
      const ending = start(function* () {
        try {
          yield sleep(10_000);
        } catch {
          throw exit;
        }
      });
      task = ending;
      yield sleep(0);
      ending.cancel();
      expect(ending.done()).toBe(false);
      yield sleep(10);
    });
    await expect(onLoop(main, loop)).rejects.toBe(exit);
    expect([task?.done(), task?.cancelled(), task?.exception()]).toEqual([true, false, exit]);
  });

  it(
    'CANC-033 gives the very error that ended the body, once, and then fresh ones',
    test(function* () {
      let thrown: unknown;
      const task = start(function* () {
        try {
          yield sleep(10);
        } catch (error) {
          thrown = error;
          throw error;
        }
      });
      yield sleep(0);
      task.cancel('once');
      yield wait([task]);
      const errors = [1, 2, 3].map(() => thrownBy(() => task.result()) as CancelledError);
      expect(errors[0]).toBe(thrown);
      expect(errors[0]?.args).toEqual(['once']);
      expect(new Set(errors).size).toBe(3);
      expect(errors.slice(1).map(({ args }) => args)).toEqual([[], []]);
    }),
  );

  it(
    'CANC-034 does not reach a task that awaits what is done',
    test(function* () {
      const log: unknown[] = [];
      const task = start(function* () {
        const done = getRunningLoop().createFuture<string>();
        done.setResult('value');
        currentTask()?.cancel();
        log.push(yield done);
        yield sleep(0);
        log.push('not reached');
      });
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect(log).toEqual(['value']);
    }),
  );
});
