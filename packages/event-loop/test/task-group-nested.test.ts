import { describe, expect, it } from 'vitest';
import {
  BaseException,
  BaseExceptionGroup,
  ExceptionGroup,
  KeyboardInterrupt,
  sleep,
  SystemExit,
  taskGroup,
} from '../src/index.ts';
import { eagerModes, errorOf, modes, now, TestLoop, type Steps } from './modes.ts';

describe.each([...modes, ...eagerModes])('Task groups in each other ($name)', ({ coded, start, test }) => {
  const failing = (delay: number, error: unknown) =>
    coded(function* (): Steps<never> {
      yield sleep(delay);
      throw error;
    });
  const sleeping = coded(function* () {
    yield sleep(10_000);
  });

  it.each([false, true])('TG-009 keep the failures of the inner one together, with other outer tasks: %s', (others) =>
    test(function* () {
      const errors = [0, 1, 2].map((nth) => new RangeError(`task ${nth}`));
      const failed = taskGroup(
        coded(function* (outer) {
          if (others) void outer.createTask(sleeping);
          yield taskGroup(
            coded(function* (inner) {
              for (const error of errors) void inner.createTask(failing(100, error));
              yield sleep(10_000);
            }),
          );
        }),
      );
      const group = (yield* errorOf(failed)) as ExceptionGroup;
      expect(group.exceptions).toHaveLength(1);
      const [inner] = group.exceptions as [ExceptionGroup];
      expect(inner).toBeInstanceOf(ExceptionGroup);
      expect(inner.exceptions).toEqual(errors);
      expect(now()).toBe(100);
    })(),
  );

  it(
    'TG-010 give the failure of an outer task alone when the inner one was only cancelled',
    test(function* () {
      const error = new RangeError('outer');
      const runner = start(function* () {
        yield taskGroup(
          coded(function* (outer) {
            void outer.createTask(failing(100, error));
            yield taskGroup(
              coded(function* (inner) {
                void inner.createTask(failing(10_000, new RangeError('inner')));
                yield sleep(0);
              }),
            );
          }),
        );
      });
      expect(((yield* errorOf(runner)) as ExceptionGroup).exceptions).toEqual([error]);
      expect(now()).toBe(100);
    }),
  );

  it(
    'TG-011 give the failure of an inner task as a group in a group',
    test(function* () {
      const error = new RangeError('inner');
      const runner = start(function* () {
        yield taskGroup(
          coded(function* (outer) {
            void outer.createTask(failing(10_000, new RangeError('outer')));
            yield taskGroup(
              coded(function* (inner) {
                void inner.createTask(failing(100, error));
                yield sleep(0);
              }),
            );
          }),
        );
      });
      const { exceptions } = (yield* errorOf(runner)) as ExceptionGroup;
      expect(exceptions).toHaveLength(1);
      expect((exceptions[0] as ExceptionGroup).exceptions).toEqual([error]);
    }),
  );
});

describe.each([...modes, ...eagerModes])('A task group and what is no ordinary error ($name)', ({ coded, test }) => {
  class Unusual extends BaseException {}
  const failing = (error: unknown) =>
    coded(function* (): Steps<never> {
      yield sleep(100);
      throw error;
    });
  const failingInBlock = (error: unknown) =>
    coded(function* () {
      try {
        yield sleep(10_000);
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- a clean-up that fails
        throw error;
      }
    });

  it(
    'TG-015 throws an order to end the program as it is',
    test(function* () {
      const interrupt = new KeyboardInterrupt();
      const failed = taskGroup(
        coded(function* (group) {
          void group.createTask(failing(new RangeError('of a task')));
          yield failingInBlock(interrupt)();
        }),
      );
      expect(yield* errorOf(failed)).toBe(interrupt);
    }),
  );

  it('TG-015 throws it as it is when a task gave the order', async () => {
    using loop = new TestLoop();
    const exit = new SystemExit(3);
    const parent = loop.createTask(
      coded(function* () {
        yield taskGroup(
          coded(function* (group) {
            void group.createTask(failing(exit));
            yield sleep(10_000);
          }),
        );
      }),
    );
    await expect(loop.runUntilComplete(parent)).rejects.toBe(exit);
    expect(parent.done()).toBe(false);
    // As run() does: it goes on until all tasks have cleaned up.
    await expect(loop.runUntilComplete(parent)).rejects.toBe(exit);
    expect(parent.exception()).toBe(exit);
  });

  it(
    'TG-016 throws any other in a group of base exceptions, from the block and from a task',
    test(function* () {
      const [unusual, ordinary] = [new Unusual(), new RangeError('ordinary')];
      for (const [ofTask, ofBlock] of [
        [ordinary, unusual],
        [unusual, ordinary],
      ]) {
        const failed = taskGroup(
          coded(function* (group) {
            void group.createTask(failing(ofTask));
            yield failingInBlock(ofBlock)();
          }),
        );
        const group = (yield* errorOf(failed)) as BaseExceptionGroup;
        expect(group).toBeInstanceOf(BaseExceptionGroup);
        expect(group).not.toBeInstanceOf(ExceptionGroup);
        expect(group.exceptions).toEqual([ofTask, ofBlock]);
      }
    }),
  );
});
