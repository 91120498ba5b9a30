import { describe, expectTypeOf, it } from 'vitest';
import {
  asCompleted,
  coroutine,
  createTask,
  ensureFuture,
  gather,
  guard,
  shield,
  sleep,
  staggeredRace,
  taskGroup,
  timeout,
  timeoutAt,
  wait,
  waitFor,
  wrapFuture,
  type Coroutine,
  type CoroutineObject,
  type DoneAndPending,
  type EventLoop,
  type Future,
  type RaceResult,
  type Task,
  type TaskFactory,
  type TaskGroup,
  type TaskOptions,
  type Timeout,
} from '../src/index.ts';

declare const numberTask: Task<number>;
declare const textFuture: Future<string>;
const native = async (): Promise<number> => Promise.resolve(1);
function* generator(): Generator<unknown, string, unknown> {
  yield sleep(0);
  return 'done';
}

describe('createTask', () => {
  it('has the type of what its coroutine returns', () => {
    expectTypeOf(createTask(native)).toEqualTypeOf<Task<number>>();
    expectTypeOf(createTask(generator)).toEqualTypeOf<Task<string>>();
    expectTypeOf(createTask(generator())).toEqualTypeOf<Task<string>>();
    expectTypeOf(createTask(coroutine(native)())).toEqualTypeOf<Task<number>>();
    expectTypeOf(createTask(async () => {})).toEqualTypeOf<Task<void>>();
    expectTypeOf(createTask(native, { name: 1, eagerStart: true })).toEqualTypeOf<Task<number>>();
  });

  it('refuses what has started, and what is no coroutine', () => {
    // @ts-expect-error -- a promise has started already
    void createTask(native());
    // @ts-expect-error -- a plain function makes no coroutine
    void createTask(() => 1);
    // @ts-expect-error -- the loop is the running one
    void createTask(native, { loop: undefined });
    // @ts-expect-error -- no such option
    void createTask(native, { nam: 'typo' });
  });

  it('lets a factory have options of its own', () => {
    const factory = <T>(loop: EventLoop, work: Coroutine<T>, options: TaskOptions & { priority?: number }): Task<T> =>
      loop.createTask(work, options);
    expectTypeOf(factory).toExtend<TaskFactory>();
  });
});

describe('A task', () => {
  it('is awaited to its value, and cannot be completed', async () => {
    expectTypeOf(await numberTask).toEqualTypeOf<number>();
    expectTypeOf(numberTask.result()).toEqualTypeOf<number>();
    expectTypeOf(numberTask.exception()).toEqualTypeOf<unknown>();
    // @ts-expect-error -- a task gets its result from its coroutine
    numberTask.setResult(1);
  });

  it('gives its value to a generator by yield*', () => {
    function* body(): Generator<unknown, number, unknown> {
      const value = yield* numberTask;
      expectTypeOf(value).toEqualTypeOf<number>();
      return value;
    }
    expectTypeOf(createTask(body)).toEqualTypeOf<Task<number>>();
    const inferred = createTask(function* () {
      return [yield* numberTask, yield* textFuture] as const;
    });
    expectTypeOf(inferred).toEqualTypeOf<Task<readonly [number, string]>>();
  });
});

describe('gather', () => {
  it('gives a tuple for a tuple', () => {
    const all = gather([native, numberTask, textFuture, generator, Promise.resolve(true), sleep(1, 'slept')]);
    expectTypeOf(all).toEqualTypeOf<Future<[number, number, string, string, boolean, string]>>();
    expectTypeOf(gather([])).toEqualTypeOf<Future<[]>>();
  });

  it('gives a list for an iterable', () => {
    expectTypeOf(gather(new Set([native]))).toEqualTypeOf<Future<number[]>>();
    expectTypeOf(gather([1, 2].map(() => native))).toEqualTypeOf<Future<number[]>>();
  });

  it('has errors among the results when it is told to', () => {
    const all = gather([native, textFuture], { returnExceptions: true });
    expectTypeOf(all).toEqualTypeOf<Future<[number | Error, string | Error]>>();
  });

  it('refuses what cannot be awaited', () => {
    // @ts-expect-error -- a number cannot be awaited
    void gather([1]);
    // @ts-expect-error -- one awaitable is no list
    void gather(native);
  });
});

describe('taskGroup, timeout and waitFor', () => {
  it('give what their block returns', () => {
    expectTypeOf(
      taskGroup(async (group) => {
        expectTypeOf(group).toEqualTypeOf<TaskGroup>();
        return Promise.resolve([group.createTask(native), group.createTask(generator)] as const);
      }),
    ).toEqualTypeOf<Promise<readonly [Task<number>, Task<string>]>>();
    expectTypeOf(
      taskGroup(function* () {
        yield sleep(0);
        return 'done';
      }),
    ).toEqualTypeOf<Promise<string>>();
    for (const limited of [timeout, timeoutAt]) {
      expectTypeOf(
        limited(10, async (limit) => {
          expectTypeOf(limit).toEqualTypeOf<Timeout>();
          return Promise.resolve(1);
        }),
      ).toEqualTypeOf<Promise<number>>();
      expectTypeOf(limited(undefined, generator)).toEqualTypeOf<Promise<string>>();
    }
    expectTypeOf(waitFor(native, 10)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(waitFor(textFuture)).toEqualTypeOf<Promise<string>>();
    expectTypeOf(waitFor(Promise.resolve(1), undefined)).toEqualTypeOf<Promise<number>>();
  });

  it('need their block', () => {
    // @ts-expect-error -- without a block there is nothing to limit
    void timeout(10);
    // @ts-expect-error -- without a block there is nothing to group
    void taskGroup();
    // @ts-expect-error -- a disposer could not replace the error
    using _ = timeout(10, native);
  });
});

describe('asCompleted', () => {
  it('gives promises in a plain loop, and futures in a for await', async () => {
    for (const next of asCompleted([native, numberTask])) expectTypeOf(next).toEqualTypeOf<Promise<number>>();
    for await (const future of asCompleted([native])) expectTypeOf(future).toEqualTypeOf<Future<number>>();
    for await (const task of asCompleted([numberTask])) expectTypeOf(task).toEqualTypeOf<Task<number>>();
  });
});

describe('wait', () => {
  it('keeps the class of what it waits for', async () => {
    expectTypeOf(wait([numberTask])).toEqualTypeOf<Promise<DoneAndPending<Task<number>>>>();
    const [done] = await wait(new Set([textFuture]), { returnWhen: 'FIRST_COMPLETED', timeout: 10 });
    expectTypeOf(done).toEqualTypeOf<Set<Future<string>> | undefined>();
    // @ts-expect-error -- coroutines are to be made tasks of
    await wait([native]); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- refused as it should be
  });
});

describe('Everything else that gives a value', () => {
  it('keeps its type', () => {
    expectTypeOf(shield(native)).toEqualTypeOf<Future<number>>();
    expectTypeOf(ensureFuture(generator)).toEqualTypeOf<Future<string>>();
    expectTypeOf(wrapFuture(Promise.resolve(1))).toEqualTypeOf<Future<number>>();
    expectTypeOf(guard(Promise.resolve('x'))).toEqualTypeOf<Promise<string>>();
    expectTypeOf(sleep(1)).toEqualTypeOf<Promise<void>>();
    expectTypeOf(sleep(1, 2)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(staggeredRace([native], 10)).toEqualTypeOf<Promise<RaceResult<number>>>();
    expectTypeOf(coroutine((parcel: number) => Promise.resolve(parcel))).toEqualTypeOf<
      (parcel: number) => CoroutineObject<number>
    >();
  });
});
