import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  createTask,
  currentTask,
  Future,
  getRunningLoop,
  RuntimeError,
  sleep,
  TaskGroup,
  taskGroup,
  type ExceptionGroup,
} from '../src/index.ts';
import { eagerModes, errorOf, modes, takeReports, type Steps } from './modes.ts';

describe.each([...modes, ...eagerModes])('TaskGroup ($name)', ({ coded, test }) => {
  const waiting = coded(function* () {
    yield sleep(10);
  });

  it(
    'TG-022 starts nothing more once it is shutting down',
    test(function* () {
      let begun = false;
      const late = coded(function* () {
        begun = true;
        yield sleep(0);
      });
      let refusal: unknown;
      const failed = taskGroup(
        coded(function* (group) {
          void group.createTask(
            coded(function* () {
              try {
                yield sleep(1_000);
              } catch {
                try {
                  void group.createTask(late);
                } catch (error) {
                  refusal = error;
                }
              }
            }),
          );
          yield sleep(0);
          throw new RangeError('of the block');
        }),
      );
      yield* errorOf(failed);
      expect(refusal).toBeInstanceOf(RuntimeError);
      expect((refusal as Error).message).toMatch(/^TaskGroup <TaskGroup .*cancelling> is shutting down$/);
      expect(begun).toBe(false);
    }),
  );

  it(
    'TG-024 is entered once',
    test(function* () {
      const group = new TaskGroup();
      yield group.run(
        coded(function* () {
          expect(yield* errorOf(group.run(waiting))).toMatchObject({
            name: 'RuntimeError',
            message: 'TaskGroup <TaskGroup entered> has already been entered',
          });
        }),
      );
      expect(yield* errorOf(group.run(waiting))).toMatchObject({
        message: 'TaskGroup <TaskGroup entered> has already been entered',
      });
    }),
  );

  it(
    'TG-025 starts tasks only while its block or tasks run, and closes what it refuses',
    test(function* () {
      let begun = false;
      const generator = (function* (): Steps<void> {
        begun = true;
        yield sleep(0);
      })();
      const group = new TaskGroup();
      expect(() => group.createTask(generator)).toThrow(new RuntimeError('TaskGroup <TaskGroup> has not been entered'));
      expect(generator.next()).toEqual({ done: true, value: undefined });
      yield group.run(waiting);
      expect(() => group.createTask(waiting)).toThrow(new RuntimeError('TaskGroup <TaskGroup entered> is finished'));
      expect(begun).toBe(false);
    }),
  );

  it(
    'TG-037 shows its tasks, failures and state',
    test(function* () {
      const group = new TaskGroup();
      const texts = [String(group)];
      const failed = group.run(
        coded(function* () {
          texts.push(String(group));
          void group.createTask(waiting);
          void group.createTask(
            coded(function* () {
              try {
                yield sleep(1_000);
              } catch {
                texts.push(String(group));
                yield sleep(10);
                texts.push(String(group));
              }
            }),
          );
          texts.push(String(group));
          void group.createTask(
            coded(function* () {
              yield sleep(5);
              throw new RangeError('of a task');
            }),
          );
          yield sleep(0);
        }),
      );
      yield* errorOf(failed);
      expect(texts).toEqual([
        '<TaskGroup>',
        '<TaskGroup entered>',
        '<TaskGroup tasks=2 entered>',
        '<TaskGroup tasks=2 errors=1 cancelling>',
        '<TaskGroup tasks=1 errors=1 cancelling>',
      ]);
    }),
  );

  it(
    'refuses a block that is no function, and to be entered outside of a task',
    test(function* () {
      expect(yield* errorOf(taskGroup(undefined as never))).toEqual(
        new TypeError('taskGroup(): body must be a function, got nothing'),
      );
      const refused = new TaskGroup();
      let refusal: unknown;
      getRunningLoop().callSoon(() => {
        refused.run(waiting).catch((error: unknown) => (refusal = error));
      });
      yield sleep(0);
      yield sleep(0);
      expect(refusal).toEqual(new RuntimeError('TaskGroup <TaskGroup> cannot determine the parent task'));
      yield refused.run(waiting);
      expect(currentTask()?.cancelling()).toBe(0);
      yield createTask(waiting);
    }),
  );
});

describe.each([...modes, ...eagerModes])('A task group and its tasks ($name)', ({ coded, start, test }) => {
  it(
    'TG-033 reports a task that fails when the task of the group is over',
    test(function* () {
      const error = new RangeError('too late');
      const parent = start(function* () {
        yield taskGroup(
          coded(function* (group) {
            void group.createTask(
              coded(function* (): Steps<never> {
                yield sleep(10);
                throw error;
              }),
              { name: 'child' },
            );
            yield sleep(20);
          }),
        );
      });
      parent.setName('parent');
      yield sleep(5);
      Future.prototype.setResult.call(parent, undefined);
      yield sleep(30);
      const [report, ...rest] = takeReports();
      expect(report).toMatchObject({ exception: error });
      expect(report?.message).toMatch(
        /^Task <Task finished name='child' .*> has errored out but its parent task <Task finished name='parent' .*> is already completed$/,
      );
      expect(rest.map(({ message }) => message.slice(0, 20))).toEqual(['step(): already done']);
    }),
  );

  it(
    'TG-034 a task that starts one which fails at once is cancelled at its second turn at the latest',
    test(function* () {
      const error = new RangeError('of the third');
      let turns = 0;
      let cancelled = false;
      const failed = taskGroup(
        coded(function* (group) {
          void group.createTask(
            coded(function* () {
              void group.createTask(
                // eslint-disable-next-line require-yield -- it fails at once
                coded(function* (): Steps<never> {
                  throw error;
                }),
              );
              try {
                for (; turns < 2; turns++) yield sleep(0);
              } catch (cancellation) {
                cancelled = cancellation instanceof CancelledError;
                throw cancellation;
              }
            }),
          );
          yield sleep(0);
        }),
      );
      expect(((yield* errorOf(failed)) as ExceptionGroup).exceptions).toEqual([error]);
      expect(cancelled).toBe(true);
    }),
  );
});
