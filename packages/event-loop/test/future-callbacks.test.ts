import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { ContextVar, copyContext, getRunningLoop, sleep, type Future } from '../src/index.ts';
import { modes, takeReports } from './modes.ts';

/** Callbacks that put a number each into a bag. */
function bagging(...numbers: number[]): { bag: number[]; callbacks: (() => void)[] } {
  const bag: number[] = [];
  return { bag, callbacks: numbers.map((number) => () => void bag.push(number)) };
}

function withCallbacks(callbacks: readonly (() => void)[]): Future<unknown> {
  const future = getRunningLoop().createFuture();
  for (const callback of callbacks) future.addDoneCallback(callback);
  return future;
}

describe.each(modes)('Future.addDoneCallback ($name)', ({ test }) => {
  it(
    'calls in the next iteration, in the order of adding, with the future',
    test(function* () {
      const future = getRunningLoop().createFuture<number>();
      const calls: unknown[] = [];
      future.addDoneCallback((done) => calls.push(['a', done]));
      future.addDoneCallback((done) => calls.push(['b', done]));
      future.setResult(1);
      future.addDoneCallback((done) => calls.push(['late', done]));
      expect(calls).toEqual([]);
      yield sleep(0);
      expect(calls).toEqual([
        ['a', future],
        ['b', future],
        ['late', future],
      ]);
    }),
  );

  it(
    'refuses what is no function',
    test(function* () {
      const future = getRunningLoop().createFuture();
      expect(() => future.addDoneCallback('later' as never)).toThrow(
        new TypeError("callback must be a function, got 'later'"),
      );
      yield sleep(0);
    }),
  );

  it(
    'AFUT-036 a callback that removes others of the same future changes nothing for those that are on their way',
    test(function* () {
      const calls: string[] = [];
      const future = getRunningLoop().createFuture();
      const second = (): void => void calls.push('second');
      future.addDoneCallback(() => {
        calls.push('first');
        expect(future.removeDoneCallback(second)).toBe(0);
      });
      future.addDoneCallback(second);
      future.setResult('done');
      yield sleep(0);
      expect(calls).toEqual(['first', 'second']);
    }),
  );

  it(
    'AFUT-037 callbacks added and taken away while others are looked for break nothing',
    test(function* () {
      const future = getRunningLoop().createFuture();
      const calls: string[] = [];
      const removed = (): void => void calls.push('removed');
      const kept = (): void => void calls.push('kept');
      // Comparing calls code in Python; here that can only be a subclass that adds while it is asked.
      for (const callback of [removed, kept, removed]) future.addDoneCallback(callback);
      future.addDoneCallback(() => {
        future.addDoneCallback(kept);
        future.removeDoneCallback(kept);
      });
      expect(future.removeDoneCallback(removed)).toBe(2);
      future.cancel();
      yield sleep(0);
      yield sleep(0);
      expect(calls).toEqual(['kept', 'kept']);
    }),
  );

  it(
    'AFUT-039 calls in a copy of the context at the adding, or in the one given',
    test(function* () {
      const variable = new ContextVar('variable', { default: 'none' });
      const future = getRunningLoop().createFuture();
      const seen: string[] = [];
      const note = (): void => void seen.push(variable.get());

      const given = copyContext();
      given.run(() => variable.set('given'));
      future.addDoneCallback(note, { context: given });
      variable.set('at the adding');
      future.addDoneCallback(note);
      variable.set('later');
      future.addDoneCallback(() => variable.set('set by a callback'));

      future.setResult('done');
      yield sleep(0);
      expect(seen).toEqual(['given', 'at the adding']);
      expect(variable.get()).toBe('later');
    }),
  );

  it(
    'calls with the AsyncLocalStorage values of whoever added the callback',
    test(function* () {
      const storage = new AsyncLocalStorage<string>();
      const future = getRunningLoop().createFuture();
      const seen: unknown[] = [];
      storage.run('adding', () => future.addDoneCallback(() => seen.push(storage.getStore())));
      storage.run('completing', () => future.setResult('done'));
      yield sleep(0);
      expect(seen).toEqual(['adding']);
    }),
  );

  it(
    'reports what a callback throws, and calls the next',
    test(function* () {
      const future = getRunningLoop().createFuture();
      const { bag, callbacks } = bagging(1);
      future.addDoneCallback(function breaks() {
        throw new RangeError('in the callback');
      });
      future.addDoneCallback(callbacks[0]!);
      future.setResult('done');
      yield sleep(0);
      expect(bag).toEqual([1]);
      expect(takeReports()).toMatchObject([
        { message: 'Exception in callback breaks()', exception: new RangeError('in the callback') },
      ]);
    }),
  );
});

describe.each(modes)('Future.removeDoneCallback ($name)', ({ test }) => {
  it(
    'AFUT-032 takes the first callback away, once',
    test(function* () {
      const { bag, callbacks } = bagging(42, 17, 100);
      const future = withCallbacks(callbacks);
      expect([future.removeDoneCallback(callbacks[0]!), future.removeDoneCallback(callbacks[0]!)]).toEqual([1, 0]);
      future.setResult('done');
      yield sleep(0);
      expect(bag).toEqual([17, 100]);
    }),
  );

  it(
    'AFUT-033 takes any others away',
    test(function* () {
      const { bag, callbacks } = bagging(42, 17, 100);
      const first = withCallbacks(callbacks);
      first.removeDoneCallback(callbacks[0]!);
      first.removeDoneCallback(callbacks[1]!);
      first.setResult('done');
      yield sleep(0);
      expect(bag.splice(0)).toEqual([100]);

      const second = withCallbacks(callbacks);
      second.removeDoneCallback(callbacks[2]!);
      second.setResult('done');
      yield sleep(0);
      expect(bag).toEqual([42, 17]);
    }),
  );

  it(
    'AFUT-035 gives the number of registrations removed',
    test(function* () {
      const { callbacks } = bagging(1, 2);
      const [one, other] = callbacks as [() => void, () => void];
      const future = withCallbacks([one]);
      expect([future.removeDoneCallback(one), future.removeDoneCallback(one)]).toEqual([1, 0]);
      expect(future.removeDoneCallback(other)).toBe(0);
      expect(withCallbacks([one, one, one, one, one, one]).removeDoneCallback(one)).toBe(6);
      yield sleep(0);
    }),
  );
});

describe.each(modes)('The context of a report ($name)', ({ start, test }) => {
  const variable = new ContextVar<string>('variable');

  it(
    'AFUT-041 that a failed task was not read is that of the task',
    test(function* () {
      const loop = getRunningLoop();
      const seen: unknown[] = [];
      loop.setExceptionHandler((_loop, { message, exception }) =>
        seen.push([variable.get('unset'), message, exception]),
      );
      const error = new Error('broken');
      void start(function* () {
        variable.set('bar');
        yield sleep(0);
        throw error;
      });
      yield sleep(0);
      yield sleep(0);
      loop.losses.reportAll();
      expect(seen).toEqual([['bar', 'Task exception was never retrieved', error]]);
    }),
  );

  it(
    'AFUT-042 of what a callback threw is that of the callback',
    test(function* () {
      const loop = getRunningLoop();
      const seen: string[] = [];
      loop.setExceptionHandler(() => seen.push(variable.get('unset')));
      loop.callSoon(() => {
        variable.set('bar');
        throw new Error('broken');
      });
      yield sleep(0);
      expect(seen).toEqual(['bar']);
      expect(variable.get('unset')).toBe('unset');
    }),
  );
});
