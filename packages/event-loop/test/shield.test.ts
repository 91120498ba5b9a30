import { afterEach, describe, expect, it } from 'vitest';
import { CancelledError, gather, getRunningLoop, RuntimeError, setEventLoop, shield, sleep } from '../src/index.ts';
import { errorOf, modes, now, takeReports, TestLoop } from './modes.ts';

describe.each(modes)('shield ($name)', ({ coded, start, test }) => {
  afterEach(() => setEventLoop(undefined));

  it(
    'SHIELD-001 gives what is inside of it',
    test(function* () {
      const loop = getRunningLoop();
      const [value, failure] = [loop.createFuture<number>(), loop.createFuture<number>()];
      const [outerValue, outerFailure] = [shield(value), shield(failure)];
      const error = new RangeError('inside');
      value.setResult(42);
      failure.setException(error);
      expect(yield outerValue).toBe(42);
      expect(yield* errorOf(outerFailure)).toBe(error);
      expect(shield(value)).toBe(value);
      expect(shield(failure)).toBe(failure);
    }),
  );

  it(
    'SHIELD-002 is cancelled with what is inside',
    test(function* () {
      const inner = getRunningLoop().createFuture();
      const outer = shield(inner);
      inner.cancel();
      yield sleep(0);
      expect(outer.cancelled()).toBe(true);
    }),
  );

  it(
    'SHIELD-003 is cancelled alone',
    test(function* () {
      const inner = getRunningLoop().createFuture<number>();
      const outer = shield(inner);
      expect(outer.cancel()).toBe(true);
      yield sleep(0);
      expect([outer.cancelled(), inner.cancelled(), inner.done()]).toEqual([true, false, false]);
      inner.setResult(42);
      yield sleep(0);
      expect(inner.result()).toBe(42);
    }),
  );

  it(
    'SHIELD-004 keeps the cancelling of a task from its work',
    test(function* () {
      let proof = 0;
      const inner = start(function* () {
        yield sleep(10);
        proof += 1;
      });
      const outer = start(function* () {
        yield shield(inner);
        proof += 100;
      });
      yield sleep(0);
      yield sleep(0);
      outer.cancel();
      expect(yield* errorOf(outer)).toBeInstanceOf(CancelledError);
      expect([inner.done(), proof]).toEqual([false, 0]);
      yield inner;
      expect(proof).toBe(1);
    }),
  );

  it(
    'SHIELD-004 keeps it from a wait that the task itself began, too',
    test(function* () {
      const log: string[] = [];
      const task = start(function* () {
        const sleeping = sleep(10);
        void sleeping.then(() => log.push(`slept until ${now()}`));
        yield shield(sleeping);
      });
      yield sleep(0);
      task.cancel();
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      expect([log, now()]).toEqual([[], 0]);
      yield sleep(20);
      expect(log).toEqual(['slept until 10']);
    }),
  );

  it(
    'SHIELD-005 keeps a gather going',
    test(function* () {
      const loop = getRunningLoop();
      const [a, b] = [loop.createFuture<number>(), loop.createFuture<number>()];
      const gathered = gather([a, b]);
      const outer = shield(gathered);
      yield sleep(0);
      outer.cancel();
      yield sleep(0);
      expect([outer.cancelled(), gathered.done()]).toEqual([true, false]);
      a.setResult(1);
      b.setResult(2);
      expect(yield gathered).toEqual([1, 2]);
    }),
  );

  it(
    'SHIELD-006 within a gather takes its cancelling',
    test(function* () {
      const loop = getRunningLoop();
      const inner = [loop.createFuture<number>(), loop.createFuture<number>()];
      const shields = inner.map((future) => shield(future));
      const gathered = gather(shields);
      yield sleep(0);
      expect(gathered.cancel()).toBe(true);
      expect(yield* errorOf(gathered)).toBeInstanceOf(CancelledError);
      expect(gathered.exception()).toBeInstanceOf(CancelledError);
      expect(shields.map((one) => one.cancelled())).toEqual([true, true]);
      expect(inner.map((one) => one.done())).toEqual([false, false]);
      for (const [nth, future] of inner.entries()) future.setResult(nth);
    }),
  );

  it('SHIELD-007 makes a task of a coroutine, on a loop that is running or set', async () => {
    const body = coded(function* () {
      yield sleep(0);
      return 42;
    });
    expect(() => shield(body)).toThrow(new RuntimeError('there is no current event loop'));
    using loop = new TestLoop();
    setEventLoop(loop);
    const outer = shield(body);
    expect(outer.getLoop()).toBe(loop);
    expect(await loop.runUntilComplete(outer)).toBe(42);
    expect(await loop.runUntilComplete(loop.createTask(async () => await shield(body)))).toBe(42);
  });

  it(
    'SHIELD-008 that was cancelled reports a failure inside, once, and no success',
    test(function* () {
      const loop = getRunningLoop();
      const succeeds = loop.createFuture<number>();
      shield(succeeds).cancel();
      succeeds.setResult(1);
      for (let turn = 0; turn < 3; turn++) yield sleep(0);
      expect(takeReports()).toEqual([]);

      for (const shields of [1, 2]) {
        const fails = loop.createFuture<number>();
        const error = new RangeError('inside');
        for (let nth = 0; nth < shields; nth++) {
          shield(fails).cancel();
          yield sleep(0);
        }
        fails.setException(error);
        for (let turn = 0; turn < 3; turn++) yield sleep(0);
        const reports = takeReports();
        expect(reports).toMatchObject([{ message: 'Future exception in shielded future', exception: error }]);
        expect(reports[0]?.future).toBe(fails);
      }
    }),
  );

  it(
    'SHIELD-008 reports a failure in the very iteration of its cancelling, too',
    test(function* () {
      const fails = getRunningLoop().createFuture<number>();
      const outer = shield(fails);
      fails.setException(new RangeError('inside'));
      outer.cancel();
      for (let turn = 0; turn < 3; turn++) yield sleep(0);
      expect(takeReports()).toHaveLength(1);
    }),
  );
});
