import { describe, expect, it } from 'vitest';
import {
  createTask,
  Future,
  getRunningLoop,
  isFuture,
  RuntimeError,
  setEventLoop,
  sleep,
  Task,
  type CoroutineLike,
} from '../src/index.ts';
import { errorOf, modes, TestLoop, valueOf, type Steps } from './modes.ts';

describe.each(modes)('Task ($name)', ({ name, coded, start, test }) => {
  it(
    'TASK-001 is a future',
    test(function* () {
      const task = start(function* () {
        yield sleep(0);
      });
      expect(task).toBeInstanceOf(Future);
      expect(isFuture(task)).toBe(true);
      yield task;
    }),
  );

  it('TASK-002 runs on the loop given, whichever others there are', async () => {
    using loop = new TestLoop();
    const body = coded(function* () {
      yield sleep(10);
      return 'ok';
    });
    const task = new Task(body, { loop });
    using other = new TestLoop();
    expect(await loop.runUntilComplete(task)).toBe('ok');
    expect(task.result()).toBe('ok');
    expect(task.getLoop()).toBe(loop);

    setEventLoop(other);
    const onSetLoop = new Task(body);
    setEventLoop(undefined);
    expect(onSetLoop.getLoop()).toBe(other);
    expect(await other.runUntilComplete(onSetLoop)).toBe('ok');
  });

  it(
    'TASK-003 does not begin before its maker waits',
    test(function* () {
      const log: string[] = [];
      const task = start(function* () {
        log.push('body');
        yield sleep(0);
      });
      log.push('made');
      yield sleep(0);
      log.push('waited');
      expect(log).toEqual(['made', 'body', 'waited']);
      yield task;
    }),
  );

  it(
    'TASK-004 awaits coroutines of its own and others',
    test(function* () {
      const inner = coded(function* (value: number) {
        yield sleep(0);
        return value;
      });
      const outer = start(function* () {
        return ((yield inner(42)) as number) + ((yield createTask(() => inner(1000))) as number);
      });
      expect(yield outer).toBe(1042);
    }),
  );

  it(
    'TASK-011 is made by createTask() for the running loop, with a name',
    test(function* () {
      const body = coded(function* () {
        yield sleep(0);
        return 1;
      });
      const task = createTask(body, { name: 'No-op' });
      expect(task).toBeInstanceOf(Task);
      expect(task.getLoop()).toBe(getRunningLoop());
      expect(task.getName()).toBe('No-op');
      expect(yield task).toBe(1);
    }),
  );

  it(
    'TASK-013 gives a future that its body returns: as it is from a generator, unwrapped from native code',
    test(function* () {
      const future = getRunningLoop().createFuture<number>();
      future.setResult(42);
      const task: Task<unknown> = start(function* () {
        yield sleep(0);
        return future;
      });
      const boxed = start(function* () {
        yield sleep(0);
        return [future];
      });
      yield sleep(0);
      yield sleep(0);
      expect(task.result()).toBe(name === 'generator' ? future : 42);
      expect(yield boxed).toEqual([future]);
    }),
  );

  it(
    'TASK-015 makes a string of any name',
    test(function* () {
      const body = coded(function* () {
        yield sleep(0);
      });
      const task = createTask(body, { name: 987_654_321 });
      expect(task.getName()).toBe('987654321');
      task.setName(123_456_789);
      expect(task.getName()).toBe('123456789');
      task.setName({ toString: () => 'an object' });
      expect(task.getName()).toBe('an object');
      yield task;
    }),
  );

  it(
    'TASK-025 keeps what it was made of, and its context',
    test(function* () {
      const body = coded(function* () {
        yield sleep(0);
      });
      const task = createTask(body);
      expect(task.getCoro()).toBe(body);
      const { context } = task;
      const inContext = createTask(body, { context });
      expect(inContext.getContext()).toBe(context);
      yield task;
      yield inContext;
      expect(task.getCoro()).toBe(body);
      expect(task.getContext()).toBe(context);
    }),
  );

  it(
    'TASK-027 has a failure with its stack',
    test(function* () {
      const task = start(function* fails() {
        yield sleep(0);
        throw new RangeError('too far');
      });
      yield* errorOf(task);
      expect((task.exception() as Error).stack).toMatch(/too far\n.*fails.*task\.test\.ts/);
    }),
  );

  it(
    'TASK-029 may throw the error that its awaiter is handling: nothing goes round in circles',
    test(function* () {
      const handled = new Error('handled');
      let caught: unknown;
      try {
        throw handled;
      } catch {
        const task = start(function* () {
          yield sleep(0);
          throw handled;
        });
        caught = yield* errorOf(task);
      }
      expect(caught).toBe(handled);
      expect(handled.cause).toBeUndefined();
    }),
  );

  it(
    'refuses a result from outside',
    test(function* () {
      const task = start(function* () {
        yield sleep(0);
        return 'its own';
      });
      const future = task as unknown as Future<string>;
      expect(() => future.setResult('forced')).toThrow(new RuntimeError('Task does not support setResult operation'));
      expect(() => future.setException(new Error('forced'))).toThrow(
        new RuntimeError('Task does not support setException operation'),
      );
      expect(yield* valueOf(task)).toBe('its own');
    }),
  );
});

describe('createTask', () => {
  it('TASK-009 refuses what is no coroutine, every time', () => {
    using loop = new TestLoop();
    const refusal = new TypeError('a coroutine was expected, got 123');
    for (let time = 0; time < 2; time++) {
      expect(() => loop.createTask(123 as never)).toThrow(refusal);
      expect(() => new Task(123 as never, { loop })).toThrow(refusal);
    }
    expect(loop.tasks.size).toBe(0);
  });

  it('refuses a promise, which has started, with a hint', () => {
    using loop = new TestLoop();
    expect(() => loop.createTask(Promise.resolve(1) as never)).toThrow(
      /^a coroutine was expected, got a promise, which has started already: .*ensureFuture\(\)$/,
    );
    expect(loop.tasks.size).toBe(0);
  });

  it('needs a running loop', () => {
    const body = (): Promise<void> => Promise.resolve();
    expect(() => createTask(body)).toThrow(new RuntimeError('no running event loop'));
  });

  it('TASK-010 takes a function again and again, and anything with the methods of a coroutine', async () => {
    using loop = new TestLoop();
    const answers = async (): Promise<number> => Promise.resolve(42);
    const object: CoroutineLike<number> = {
      next: () => ({ done: true, value: 42 }),
      throw: (error) => {
        throw error as Error;
      },
      return: (value) => ({ done: true, value }),
    };
    const tasks = [loop.createTask(answers), loop.createTask(answers), loop.createTask(object)];
    for (const task of tasks) expect(await loop.runUntilComplete(task)).toBe(42);
  });

  it.each(modes)('TASK-012 refuses a closed loop, and starts nothing ($name)', ({ coded }) => {
    const loop = new TestLoop();
    loop.close();
    let begun = false;
    const body = coded(function* () {
      begun = true;
      yield sleep(0);
    });
    expect(() => loop.createTask(body)).toThrow(new RuntimeError('Event loop is closed'));
    const generator = (function* (): Steps<void> {
      begun = true;
      yield sleep(0);
    })();
    expect(() => loop.createTask(generator)).toThrow(new RuntimeError('Event loop is closed'));
    expect(generator.next()).toEqual({ done: true, value: undefined });
    expect(begun).toBe(false);
  });
});
