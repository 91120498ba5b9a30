import { describe, expect, it } from 'vitest';
import { Future as BaseFuture } from '@x/future';
import {
  CancelledError,
  coroutine,
  gather,
  getRunningLoop,
  RuntimeError,
  setEventLoop,
  sleep,
  type Future,
} from '../src/index.ts';
import { errorOf, modes, TestLoop } from './modes.ts';

describe('gather', () => {
  it('GATH-004 needs a loop, running or set', async () => {
    expect(() => gather([])).toThrow(new RuntimeError('there is no current event loop'));
    using loop = new TestLoop();
    setEventLoop(loop);
    const empty = gather([]);
    setEventLoop(undefined);
    expect(empty.getLoop()).toBe(loop);
    expect(await loop.runUntilComplete(empty)).toEqual([]);
  });

  it('GATH-005 refuses futures of different loops', () => {
    using one = new TestLoop();
    using other = new TestLoop();
    expect(() => gather([one.createFuture(), other.createFuture()])).toThrow(RangeError);
    setEventLoop(one);
    expect(() => gather([() => Promise.resolve(), other.createFuture()])).toThrow(RangeError);
    setEventLoop(undefined);
    expect([one.tasks.size, other.tasks.size]).toEqual([0, 0]);
  });

  it('GATH-006 belongs to the loop of its futures, and gathers them again', async () => {
    using loop = new TestLoop();
    const futures = [loop.createFuture<number>(), loop.createFuture<number>()];
    const [once, again] = [gather(futures), gather(new Set(futures))];
    expect([once.getLoop(), again.getLoop()]).toEqual([loop, loop]);
    for (const [nth, future] of futures.entries()) future.setResult(nth);
    expect(await loop.runUntilComplete(once)).toEqual([0, 1]);
    expect(await loop.runUntilComplete(again)).toEqual([0, 1]);
  });
});

describe.each(modes)('gather ($name)', ({ coded, start, test }) => {
  const futures = <T>(count: number): Future<T>[] =>
    Array.from({ length: count }, () => getRunningLoop().createFuture<T>());

  it(
    'GATH-001 gives the results in the order of the arguments, when the last is there',
    test(function* () {
      const [a, b, c] = futures<number>(3) as [Future<number>, Future<number>, Future<number>];
      const gathered = gather([a, b, c]);
      let calls = 0;
      gathered.addDoneCallback(() => (calls += 1));
      for (const [future, value] of [
        [b, 1],
        [a, 2],
      ] as const) {
        future.setResult(value);
        yield sleep(0);
        yield sleep(0);
        expect([gathered.done(), calls]).toEqual([false, 0]);
      }
      c.setResult(3);
      yield sleep(0);
      yield sleep(0);
      expect([gathered.result(), calls]).toEqual([[2, 1, 3], 1]);
    }),
  );

  it(
    'GATH-002 fails with the first failure; the others go on, and what becomes of them is dropped',
    test(function* () {
      const [a, b, c, d, e] = futures<number>(5);
      const gathered = gather([a!, b!, c!, d!, e!]);
      const error = new RangeError('first');
      b!.setResult(1);
      c!.setException(error);
      yield sleep(0);
      expect(gathered.exception()).toBe(error);
      expect([a, d, e].map((future) => future!.done())).toEqual([false, false, false]);
      a!.setResult(2);
      d!.cancel();
      e!.setException(new RangeError('dropped'));
      yield sleep(0);
      expect(gathered.exception()).toBe(error);
    }),
  );

  it(
    'GATH-003 GATH-008 gives errors and cancellations their places when it is told to',
    test(function* () {
      const [a, b, c, d] = futures<number>(4);
      const gathered = gather([a!, b!, c!, d!], { returnExceptions: true });
      const error = new RangeError('in its place');
      b!.setResult(1);
      c!.setException(error);
      d!.cancel('my message');
      yield sleep(0);
      expect(gathered.done()).toBe(false);
      a!.setResult(3);
      expect(yield gathered).toEqual([3, 1, error, new CancelledError('my message')]);
    }),
  );

  it(
    'GATH-004 of nothing is done after an iteration',
    test(function* () {
      for (const returnExceptions of [false, true]) {
        const nothing = gather([], { returnExceptions });
        expect(nothing.getLoop()).toBe(getRunningLoop());
        expect(nothing.done()).toBe(false);
        yield sleep(0);
        expect(nothing.result()).toEqual([]);
      }
    }),
  );

  it(
    'GATH-007 fails with CancelledError when a child is cancelled, and is not cancelled itself',
    test(function* () {
      const [a, b] = futures<number>(2);
      const gathered = gather([a!, b!]);
      a!.cancel();
      yield sleep(0);
      expect([gathered.done(), gathered.cancelled(), b!.done()]).toEqual([true, false, false]);
      expect(gathered.exception()).toBeInstanceOf(CancelledError);
      b!.setResult(1);
    }),
  );

  it(
    'GATH-010 runs a coroutine that is given several times once',
    test(function* () {
      let runs = 0;
      const abc = coded(function* () {
        runs += 1;
        yield sleep(0);
        return 'abc';
      });
      const def = coded(function* () {
        yield sleep(0);
        return 'def';
      });
      const work = coroutine(abc)();
      expect(yield gather([work, work, def, work])).toEqual(['abc', 'abc', 'def', 'abc']);
      expect(runs).toBe(1);
    }),
  );

  it(
    'calls a function as often as it is given',
    test(function* () {
      let runs = 0;
      const worker = coded(function* () {
        yield sleep(0);
        return (runs += 1);
      });
      expect(yield gather(Array.from({ length: 3 }, () => worker))).toEqual([1, 2, 3]);
    }),
  );

  it(
    'takes promises, executors’ futures and waits among the rest',
    test(function* () {
      const source = new BaseFuture<number>();
      source.setResult(3);
      expect(yield gather([Promise.resolve(1), sleep(10, 2), source])).toEqual([1, 2, 3]);
    }),
  );

  it(
    'GATH-015 starts nothing when something cannot be awaited',
    test(function* () {
      let begun = false;
      const valid = coded(function* () {
        begun = true;
        yield sleep(0);
      });
      expect(() => gather([valid, {} as never])).toThrow(new TypeError('an awaitable is required, got an Object'));
      for (const single of [valid, 5, undefined, 'text', getRunningLoop().createFuture()]) {
        expect(() => gather(single as never)).toThrow(
          /^gather\(\): awaitables must be an iterable of awaitables, got /,
        );
      }
      yield sleep(0);
      expect(begun).toBe(false);
    }),
  );

  it(
    'GATH-011 cancelling its awaiter cancels every child that is not done, down to the leaves',
    test(function* () {
      const leaves = futures<void>(2);
      const children = leaves.map((leaf) =>
        start(function* () {
          yield leaf;
        }),
      );
      let gathered: Future<unknown> | undefined;
      const outer = start(function* () {
        gathered = gather(children);
        yield gathered;
      });
      yield sleep(0);
      yield sleep(0);
      expect(outer.cancel()).toBe(true);
      expect(leaves.map((leaf) => leaf.cancelled())).toEqual([true, true]);
      expect(yield* errorOf(outer)).toBeInstanceOf(CancelledError);
      expect(children.map((child) => child.cancelled())).toEqual([true, true]);
      expect([outer.cancelled(), gathered?.cancel()]).toEqual([true, false]);
    }),
  );

  it.each([false, true])('GATH-012 is not cancelled by cancel() before its children, returnExceptions: %s', (keep) =>
    test(function* () {
      const quick = start(function* () {
        yield sleep(10_000);
      });
      const slow = start(function* () {
        try {
          yield sleep(10_000);
        } finally {
          yield sleep(10);
        }
      });
      const gathered = gather([quick, slow], { returnExceptions: keep });
      yield sleep(0);
      expect(gathered.cancel()).toBe(true);
      expect(gathered.done()).toBe(false);
      const error = yield* errorOf(gathered);
      expect(error).toBeInstanceOf(CancelledError);
      expect([quick.cancelled(), slow.done(), gathered.cancelled()]).toEqual([true, keep, false]);
      expect(gathered.exception()).toBe(error);
      yield* errorOf(slow);
    })(),
  );

  it.each([[[]], [['my message']], [[5]]] as [unknown[]][])(
    'GATH-014 throws CancelledError in its awaiter all the same, with %j',
    (given) =>
      test(function* () {
        const blocked = coded(function* () {
          yield sleep(10_000);
        });
        const outer = start(function* () {
          yield gather([blocked, blocked], { returnExceptions: true });
        });
        yield sleep(0);
        yield sleep(0);
        outer.cancel(...given);
        expect(yield* errorOf(outer)).toMatchObject({ name: 'CancelledError', args: given });
      })(),
  );
});
