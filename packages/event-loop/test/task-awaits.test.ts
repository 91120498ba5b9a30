import { describe, expect, it } from 'vitest';
import type { DoneCallback } from '@x/future';
import {
  coroutine,
  createTask,
  Future,
  getRunningLoop,
  InvalidStateError,
  run,
  RuntimeError,
  sleep,
  type DoneCallbackOptions,
  type Task,
} from '../src/index.ts';
import { errorOf, iterations, modes, takeReports, TestLoop, valueOf } from './modes.ts';

describe.each(modes)('What a task awaits ($name)', ({ name, coded, start, test }) => {
  it(
    'TASK-018 must not belong to another loop',
    test(function* () {
      using other = new TestLoop();
      const future = other.createFuture();
      const task = start(function* () {
        yield future;
      });
      const error = yield* errorOf(task);
      expect(error).toBeInstanceOf(RuntimeError);
      expect((error as Error).message).toMatch(
        /^Task <Task .*> got Future <Future pending> attached to a different loop$/,
      );
      const foreign = other.createTask(
        coded(function* () {
          yield sleep(0);
        }),
      );
      expect(
        yield* errorOf(
          start(function* () {
            yield foreign;
          }),
        ),
      ).toMatchObject({ message: expect.stringMatching(/attached to a different loop$/) as unknown });
      future.setResult('done');
      expect(yield future).toBe('done');
    }),
  );

  it(
    'TASK-019 must not be the task itself',
    test(function* () {
      const task: Task<unknown> = start(function* () {
        yield task;
      });
      expect(yield* errorOf(task)).toMatchObject({
        name: 'RuntimeError',
        message: expect.stringMatching(/^Task cannot await on itself: <Task /) as unknown,
      });
    }),
  );

  it(
    'TASK-022 is waited for by the callbacks of its class, and goes on an iteration later with the very result',
    test(function* () {
      const added: unknown[] = [];
      class Watched<T> extends Future<T> {
        override addDoneCallback(callback: DoneCallback<this>, options?: DoneCallbackOptions): void {
          added.push(callback);
          super.addDoneCallback(callback, options);
        }
      }
      using turns = iterations();
      const future = new Watched<object>();
      const result = {};
      let resumed = 0;
      const task = start(function* () {
        const value = yield* valueOf(future);
        resumed = turns.count;
        return value;
      });
      yield sleep(0);
      yield sleep(0);
      expect(added).toHaveLength(1);
      const set = turns.count;
      future.setResult(result);
      expect(yield task).toBe(result);
      expect(resumed - set).toBe(1);
    }),
  );

  it(
    'TASK-022 may be a class that keeps its callbacks itself',
    test(function* () {
      class Own<T> extends Future<T> {
        readonly kept: DoneCallback<this>[] = [];
        override addDoneCallback(callback: DoneCallback<this>): void {
          this.kept.push(callback);
        }
      }
      const future = new Own<string>();
      const task = start(function* () {
        return yield* valueOf(future);
      });
      yield sleep(0);
      future.setResult('done');
      for (const callback of future.kept) getRunningLoop().callSoon(callback, future);
      expect(yield task).toBe('done');
    }),
  );

  it(
    'is refused when it cannot be awaited: the error is thrown in, and the task may go on',
    test(function* () {
      if (name === 'native async') {
        // `await` takes anything.
        expect(yield 42).toBe(42);
        return;
      }
      const task = start(function* () {
        const errors: unknown[] = [];
        for (const wrong of [42, 'text', {}, () => 1]) {
          try {
            yield wrong;
          } catch (error) {
            errors.push((error as Error).message);
          }
        }
        yield sleep(0);
        return errors;
      });
      expect(yield task).toEqual([
        'Task got bad yield: 42',
        "Task got bad yield: 'text'",
        'Task got bad yield: an Object',
        'Task got bad yield: a function',
      ]);
    }),
  );

  it(
    'is refused when it is a coroutine object that was awaited before',
    test(function* () {
      const weigh = coroutine(
        coded(function* weigh() {
          yield sleep(0);
          return 8;
        }),
      );
      const work = weigh();
      expect(yield work).toBe(8);
      expect(yield* errorOf(work)).toMatchObject({
        name: 'RuntimeError',
        message: expect.stringMatching(/^cannot reuse already awaited coroutine/) as unknown,
      });
      expect(yield* errorOf(createTask(work))).toMatchObject({ name: 'RuntimeError' });
      yield sleep(0);
    }),
  );

  it(
    'may not run a loop of its own',
    test(function* () {
      expect(
        yield* errorOf(
          run(
            coded(function* () {
              yield sleep(0);
            }),
          ),
        ),
      ).toEqual(new RuntimeError('run() cannot be called from a running event loop'));
      using other = new TestLoop();
      expect(yield* errorOf(other.runUntilComplete(other.createFuture()))).toEqual(
        new RuntimeError('Cannot run the event loop while another loop is running'),
      );
      expect(yield* errorOf(getRunningLoop().runForever())).toEqual(
        new RuntimeError('This event loop is already running'),
      );
    }),
  );
});

describe.each(modes)('A task that is completed by force ($name)', ({ name, start, test }) => {
  const outcomes: [string, (task: Future<unknown>) => void, unknown][] = [
    ['a result', (task) => Future.prototype.setResult.call(task, 'forced'), 'forced'],
    [
      'a failure',
      (task) => Future.prototype.setException.call(task, new RangeError('forced')),
      new RangeError('forced'),
    ],
  ];

  it.each(outcomes)('TASK-024 with %s gives it to its awaiter, and reports its later step', (_what, force, outcome) =>
    test(function* () {
      const task = start(function* () {
        yield sleep(0);
        yield sleep(0);
        return 'its own';
      });
      yield sleep(0);
      force(task);
      const seen = start(function* () {
        try {
          return yield task;
        } catch (error) {
          return error;
        }
      });
      expect(yield seen).toEqual(outcome);
      for (let turn = 0; turn < 5; turn++) yield sleep(0);
      const reports = takeReports();
      expect(reports).toMatchObject([
        { message: expect.stringMatching(/^step\(\): already done: <Task finished/) as unknown },
      ]);
      expect(reports[0]?.exception).toBeInstanceOf(InvalidStateError);
    })(),
  );

  it(
    'TASK-024 while it waits is not stepped when the wait ends',
    test(function* () {
      const log: string[] = [];
      const task = start(function* () {
        yield sleep(10);
        log.push('goes on');
      });
      yield sleep(0);
      Future.prototype.setResult.call(task, 'forced');
      expect(yield task).toBe('forced');
      yield sleep(20);
      expect(takeReports()).toHaveLength(1);
      // Native code cannot be kept from going on.
      expect(log).toEqual(name === 'generator' ? [] : ['goes on']);
    }),
  );

  it(
    'TASK-024 before its first step never begins',
    test(function* () {
      let begun = false;
      const task = start(function* () {
        begun = true;
        yield sleep(0);
      });
      Future.prototype.setResult.call(task, 'forced');
      expect(yield task).toBe('forced');
      yield sleep(0);
      expect(begun).toBe(false);
      expect(takeReports()).toHaveLength(1);
    }),
  );
});
