import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTask,
  ensureFuture,
  sleep,
  Task,
  taskGroup,
  type Coroutine,
  type EventLoop,
  type TaskFactory,
  type TaskOptions,
} from '../src/index.ts';
import { modes, onLoop, TestLoop } from './modes.ts';

class MyTask<T> extends Task<T> {
  readonly options: TaskOptions | undefined;

  constructor(coroutine: Coroutine<T>, options: TaskOptions) {
    super(coroutine, options);
    this.options = options;
  }
}

const myTasks: TaskFactory = (loop, coroutine, options) => new MyTask(coroutine, { ...options, loop });

let loop: TestLoop;
beforeEach(() => {
  loop = new TestLoop();
});
afterEach(() => loop.close());

describe.each(modes)('EventLoop.createTask ($name)', ({ coded }) => {
  const body = coded(function* () {
    yield sleep(0);
    return 'ok';
  });

  it('TASK-034 is what ensureFuture() calls, overridden or not', async () => {
    class MyLoop extends TestLoop {
      override createTask<T>(coroutine: Coroutine<T>): Task<T> {
        return new MyTask(coroutine, { loop: this });
      }
    }
    using mine = new MyLoop();
    expect(mine.createTask(body)).toBeInstanceOf(MyTask);
    const task = ensureFuture(body, { loop: mine });
    expect(task).toBeInstanceOf(MyTask);
    expect(await mine.runUntilComplete(task)).toBe('ok');
  });

  it('TASK-034 makes what the factory of the loop makes, everywhere', async () => {
    loop.setTaskFactory(myTasks);
    expect(loop.getTaskFactory()).toBe(myTasks);
    await onLoop(
      coded(function* () {
        const tasks = [createTask(body), ensureFuture(body), loop.createTask(body)];
        for (const task of tasks) {
          expect(task).toBeInstanceOf(MyTask);
          expect(yield task).toBe('ok');
        }
      }),
      loop,
    );
  });

  it('TASK-035 sets the name, also of a task whose factory does not', async () => {
    const named = loop.createTask(body, { name: 'test_task' });
    expect(named.getName()).toBe('test_task');

    loop.setTaskFactory((madeFor, coroutine) => new Task(coroutine, { loop: madeFor }));
    const ignored = loop.createTask(body, { name: 'test_task' });
    expect(ignored.getName()).toBe('test_task');
    for (const task of [named, ignored]) await loop.runUntilComplete(task);
  });

  it('TASK-036 hands options that it does not know to the class or factory', async () => {
    const seen: unknown[] = [];
    const options = { name: 'parcel', priority: 3 };
    loop.setTaskFactory(
      <T>(madeFor: EventLoop, coroutine: Coroutine<T>, given: TaskOptions & { priority?: number }) => {
        seen.push(given.priority);
        return new MyTask(coroutine, { ...given, loop: madeFor });
      },
    );
    await onLoop(
      coded(function* () {
        for (const task of [createTask(body, options), loop.createTask(body, options)]) {
          expect(task).toMatchObject({ options });
          yield task;
        }
        yield taskGroup(
          coded(function* (group) {
            expect(group.createTask(body, options)).toMatchObject({ options });
            yield sleep(0);
          }),
        );
      }),
      loop,
    );
    expect(seen).toEqual([undefined, 3, 3, 3]);
  });
});

describe('EventLoop.setTaskFactory', () => {
  it('refuses what is no function, and takes the factory away again', () => {
    loop.setTaskFactory(myTasks);
    expect(() => loop.setTaskFactory('mine' as never)).toThrow(
      new TypeError("task factory must be a callable or undefined, got 'mine'"),
    );
    expect(loop.getTaskFactory()).toBe(myTasks);
    loop.setTaskFactory(undefined);
    expect(loop.getTaskFactory()).toBeUndefined();
  });
});
