import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createTask, getRunningLoop, sleep, type Task } from '../src/index.ts';
import { errorOf, modes } from './modes.ts';

describe.each(modes)('Task.toString ($name)', ({ coded, start, test }) => {
  it(
    'TASK-014 has names that count up',
    test(function* () {
      const body = coded(function* () {
        yield sleep(0);
      });
      const tasks = [createTask(body), createTask(body), createTask(body)];
      const numbers = tasks.map((task) => Number(/^Task-(\d+)$/.exec(task.getName())?.[1]));
      expect(numbers).toEqual([numbers[0], numbers[0]! + 1, numbers[0]! + 2]);
      expect(String(tasks[0])).not.toBe(String(tasks[1]));
      for (const task of tasks) yield task;
    }),
  );

  it(
    'TASK-016 shows state, name and coroutine, then the outcome',
    test(function* () {
      const returns = start(
        function* () {
          yield sleep(0);
          return 'abc';
        },
        { name: 'TestTask' },
      );
      returns.addDoneCallback(function noticed() {});
      const coro = /coro=<(.*)>/.exec(String(returns).replace(/ cb=.*/, ''))?.[1];
      expect(coro).toBeDefined();
      expect(String(returns)).toBe(`<Task pending name='TestTask' coro=<${coro}> cb=[noticed()]>`);
      yield returns;
      expect(String(returns)).toBe(`<Task finished name='TestTask' coro=<${coro} done> result='abc'>`);
      expect(inspect(returns)).toBe(String(returns));

      const cancelled = start(
        function* () {
          yield sleep(10);
        },
        { name: 'TestTask' },
      );
      cancelled.cancel();
      expect(String(cancelled)).toBe(`<Task cancelling name='TestTask' coro=<${coro}>>`);
      yield* errorOf(cancelled);
      expect(String(cancelled)).toBe(`<Task cancelled name='TestTask' coro=<${coro} done>>`);

      const fails = start(
        function* () {
          yield sleep(0);
          throw new RangeError('too far');
        },
        { name: 'TestTask' },
      );
      yield* errorOf(fails);
      expect(String(fails)).toBe(`<Task finished name='TestTask' coro=<${coro} done> exception=RangeError('too far')>`);
    }),
  );

  it(
    'TASK-017 shows what the task waits for',
    test(function* () {
      const future = getRunningLoop().createFuture();
      const awaits = start(function* () {
        yield future;
      });
      const sleeps = start(function* () {
        yield sleep(250);
      });
      yield sleep(0);
      expect(String(awaits)).toContain(' wait_for=<Future pending>');
      expect(String(sleeps)).toContain(' wait_for=sleep(250)');
      future.setResult('done');
      yield awaits;
      yield sleeps;
      expect(String(awaits)).not.toContain('wait_for');
    }),
  );

  it(
    'shows ... where tasks wait for each other in a circle',
    test(function* () {
      const tasks: Task<unknown>[] = [];
      const awaiting = (other: number): Task<unknown> =>
        start(
          function* () {
            yield tasks[other];
          },
          { name: `for ${other}` },
        );
      tasks.push(awaiting(1), awaiting(0));
      yield sleep(0);
      expect(String(tasks[0])).toMatch(
        /^<Task pending name='for 1' coro=<.*> wait_for=<Task pending name='for 0' coro=<.*> wait_for=\.\.\.>>$/,
      );
      tasks[0]!.cancel();
      yield* errorOf(tasks[0]);
      yield* errorOf(tasks[1]);
    }),
  );
});

describe('The coroutine in a text', () => {
  it('TASK-016 is named after its function or class', async () => {
    const { TestLoop } = await import('./modes.ts');
    using loop = new TestLoop();
    class Parcel {
      next(): IteratorResult<unknown, number> {
        return { done: true, value: 1 };
      }
      throw(error: unknown): IteratorResult<unknown, number> {
        throw error as Error;
      }
      return(value: unknown): IteratorResult<unknown, unknown> {
        return { done: true, value };
      }
    }
    async function fetchPage(): Promise<void> {
      await Promise.resolve();
    }
    const text = (coroutine: never): string => /coro=<(.*)>>$/.exec(String(loop.createTask(coroutine)))![1]!;
    expect(text(fetchPage as never)).toBe('fetchPage()');
    expect(text((async () => Promise.resolve()) as never)).toBe('<anonymous>()');
    expect(text(new Parcel() as never)).toBe('<Parcel without __name__>');
    expect(text((function* () {})() as never)).toBe('<generator>');
    for (const task of loop.tasks) task.cancel();
    await loop.nextTimer();
  });
});
