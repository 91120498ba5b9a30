import { afterEach, describe, expect, it } from 'vitest';
import {
  asCompleted,
  CancelledError,
  coroutine,
  createTask,
  gather,
  getRunningLoop,
  RuntimeError,
  setEventLoop,
  sleep,
  Task,
  TimeoutError,
  type Awaitable,
  type Future,
} from '../src/index.ts';
import { errorOf, modes, now, onLoop, TestLoop, valueOf, type Steps } from './modes.ts';

describe('asCompleted', () => {
  afterEach(() => setEventLoop(undefined));

  it('ASC-010 needs a loop, running or set', async () => {
    const body = async (): Promise<number> => Promise.resolve(42);
    expect(() => asCompleted([body])).toThrow(new RuntimeError('there is no current event loop'));
    using loop = new TestLoop();
    setEventLoop(loop);
    const [next] = asCompleted([body]);
    expect(await loop.runUntilComplete(async () => await next)).toBe(42);
  });

  it('refuses options that make no sense', () => {
    expect(() => asCompleted([], { timeout: -1 })).toThrow(new RangeError('timeout must be zero or more, got -1'));
    expect(() => asCompleted([], { timeout: Number.NaN })).toThrow(RangeError);
  });
});

describe.each(modes)('asCompleted ($name)', ({ coded, start, test }) => {
  const sleeping = (time: number, value: string = `${time} ms`) =>
    coded(function* () {
      yield sleep(time);
      return value;
    });
  const starting = (time: number, value?: string): Task<string> => createTask(sleeping(time, value), { name: value });

  /** The results of a plain loop. */
  function* plain<T>(given: Iterable<Awaitable<T>>, options?: { timeout?: number }): Steps<T[]> {
    const results: T[] = [];
    for (const next of asCompleted(given, options)) results.push(yield* valueOf(next));
    return results;
  }
  /** The futures of a `for await`, which generators have to spell out. */
  function* futures<T>(given: Iterable<Awaitable<T>>, options?: { timeout?: number }): Steps<Future<T>[]> {
    const steps = asCompleted(given, options)[Symbol.asyncIterator]();
    const found: Future<T>[] = [];
    for (;;) {
      const step = yield* valueOf(steps.next());
      if (step.done) return found;
      void found.push(step.value);
    }
  }
  const results = <T>(found: readonly Future<T>[]): T[] => found.map((future) => future.result());

  it(
    'ASC-001 gives results in the order in which they come, in both forms',
    test(function* () {
      const given = () => [starting(150, 'c'), starting(10, 'a'), starting(10, 'b')];
      expect(yield* plain(given())).toEqual(['a', 'b', 'c']);
      expect(now()).toBe(150);
      expect(results(yield* futures(given()))).toEqual(['a', 'b', 'c']);
      expect(now()).toBe(300);
      expect(yield* plain([])).toEqual([]);
      expect(yield* futures([])).toHaveLength(0);
    }),
  );

  it(
    'ASC-002 yields the futures that were given, and the tasks that it made of coroutines',
    test(function* () {
      const [task, future] = [starting(10), getRunningLoop().createFuture<string>()];
      const work = coroutine(sleeping(30))();
      getRunningLoop().callLater(20, () => future.setResult('future'));
      const found = yield* futures([work, future, task]);
      expect(found[0]).toBe(task);
      expect(found[1]).toBe(future);
      expect(found[2]).toBeInstanceOf(Task);
      expect((found[2] as Task<string>).getCoro()).toBe(work);
    }),
  );

  it(
    'ASC-003 yields awaitables of its own in the plain form',
    test(function* () {
      const tasks = [starting(10), starting(20)];
      const nexts = [...asCompleted(tasks)];
      for (const next of nexts) expect(tasks).not.toContain(next);
      expect(new Set(nexts).size).toBe(2);
      for (const next of nexts) yield next;
    }),
  );

  it(
    'ASC-004 throws TimeoutError when the time is over, and leaves the work alone',
    test(function* () {
      const inTime: string[] = [];
      const tasks = [starting(100, 'a'), starting(150, 'b')];
      const late = start(function* () {
        for (const next of asCompleted(tasks, { timeout: 120 })) inTime.push(yield* valueOf(next));
      });
      expect(yield* errorOf(late)).toMatchObject({ name: 'TimeoutError', timeout: 120 });
      expect([inTime, now()]).toEqual([['a'], 120]);
      expect(yield tasks[1]).toBe('b');

      const others = [starting(100, 'a'), starting(150, 'b')];
      const found: unknown[] = [];
      const steps = asCompleted(others, { timeout: 120 })[Symbol.asyncIterator]();
      found.push((yield* valueOf(steps.next())).value === others[0]);
      found.push(yield* errorOf(steps.next()));
      expect(found).toEqual([true, expect.any(TimeoutError)]);
      expect(now()).toBe(150 + 120);
      expect(yield others[1]).toBe('b');
    }),
  );

  it(
    'ASC-004 of no time gives what is there already',
    test(function* () {
      const done = starting(0, 'done');
      const pending = starting(10, 'pending');
      yield done;
      const steps = asCompleted([pending, done], { timeout: 0 })[Symbol.asyncIterator]();
      expect((yield* valueOf(steps.next())).value).toBe(done);
      expect(yield* errorOf(steps.next())).toBeInstanceOf(TimeoutError);
      yield pending;
    }),
  );

  it(
    'ASC-005 leaves no timer behind when it is in time',
    test(function* () {
      expect(yield* plain([sleeping(10)], { timeout: 60_000 })).toEqual(['10 ms']);
      expect(now()).toBe(10);
    }),
  );

  it(
    'ASC-006 goes on where a loop was left',
    test(function* () {
      const seen: (string | undefined)[] = [];
      const completions = asCompleted([10, 20, 30, 40].map((time) => sleeping(time)));
      for (const next of completions) {
        seen.push(yield* valueOf(next));
        if (seen.length === 2) break;
      }
      const steps = completions[Symbol.asyncIterator]();
      seen.push((yield* valueOf(steps.next())).value?.result());
      yield steps.return();
      for (const next of completions) seen.push(yield* valueOf(next));
      expect(seen).toEqual(['10 ms', '20 ms', '30 ms', '40 ms']);
    }),
  );

  it(
    'ASC-007 gives the first result to whichever awaitable is awaited first',
    test(function* () {
      const [first, second] = [...asCompleted([starting(50, 'a'), starting(100, 'b')])];
      expect([yield second, now()]).toEqual(['a', 50]);
      expect([yield first, now()]).toEqual(['b', 100]);
    }),
  );

  it(
    'ASC-008 lets several awaitables be awaited at once',
    test(function* () {
      const nexts = [...asCompleted([starting(50, 'a'), starting(100, 'b')])];
      expect(new Set((yield gather(nexts)) as string[])).toEqual(new Set(['a', 'b']));
      expect(now()).toBe(100);
    }),
  );

  it(
    'ASC-009 counts what is given twice once',
    test(function* () {
      const ham = coroutine(sleeping(10, 'ham'))();
      expect(yield* plain([ham, ham, sleeping(20, 'spam')])).toEqual(['ham', 'spam']);
    }),
  );

  it(
    'calls a function as often as it is given',
    test(function* () {
      const ham = sleeping(10, 'ham');
      expect(yield* plain([ham, ham])).toEqual(['ham', 'ham']);
    }),
  );

  it(
    'ASC-010 runs on the running loop',
    test(function* () {
      const [found] = yield* futures([sleeping(10)]);
      expect(found?.getLoop()).toBe(getRunningLoop());
    }),
  );

  it(
    'ASC-011 refuses a single awaitable, and starts nothing when something cannot be awaited',
    test(function* () {
      let begun = false;
      const body = coded(function* () {
        begun = true;
        yield sleep(0);
      });
      const single = coroutine(body)();
      for (const wrong of [getRunningLoop().createFuture(), body, single, 5]) {
        expect(() => asCompleted(wrong as never)).toThrow(
          /^asCompleted\(\): awaitables must be an iterable of awaitables, got /,
        );
      }
      expect(() => asCompleted([body, 5 as never])).toThrow(new TypeError('an awaitable is required, got 5'));
      single.return();
      yield sleep(0);
      expect(begun).toBe(false);
    }),
  );

  it(
    'leaves the work alone when its awaiter is cancelled, and loses no result',
    test(function* () {
      const tasks = [starting(10, 'a'), starting(20, 'b')];
      const [first, second] = [...asCompleted(tasks)];
      const cancelled = start(function* () {
        yield first;
      });
      const kept = start(function* () {
        return yield* valueOf(second!);
      });
      yield sleep(5);
      cancelled.cancel();
      expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
      expect([yield kept, now()]).toEqual(['a', 10]);
      expect(yield tasks[1]).toBe('b');
    }),
  );
});

describe.each(modes)('asCompleted and a cancellation ($name)', ({ start, test }) => {
  it(
    'hands on what a cancelled awaiter was woken for',
    test(function* () {
      const source = getRunningLoop().createFuture<string>();
      const [first, second] = [...asCompleted([source, getRunningLoop().createFuture<string>()])];
      const awaiting = (next: Promise<string> | undefined): Task<unknown> =>
        start(function* () {
          return yield* valueOf(next!);
        });
      const [woken, waiting] = [awaiting(first), awaiting(second)];
      yield sleep(0);
      // Comes behind the callback that wakes the first, and before its step.
      source.addDoneCallback(() => woken.cancel());
      source.setResult('handed on');
      expect(yield* errorOf(woken)).toBeInstanceOf(CancelledError);
      expect(yield waiting).toBe('handed on');
    }),
  );
});

describe('asCompleted in a for await', () => {
  it('ASC-001 ASC-002 yields the tasks themselves', () =>
    onLoop(async () => {
      const tasks = [30, 10, 20].map((time) => createTask(() => sleep(time, time)));
      const seen: number[] = [];
      for await (const task of asCompleted(tasks)) {
        expect(tasks).toContain(task);
        seen.push(task.result());
      }
      expect(seen).toEqual([10, 20, 30]);
    }));
});
