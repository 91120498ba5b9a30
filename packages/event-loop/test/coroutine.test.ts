import { describe, expect, it } from 'vitest';
import {
  coroutine,
  CoroutineObject,
  createTask,
  ensureFuture,
  getRunningLoop,
  isCoroutine,
  isCoroutineFunction,
  RuntimeError,
  sleep,
  type Task,
} from '../src/index.ts';
import { errorOf, modes, onLoop, TestLoop, valueOf, type Steps } from './modes.ts';

function* spam(): Steps<string> {
  yield sleep(0);
  return 'spam';
}

describe('isCoroutine', () => {
  it('TASK-038 is true for generators and coroutine objects, and for nothing else', () => {
    const object = coroutine(spam)();
    expect([spam(), object].map(isCoroutine)).toEqual([true, true]);
    const others = [
      Promise.resolve(),
      spam,
      async () => Promise.resolve(),
      undefined,
      null,
      {},
      [1],
      'spam',
      new Set(),
    ];
    expect(others.map(isCoroutine)).toEqual(others.map(() => false));
    object.return();
  });
});

describe('isCoroutineFunction', () => {
  it('tells functions whose calls are coroutines', () => {
    expect([spam, async () => Promise.resolve(), coroutine(spam)].map(isCoroutineFunction)).toEqual([true, true, true]);
    expect([() => spam(), 1, undefined, spam()].map(isCoroutineFunction)).toEqual([false, false, false, false]);
  });
});

describe.each(modes)('coroutine ($name)', ({ coded, start, test }) => {
  it(
    'starts when it is awaited, and not before',
    test(function* () {
      const log: unknown[] = [];
      const weigh = coroutine(
        coded(function* (parcel: number, factor: number) {
          log.push('begun');
          yield sleep(10);
          return parcel * factor;
        }),
      );
      const work = weigh(4, 2);
      expect(work).toBeInstanceOf(CoroutineObject);
      yield sleep(0);
      expect(log).toEqual([]);
      expect(yield work).toBe(8);
      expect(log).toEqual(['begun']);
    }),
  );

  it(
    'gives tasks and futures their work',
    test(function* () {
      const weigh = coroutine(
        coded(function* (parcel: number) {
          yield sleep(10);
          return parcel * 2;
        }),
      );
      const work = weigh(4);
      const task: Task<number> = createTask(work);
      expect(task.getCoro()).toBe(work);
      expect(yield task).toBe(8);
      expect(yield ensureFuture(weigh(5))).toBe(10);
    }),
  );

  it(
    'is a promise, too',
    test(function* () {
      const fails = coroutine(
        coded(function* (): Steps<string> {
          yield sleep(0);
          throw new RangeError('too far');
        }),
      );
      const log: string[] = [];
      expect(yield fails().catch((error: unknown) => (error as Error).message)).toBe('too far');
      expect(yield* errorOf(fails().finally(() => log.push('finally')))).toEqual(new RangeError('too far'));
      expect(log).toEqual(['finally']);
    }),
  );

  it(
    'is refused while another awaits it',
    test(function* () {
      const make = coroutine(coded(spam));
      for (const begin of [
        (work: CoroutineObject<string>) => createTask(work),
        (work: CoroutineObject<string>) => start(() => valueOf(work)),
      ]) {
        const work = make();
        const first = begin(work);
        yield sleep(0);
        expect(yield* errorOf(work)).toMatchObject({
          name: 'RuntimeError',
          message: expect.stringMatching(
            /^coroutine .* is being awaited already$|^cannot reuse already awaited/,
          ) as unknown,
        });
        expect(yield first).toBe('spam');
      }
    }),
  );

  it(
    'TASK-040 takes a generator as a coroutine inside of another',
    test(function* () {
      const wrapped = coroutine(spam);
      const outer = coded(function* () {
        return yield* valueOf(wrapped());
      });
      expect(yield createTask(outer)).toBe('spam');
    }),
  );

  it.each([false, true])('TASK-039 gives the same in debug mode: %s', async (debug) => {
    const loop = new TestLoop();
    loop.setDebug(debug);
    const inner = coroutine(coded(spam));
    await onLoop(
      coded(function* () {
        expect(yield inner()).toBe('spam');
        expect(yield createTask(inner())).toBe('spam');
      }),
      loop,
    );
  });

  it('TASK-042 remembers where it was made while a loop in debug mode runs, and no longer', async () => {
    const weigh = coroutine(coded(spam));
    const loop = new TestLoop();
    loop.setDebug(true);
    const make = (): CoroutineObject<string> => {
      const object = weigh();
      object.return();
      return object;
    };
    const made = [make()];
    const main = coded(function* () {
      made.push(make());
      yield sleep(0);
    });
    await onLoop(main, loop);
    made.push(make());
    await onLoop(main);
    expect(made.map(({ sourceTraceback }) => sourceTraceback?.[0])).toEqual([
      undefined,
      expect.stringMatching(/coroutine\.test\.ts/),
      undefined,
      undefined,
    ]);
  });
});

describe('coroutine', () => {
  it('refuses what is no function', () => {
    expect(() => coroutine('spam' as never)).toThrow(new TypeError('coroutine() takes a function, got spam'));
  });

  it('can be closed unstarted, and stays closed', async () => {
    let begun = false;
    const work = coroutine(async () => {
      begun = true;
      return Promise.resolve();
    })();
    expect(work.return('closed')).toEqual({ done: true, value: 'closed' });
    await expect(work).rejects.toBeInstanceOf(RuntimeError);
    expect(begun).toBe(false);
  });
});

describe.each(modes)('A task in debug mode ($name)', ({ coded }) => {
  it('TASK-033 remembers where it was made', async () => {
    const loop = new TestLoop();
    loop.setDebug(true);
    await onLoop(
      coded(function* () {
        const task = createTask(coded(spam));
        expect(task.sourceTraceback?.[0]).toMatch(/coroutine\.test\.ts/);
        expect(String(task)).toMatch(/ created at .*coroutine\.test\.ts:\d+:\d+>$/);
        const group = getRunningLoop().createTask(coded(spam));
        expect(group.sourceTraceback?.[0]).toMatch(/coroutine\.test\.ts/);
        yield task;
        yield group;
      }),
      loop,
    );
  });
});
