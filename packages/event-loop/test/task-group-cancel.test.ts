import { describe, expect, it } from 'vitest';
import { CancelledError, createTask, currentTask, ExceptionGroup, sleep, taskGroup } from '../src/index.ts';
import { eagerModes, errorOf, modes, type Steps } from './modes.ts';

describe.each([...modes, ...eagerModes])('Cancelling the task of a group ($name)', ({ coded, start, test }) => {
  /** Sleeps, and calls when it is cancelled. */
  const sleeping = (onCancel: () => void) =>
    coded(function* () {
      try {
        yield sleep(5_000);
      } catch (error) {
        onCancel();
        throw error;
      }
    });
  const failing = (delay: number, error: unknown) =>
    coded(function* (): Steps<never> {
      yield sleep(delay);
      throw error;
    });

  it(
    'TG-005 while it waits for the tasks cancels them, and goes through',
    test(function* () {
      let cancelled = 0;
      const runner = start(function* () {
        yield taskGroup(
          coded(function* (group) {
            for (let nth = 0; nth < 5; nth++) void group.createTask(sleeping(() => (cancelled += 1)));
            yield sleep(0);
          }),
        );
      });
      yield sleep(100);
      runner.cancel('test');
      expect(yield* errorOf(runner)).toMatchObject({ name: 'CancelledError', args: ['test'] });
      expect([cancelled, runner.cancelled()]).toEqual([5, true]);
    }),
  );

  it(
    'TG-006 in the block cancels block and tasks, and goes through',
    test(function* () {
      let count = 0;
      const runner = start(function* () {
        yield taskGroup(
          coded(function* (group) {
            for (let nth = 0; nth < 5; nth++) void group.createTask(sleeping(() => (count += 1)));
            try {
              yield sleep(10_000);
            } catch (error) {
              count += 10;
              throw error;
            }
          }),
        );
      });
      yield sleep(100);
      runner.cancel();
      expect(yield* errorOf(runner)).toBeInstanceOf(CancelledError);
      expect([count, runner.cancelled()]).toEqual([15, true]);
    }),
  );

  it(
    'TG-007 gives way to what the clean-up of the tasks throws',
    test(function* () {
      const errors = [new RangeError('first'), new RangeError('second')];
      const runner = start(function* () {
        yield taskGroup(
          coded(function* (group) {
            for (const error of errors) {
              void group.createTask(
                sleeping(() => {
                  throw error;
                }),
              );
            }
            yield sleep(10_000);
          }),
        );
      });
      yield sleep(100);
      runner.cancel();
      const group = (yield* errorOf(runner)) as ExceptionGroup;
      expect(group).toBeInstanceOf(ExceptionGroup);
      expect(group.exceptions).toEqual(errors);
      expect(runner.cancelled()).toBe(false);
    }),
  );

  it(
    'TG-012 gives way to a task that fails while the block cleans up, through a task in between, too',
    test(function* () {
      const error = new RangeError('of a task');
      const nested = coded(function* () {
        yield taskGroup(
          coded(function* (group) {
            void group.createTask(failing(300, error));
            try {
              yield sleep(10_000);
            } catch (cancellation) {
              yield sleep(500);
              throw cancellation;
            }
          }),
        );
      });
      const between = coded(function* () {
        yield createTask(nested);
      });
      for (const body of [nested, between]) {
        const runner = createTask(body);
        yield sleep(100);
        runner.cancel();
        const group = (yield* errorOf(runner)) as ExceptionGroup;
        expect(group).toBeInstanceOf(ExceptionGroup);
        expect(group.exceptions).toEqual([error]);
      }
    }),
  );

  it(
    'TG-023 TG-027 leaves no request behind when only the group itself made one',
    test(function* () {
      const [ofTask, ofBlock] = [new RangeError('of the task'), new RangeError('of the disposal')];
      const failed = taskGroup(
        coded(function* (group) {
          void group.createTask(failing(0, ofTask));
          try {
            yield sleep(1_000);
          } finally {
            // eslint-disable-next-line no-unsafe-finally -- a resource whose end fails
            throw ofBlock;
          }
        }),
      );
      expect(((yield* errorOf(failed)) as ExceptionGroup).exceptions).toEqual([ofTask, ofBlock]);
      expect(currentTask()?.cancelling()).toBe(0);
      expect(yield sleep(0, 'not interrupted')).toBe('not interrupted');
    }),
  );

  it(
    'TG-028 two groups in each other that fail in one iteration are told apart',
    test(function* () {
      const [inner, outer] = [new RangeError('inner'), new SyntaxError('outer')];
      const own = currentTask()!;
      const counts: number[] = [];
      const failed = taskGroup(
        coded(function* (outerGroup) {
          const caught = yield* errorOf(
            taskGroup(
              coded(function* (innerGroup) {
                void innerGroup.createTask(failing(10, inner));
                void outerGroup.createTask(failing(10, outer));
                yield sleep(1_000);
              }),
            ),
          );
          expect((caught as ExceptionGroup).exceptions).toEqual([inner]);
          counts.push(own.cancelling());
          yield sleep(0);
        }),
      );
      expect(((yield* errorOf(failed)) as ExceptionGroup).exceptions).toEqual([outer]);
      counts.push(own.cancelling());
      expect(counts).toEqual([1, 0]);
    }),
  );

  it(
    'TG-029 from outside while a task fails: the group is thrown first, the request reaches the next wait',
    test(function* () {
      const error = new RangeError('of a task');
      const log: unknown[] = [];
      const runner = start(function* () {
        const own = currentTask()!;
        const failed = taskGroup(
          coded(function* (group) {
            void group.createTask(
              coded(function* (): Steps<never> {
                yield sleep(10);
                own.cancel();
                throw error;
              }),
            );
            yield sleep(1_000);
          }),
        );
        log.push(((yield* errorOf(failed)) as ExceptionGroup).exceptions, own.cancelling());
        try {
          yield sleep(0);
        } catch (cancellation) {
          log.push((cancellation as Error).name);
          throw cancellation;
        }
      });
      yield* errorOf(runner);
      expect(log).toEqual([[error], 1, 'CancelledError']);
      expect(runner.cancelled()).toBe(true);
    }),
  );

  it(
    'TG-030 again and again goes on waiting for every task',
    test(function* () {
      let ended = 0;
      const stubborn = coded(function* () {
        for (let turn = 0; turn < 3; turn++) {
          try {
            yield sleep(100);
          } catch (error) {
            expect(error).toBeInstanceOf(CancelledError);
          }
        }
        ended += 1;
      });
      const runner = start(function* () {
        yield taskGroup(
          coded(function* (group) {
            void group.createTask(stubborn);
            void group.createTask(stubborn);
            yield sleep(0);
          }),
        );
      });
      for (let time = 0; time < 3; time++) {
        yield sleep(10);
        runner.cancel(`time ${time}`);
      }
      expect(yield* errorOf(runner)).toBeInstanceOf(CancelledError);
      expect([ended, runner.cancelling()]).toEqual([2, 3]);
    }),
  );
});
