import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  ContextVar,
  copyContext,
  ExceptionGroup,
  sleep,
  taskGroup,
  type Task,
  type TaskGroup,
} from '../src/index.ts';
import { eagerModes, errorOf, modes, now, type Steps } from './modes.ts';

describe.each([...modes, ...eagerModes])(
  'taskGroup, with plain tasks and, TG-035, eager ones ($name)',
  ({ coded, start, test }) => {
    const returning = (delay: number, value: number) =>
      coded(function* () {
        yield sleep(delay);
        return value;
      });
    const failing = (delay: number, error: unknown) =>
      coded(function* (): Steps<never> {
        yield sleep(delay);
        throw error;
      });
    /** Sleeps, and notes that it was cancelled. */
    const sleeping = (onCancel: () => void) =>
      coded(function* () {
        try {
          yield sleep(5_000);
        } catch (error) {
          onCancel();
          throw error;
        }
      });

    it(
      'TG-001 ends when its tasks have ended, those included that were added later',
      test(function* () {
        const [first, second, late] = (yield taskGroup(
          coded(function* (group) {
            const tasks = [group.createTask(returning(100, 42)), group.createTask(returning(200, 11))];
            yield sleep(150);
            return [...tasks, group.createTask(returning(200, 7))];
          }),
        )) as Task<number>[];
        expect([first?.result(), second?.result(), late?.result()]).toEqual([42, 11, 7]);
        expect(now()).toBe(350);
      }),
    );

    it(
      'gives what its block returns, with or without tasks',
      test(function* () {
        const value = yield taskGroup(
          coded(function* () {
            yield sleep(0);
            return 'value';
          }),
        );
        expect(value).toBe('value');
      }),
    );

    it(
      'goes on when one of its tasks is cancelled',
      test(function* () {
        const [cancelled, kept] = (yield taskGroup(
          coded(function* (group) {
            const tasks = [group.createTask(returning(1_000, 42)), group.createTask(returning(200, 11))];
            yield sleep(150);
            tasks[0]!.cancel();
            return tasks;
          }),
        )) as Task<number>[];
        expect([cancelled?.cancelled(), kept?.result(), now()]).toEqual([true, 11, 200]);
      }),
    );

    it(
      'TG-003 cancels all others when one task fails, and throws the failure in a group',
      test(function* () {
        const error = new RangeError('of a task');
        const log: string[] = [];
        let sibling: Task<unknown> | undefined;
        const runner = start(function* () {
          yield taskGroup(
            coded(function* (group) {
              void group.createTask(failing(100, error));
              sibling = group.createTask(sleeping(() => log.push('sibling cancelled')));
              yield sleep(0);
            }),
          );
          log.push('not reached');
        });
        const group = (yield* errorOf(runner)) as ExceptionGroup;
        expect(group).toBeInstanceOf(ExceptionGroup);
        expect(group.exceptions).toEqual([error]);
        expect(group.message).toBe('unhandled errors in a TaskGroup (1 sub-exception)');
        expect(log).toEqual(['sibling cancelled']);
        expect(sibling?.cancelled()).toBe(true);
      }),
    );

    it(
      'TG-004 interrupts its block when tasks fail',
      test(function* () {
        const log: string[] = [];
        const failed = taskGroup(
          coded(function* (group) {
            for (let nth = 0; nth < 3; nth++) void group.createTask(failing(100, new RangeError(`task ${nth}`)));
            void group.createTask(sleeping(() => log.push('sibling cancelled')));
            try {
              yield sleep(10_000);
            } catch (error) {
              expect(error).toBeInstanceOf(CancelledError);
              log.push('block cancelled');
              throw error;
            }
          }),
        );
        const error = (yield* errorOf(failed)) as ExceptionGroup;
        expect(error.exceptions.map(String)).toEqual([
          'RangeError: task 0',
          'RangeError: task 1',
          'RangeError: task 2',
        ]);
        expect(log.sort()).toEqual(['block cancelled', 'sibling cancelled']);
        expect(now()).toBe(100);
      }),
    );

    it(
      'TG-008 cancels its tasks when its block fails',
      test(function* () {
        for (const delay of [undefined, 100]) {
          const error = new RangeError('of the block');
          let tasks: Task<unknown>[] = [];
          const failed = taskGroup(
            coded(function* (group) {
              tasks = [group.createTask(returning(1_000, 42)), group.createTask(returning(2_000, 11))];
              if (delay !== undefined) yield sleep(delay);
              throw error;
            }),
          );
          expect(((yield* errorOf(failed)) as ExceptionGroup).exceptions).toEqual([error]);
          expect(tasks.map((task) => task.cancelled())).toEqual([true, true]);
        }
      }),
    );

    it(
      'TG-014 throws the failure of a task and that of the block it interrupted together',
      test(function* () {
        const [ofTask, ofBlock] = [new RangeError('of the task'), new SyntaxError('of the block')];
        const failed = taskGroup(
          coded(function* (group) {
            void group.createTask(failing(100, ofTask));
            try {
              yield sleep(10_000);
            } finally {
              // eslint-disable-next-line no-unsafe-finally -- a clean-up that fails
              throw ofBlock;
            }
          }),
        );
        expect(((yield* errorOf(failed)) as ExceptionGroup).exceptions).toEqual([ofTask, ofBlock]);
      }),
    );

    it(
      'TG-019 lets tasks start others while it waits for them',
      test(function* () {
        const log: string[] = [];
        const spawning = (group: TaskGroup, depth: number) =>
          coded(function* () {
            yield sleep(10);
            log.push(`depth ${depth} at ${now()}`);
            if (depth < 3) void group.createTask(spawning(group, depth + 1));
          });
        yield taskGroup(
          coded(function* (group) {
            void group.createTask(spawning(group, 0));
            yield sleep(0);
          }),
        );
        expect(log).toEqual(['depth 0 at 10', 'depth 1 at 20', 'depth 2 at 30', 'depth 3 at 40']);
      }),
    );

    it(
      'TG-020 stops a group that multiplies when one task fails',
      test(function* () {
        let spawned = 0;
        const error = new RangeError('enough');
        const multiplying = (group: TaskGroup) =>
          coded(function* () {
            spawned += 1;
            yield sleep(10);
            void group.createTask(multiplying(group));
            void group.createTask(multiplying(group));
          });
        const failed = taskGroup(
          coded(function* (group) {
            void group.createTask(multiplying(group));
            void group.createTask(failing(55, error));
            yield sleep(0);
          }),
        );
        expect(((yield* errorOf(failed)) as ExceptionGroup).exceptions).toEqual([error]);
        expect(spawned).toBeGreaterThanOrEqual(10);
      }),
    );

    it(
      'TG-021 gives its tasks names and contexts',
      test(function* () {
        const variable = new ContextVar('variable', { default: 0 });
        const context = copyContext();
        const counting = coded(function* () {
          yield sleep(0);
          variable.set(variable.get() + 1);
          return variable.get();
        });
        yield taskGroup(
          coded(function* (group) {
            const named = group.createTask(counting, { name: 'yolo', context });
            expect(named.getName()).toBe('yolo');
            expect(yield named).toBe(1);
            expect(yield group.createTask(counting, { context })).toBe(2);
          }),
        );
        expect(variable.get()).toBe(0);
      }),
    );

    it(
      'TG-032 lists failures in the order in which the tasks ended, that of the block last',
      test(function* () {
        const cleaningUp = (delay: number, name: string) =>
          coded(function* () {
            try {
              yield sleep(1_000);
            } catch {
              yield sleep(delay);
              throw new RangeError(name);
            }
          });
        const failed = taskGroup(
          coded(function* (group) {
            void group.createTask(cleaningUp(20, 'slow'));
            void group.createTask(cleaningUp(10, 'fast'));
            yield sleep(0);
            throw new RangeError('block');
          }),
        );
        const error = (yield* errorOf(failed)) as ExceptionGroup;
        expect(error.exceptions.map((one) => (one as Error).message)).toEqual(['fast', 'slow', 'block']);
      }),
    );
  },
);
