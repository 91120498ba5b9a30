import { describe, expect, it } from 'vitest';
import {
  asCompleted,
  gather,
  getRunningLoop,
  shield,
  sleep,
  taskGroup,
  timeout,
  TimeoutError,
  wait,
  waitFor,
  type Future,
  type Task,
  type Timeout,
} from '../src/index.ts';
import { errorOf, iterations, modes, now } from './modes.ts';

describe.each(modes)('Iterations ($name)', ({ coded, start, test }) => {
  it(
    'ITER-001 a task begins in the next one',
    test(function* () {
      using turns = iterations();
      let begun = 0;
      const task = start(function* () {
        begun = turns.count;
        yield sleep(0);
      });
      yield task;
      expect(begun).toBe(1);
    }),
  );

  it(
    'ITER-002 ITER-003 a future wakes its task in the next one, which wakes its awaiter in the one after',
    test(function* () {
      using turns = iterations();
      const future = getRunningLoop().createFuture<void>();
      const log: [string, number][] = [];
      const inner = start(function* () {
        yield future;
        log.push(['inner', turns.count]);
      });
      const outer = start(function* () {
        yield inner;
        log.push(['outer', turns.count]);
      });
      for (let turn = 0; turn < 3; turn++) yield sleep(0);
      const trigger = turns.count;
      future.setResult();
      yield outer;
      expect(since(log, trigger)).toEqual([
        ['inner', 1],
        ['outer', 2],
      ]);
    }),
  );

  it.each(['inner', 'outer'] as const)(
    'ITER-004 ITER-005 a request travels inward at once, and the error outward in an iteration for each task: %s',
    (which) =>
      test(function* () {
        using turns = iterations();
        const log: [string, number][] = [];
        const noting = (name: string, wait: () => unknown): Task<void> =>
          start(function* () {
            try {
              yield wait();
            } catch (error) {
              log.push([name, turns.count]);
              throw error;
            }
          });
        const inner = noting('inner', () => sleep(1_000));
        const outer = noting('outer', () => inner);
        yield sleep(0);
        inner.addDoneCallback(() => log.push(['inner done', turns.count]));
        outer.addDoneCallback(() => log.push(['outer done', turns.count]));
        yield sleep(0);
        const trigger = turns.count;
        (which === 'inner' ? inner : outer).cancel();
        yield* errorOf(outer);
        yield sleep(0);
        expect(since(log, trigger)).toEqual([
          ['inner', 1],
          ['outer', 2],
          ['inner done', 2],
          ['outer done', 3],
        ]);
      })(),
  );

  it(
    'ITER-006 a task that is cancelled at once never begins, and is done in the second one',
    test(function* () {
      using turns = iterations();
      let begun = false;
      let done = 0;
      const trigger = turns.count;
      const task = start(function* () {
        begun = true;
        yield sleep(0);
      });
      task.addDoneCallback(() => (done = turns.count));
      task.cancel();
      yield* errorOf(task);
      yield sleep(0);
      expect([begun, task.cancelled(), done - trigger]).toEqual([false, true, 2]);
    }),
  );

  const waits: [string, number, (futures: [Future<void>, Future<void>]) => unknown][] = [
    ['gather', 2, (futures) => gather(futures)],
    ['wait', 2, (futures) => wait(futures)],
    ['shield', 2, ([future]) => shield(future)],
    ['waitFor', 1, ([future]) => waitFor(future, 10_000)],
    ['a future', 1, ([future]) => future],
    ['asCompleted', 2, ([future]) => asCompleted([future]).next().value],
    ['asCompleted, for await', 2, ([future]) => asCompleted([future])[Symbol.asyncIterator]().next()],
  ];
  it.each(waits)('ITER-007 %s goes on in number %i', (_name, count, begin) =>
    test(function* () {
      using turns = iterations();
      const futures: [Future<void>, Future<void>] = [getRunningLoop().createFuture(), getRunningLoop().createFuture()];
      let resumed = 0;
      const task = start(function* () {
        yield begin(futures);
        resumed = turns.count;
      });
      for (let turn = 0; turn < 3; turn++) yield sleep(0);
      const trigger = turns.count;
      for (const future of futures) future.setResult();
      yield task;
      expect(resumed - trigger).toBe(count);
    })(),
  );

  it(
    'ITER-008 a task group whose task ends in the first one is left in the third',
    test(function* () {
      using turns = iterations();
      const future = getRunningLoop().createFuture<void>();
      let left = 0;
      const task = start(function* () {
        yield taskGroup(
          coded(function* (group) {
            void group.createTask(
              coded(function* () {
                yield future;
              }),
            );
            yield sleep(0);
          }),
        );
        left = turns.count;
      });
      for (let turn = 0; turn < 4; turn++) yield sleep(0);
      const trigger = turns.count;
      future.setResult();
      yield task;
      expect(left - trigger).toBe(3);
    }),
  );

  it(
    'ITER-009 a failure in a task group reaches sibling and block in the third one, and is thrown in the fifth',
    test(function* () {
      using turns = iterations();
      const future = getRunningLoop().createFuture<void>();
      const log: [string, number][] = [];
      const sleepingAs = (name: string) =>
        coded(function* () {
          try {
            yield sleep(1_000);
          } catch (error) {
            log.push([name, turns.count]);
            throw error;
          }
        });
      const task = start(function* () {
        const failed = taskGroup(
          coded(function* (group) {
            void group.createTask(
              coded(function* () {
                yield future;
                throw new RangeError('of a task');
              }),
            );
            void group.createTask(sleepingAs('sibling'));
            yield sleepingAs('block')();
          }),
        );
        const error = yield* errorOf(failed);
        log.push([(error as Error).name, turns.count]);
      });
      for (let turn = 0; turn < 4; turn++) yield sleep(0);
      const trigger = turns.count;
      future.setResult();
      yield task;
      expect(since(log, trigger)).toEqual([
        ['sibling', 3],
        ['block', 3],
        ['ExceptionGroup', 5],
      ]);
    }),
  );

  it(
    'ITER-015 a deadline moved into the past is thrown in the second one',
    test(function* () {
      using turns = iterations();
      let thrown = 0;
      let limit: Timeout | undefined;
      const task = start(function* () {
        const late = timeout(
          undefined,
          coded(function* (given) {
            limit = given;
            yield sleep(1_000);
          }),
        );
        expect(yield* errorOf(late)).toBeInstanceOf(TimeoutError);
        thrown = turns.count;
      });
      for (let turn = 0; turn < 3; turn++) yield sleep(0);
      const trigger = turns.count;
      limit?.reschedule(now() - 1);
      yield task;
      expect(thrown - trigger).toBe(2);
    }),
  );

  it(
    'ITER-016 two tasks that only take turns alternate, a round in each',
    test(function* () {
      using turns = iterations();
      const log: [string, number][] = [];
      const tasks = ['a', 'b'].map((name) =>
        start(function* () {
          for (let round = 0; round < 3; round++) {
            log.push([`${name}${round}`, turns.count]);
            yield sleep(0);
          }
        }),
      );
      for (const task of tasks) yield task;
      expect(log).toEqual([
        ['a0', 1],
        ['b0', 1],
        ['a1', 2],
        ['b1', 2],
        ['a2', 3],
        ['b2', 3],
      ]);
    }),
  );
});

/** A log with iterations counted from the trigger. */
function since(log: readonly [string, number][], trigger: number): [string, number][] {
  return log.map(([name, count]) => [name, count - trigger]);
}
