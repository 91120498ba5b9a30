/* eslint require-yield: off -- bodies that wait for nothing */
import { describe, expect, it } from 'vitest';
import {
  allTasks,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  gather,
  getRunningLoop,
  sleep,
  SystemExit,
  Task,
  type Future,
} from '../src/index.ts';
import { errorOf, modes, onLoop, TestLoop } from './modes.ts';

describe.each(modes)('An eager task ($name)', ({ name, coded, start, test: onPlainLoop }) => {
  const isExact = name === 'generator';
  const test = (body: Parameters<typeof onPlainLoop>[0]) =>
    onPlainLoop(function* () {
      getRunningLoop().setTaskFactory(eagerTaskFactory);
      yield* body();
    });

  it(
    'EAGER-002 that has nothing to wait for has run when createTask() returns',
    test(function* () {
      const future = getRunningLoop().createFuture<string>();
      let ran = false;
      const task = start(function* () {
        ran = true;
        future.setResult('set');
        return 'hello';
      });
      expect(ran).toBe(true);
      expect(future.result()).toBe('set');
      // The promise of a native function tells of its end a microtask later.
      if (!isExact) yield Promise.resolve();
      expect(task.done()).toBe(true);
      expect(yield task).toBe('hello');
    }),
  );

  it(
    'EAGER-002 is awaited without a turn of the loop once it is done',
    test(function* () {
      let turned = false;
      const task = start(function* () {
        return 'hello';
      });
      getRunningLoop().callSoon(() => (turned = true));
      if (!isExact) yield Promise.resolve();
      expect([yield task, turned]).toEqual(['hello', false]);
      yield sleep(0);
    }),
  );

  it(
    'EAGER-003 goes on later when it has to wait',
    test(function* () {
      const task = start(function* () {
        yield sleep(0);
        return 'hello';
      });
      expect(task.done()).toBe(false);
      yield sleep(0);
      expect(yield task).toBe('hello');
    }),
  );

  it(
    'EAGER-004 is not changed by a cancel after its end',
    test(function* () {
      const task = start(function* () {
        return 'hello';
      });
      if (!isExact) yield Promise.resolve();
      expect(task.cancel()).toBe(false);
      expect(yield task).toBe('hello');
      expect(task.cancelled()).toBe(false);
      expect(task.getCoro() === undefined).toBe(isExact);
      expect(String(task)).toMatch(isExact ? /^<Task finished name='Task-\d+' result='hello'>$/ : /result='hello'>$/);
    }),
  );

  it(
    'EAGER-005 is cancelled where it waits',
    test(function* () {
      const task = start(function* () {
        yield getRunningLoop().createFuture();
      });
      expect(task.cancel('Cancelled')).toBe(true);
      expect(task.cancelling()).toBeGreaterThan(0);
      expect(yield* errorOf(task)).toMatchObject({ name: 'CancelledError', args: ['Cancelled'] });
    }),
  );

  it(
    'EAGER-006 EAGER-014 is the current task during its first step, and its maker is afterwards',
    test(function* () {
      const maker = currentTask();
      const seen: (Task<unknown> | undefined)[] = [];
      const made: Task<unknown>[] = [];
      const nested = (depth: number): Task<unknown> =>
        start(function* () {
          const own = currentTask();
          seen.push(own);
          if (depth > 0) made.push(nested(depth - 1));
          expect(currentTask()).toBe(own);
          yield sleep(0);
          expect(currentTask()).toBe(own);
        });
      made.push(nested(2));
      expect(currentTask()).toBe(maker);
      expect(seen.reverse()).toEqual(made);
      expect(new Set(made).size).toBe(3);
      for (const task of made) yield task;
      expect(currentTask()).toBe(maker);
    }),
  );

  it(
    'EAGER-007 is among all tasks until it is done',
    test(function* () {
      let during: Set<Task<unknown>> | undefined;
      const quick = start(function* () {
        during = allTasks();
      });
      if (!isExact) yield Promise.resolve();
      expect(during).toContain(quick);
      expect(allTasks()).not.toContain(quick);

      const waiting = start(function* () {
        during = allTasks();
        yield sleep(0);
      });
      expect(during).toContain(waiting);
      expect(allTasks()).toContain(waiting);
      yield waiting;
      expect(allTasks()).not.toContain(waiting);
    }),
  );

  it(
    'EAGER-012 has its name from the beginning',
    onPlainLoop(function* () {
      const log: unknown[] = [];
      const body = coded(function* () {
        log.push(currentTask()?.getName());
        return 'done';
      });
      const eager = createTask(body, { eagerStart: true, name: 'example' });
      expect(log).toEqual(['example']);
      if (!isExact) yield Promise.resolve();
      expect(eager.done()).toBe(true);

      const plain = createTask(body, { eagerStart: false, name: 'later' });
      expect(log).toEqual(['example']);
      expect(plain.done()).toBe(false);
      yield plain;
      expect(log).toEqual(['example', 'later']);
    }),
  );

  it(
    'EAGER-012 may be refused its eagerness',
    test(function* () {
      let begun = false;
      const body = coded(function* () {
        begun = true;
        yield sleep(0);
      });
      const task = createTask(body, { eagerStart: false });
      expect(begun).toBe(false);
      yield task;
    }),
  );

  it(
    'EAGER-013 keeps what its first step throws',
    test(function* () {
      const error = new RangeError('at once');
      const task = start(function* () {
        throw error;
      });
      if (!isExact) yield Promise.resolve();
      expect(task.exception()).toBe(error);
    }),
  );

  it('EAGER-013 ends the run when its first step ends the program', async () => {
    const loop = new TestLoop();
    let made: Future<unknown> | undefined;
    const main = coded(function* () {
      made = createTask(
        coded(function* () {
          throw new SystemExit(3);
        }),
        { eagerStart: true },
      );
      yield sleep(0);
    });
    await expect(onLoop(main, loop)).rejects.toMatchObject({ name: 'SystemExit', exitCode: 3 });
    expect(made?.exception()).toMatchObject({ name: 'SystemExit' });
  });

  it(
    'EAGER-015 leaves gather() nothing to wait for',
    test(function* () {
      const body = coded(function* () {
        return 'hello';
      });
      const tasks = [createTask(body), createTask(body)];
      if (!isExact) yield Promise.resolve();
      const gathered = gather(tasks);
      expect(gathered.done()).toBe(true);
      expect(yield gathered).toEqual(['hello', 'hello']);
    }),
  );
});

describe.each(modes)('An eager task of a loop that does not run ($name)', ({ coded }) => {
  it('EAGER-009 begins with the loop', async () => {
    using loop = new TestLoop();
    loop.setTaskFactory(eagerTaskFactory);
    let begun = false;
    const task = loop.createTask(
      coded(function* () {
        begun = true;
        return 'hello';
      }),
    );
    expect(begun).toBe(false);
    expect(await loop.runUntilComplete(task)).toBe('hello');
  });
});

describe('createEagerTaskFactory', () => {
  it('makes eager tasks of a class of one’s own', async () => {
    class MyTask<T> extends Task<T> {}
    using loop = new TestLoop();
    loop.setTaskFactory(createEagerTaskFactory((coroutine, options) => new MyTask(coroutine, options)));
    const main = loop.createTask(function* () {
      const task = createTask(function* () {
        return 'hello';
      });
      expect(task).toBeInstanceOf(MyTask);
      return task.done();
    });
    expect(await loop.runUntilComplete(main)).toBe(true);
  });
});
