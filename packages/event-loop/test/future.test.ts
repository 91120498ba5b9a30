import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CancelledError,
  ensureFuture,
  Future,
  getRunningLoop,
  InvalidStateError,
  isFuture,
  RuntimeError,
  setEventLoop,
  sleep,
  wrapFuture,
} from '../src/index.ts';
import { FUTURE, Future as BaseFuture } from '@x/future';
import { errorOf, modes, TestLoop, valueOf } from './modes.ts';

let loop: TestLoop;
beforeEach(() => {
  loop = new TestLoop();
});
afterEach(() => {
  setEventLoop(undefined);
  loop.close();
});

describe('new Future', () => {
  it('AFUT-001 is pending, and cancelled after cancel()', () => {
    const future = loop.createFuture();
    expect([future.done(), future.cancelled()]).toEqual([false, false]);
    future.cancel();
    expect([future.done(), future.cancelled()]).toEqual([true, true]);
  });

  it('AFUT-002 needs a loop', () => {
    expect(() => new Future()).toThrow(new RuntimeError('there is no current event loop'));
  });

  it('AFUT-004 takes the loop that was set', () => {
    setEventLoop(loop);
    expect(new Future().getLoop()).toBe(loop);
  });

  it('AFUT-005 refuses a value in place of options', () => {
    expect(() => new Future(42 as never)).toThrow(new TypeError('options must be an object, got 42'));
    expect(() => new Future(null as never)).toThrow(new TypeError('options must be an object, got null'));
  });

  it('refuses what is no loop', () => {
    expect(() => new Future({ loop: 'fast' as never })).toThrow(
      new TypeError("loop must be an event loop, got 'fast'"),
    );
  });
});

describe.each(modes)('new Future ($name)', ({ start, test }) => {
  it(
    'AFUT-002 takes the running loop, in a task and in its callbacks',
    test(function* () {
      expect(new Future().getLoop()).toBe(getRunningLoop());
      const made = start(function* () {
        yield sleep(0);
        return new Future().getLoop();
      });
      expect(yield made).toBe(getRunningLoop());
    }),
  );
});

describe('isFuture', () => {
  class Lookalike {
    blocking: unknown = false;
    get [FUTURE](): unknown {
      return this.blocking;
    }
    getLoop(): TestLoop {
      return loop;
    }
  }

  it('AFUT-007 is true for futures and for objects of a class with the marker', () => {
    expect(isFuture(loop.createFuture())).toBe(true);
    const task = loop.createTask(async () => Promise.resolve());
    expect(isFuture(task)).toBe(true);
    task.cancel();
    expect(isFuture(new BaseFuture())).toBe(true);
    const lookalike = new Lookalike();
    expect(isFuture(lookalike)).toBe(true);
    lookalike.blocking = undefined;
    expect(isFuture(lookalike)).toBe(false);
  });

  it('AFUT-007 is false for everything else', () => {
    const others = [Future, Lookalike, 1, undefined, null, { [FUTURE]: true }, Promise.resolve(), () => 1];
    expect(others.map(isFuture)).toEqual(others.map(() => false));
  });

  it('AFUT-008 what it accepts stays itself in wrapFuture() and ensureFuture()', () => {
    const lookalike = new Lookalike();
    expect(wrapFuture(lookalike as never)).toBe(lookalike);
    expect(ensureFuture(lookalike as never)).toBe(lookalike);
    expect(ensureFuture(lookalike as never, { loop })).toBe(lookalike);
    expect(() => ensureFuture(lookalike as never, { loop: new TestLoop() })).toThrow(
      'The future belongs to a different loop than the one specified as the loop argument',
    );
  });
});

describe('Future', () => {
  it('AFUT-010 gives the cancel message that was written last', () => {
    const future = loop.createFuture();
    future.cancel('my message');
    future.cancelMessage = 'my new message';
    expect(() => future.result()).toThrow(new CancelledError('my new message'));
    expect(future.cancelMessage).toBe('my new message');
  });

  it('AFUT-011 is final once cancelled', () => {
    const future = loop.createFuture<number>();
    expect(future.cancel()).toBe(true);
    expect([future.done(), future.cancelled()]).toEqual([true, true]);
    expect(() => future.result()).toThrow(CancelledError);
    expect(() => future.exception()).toThrow(CancelledError);
    expect(() => future.setResult(1)).toThrow(InvalidStateError);
    expect(() => future.setException(new Error('late'))).toThrow(InvalidStateError);
    expect(future.cancel()).toBe(false);
  });

  it('AFUT-012 has no result while it is pending, and one result', () => {
    const future = loop.createFuture<number>();
    expect(() => future.result()).toThrow(InvalidStateError);
    future.setResult(42);
    expect([future.cancelled(), future.done(), future.result(), future.exception()]).toEqual([
      false,
      true,
      42,
      undefined,
    ]);
    expect(() => future.setResult(43)).toThrow(InvalidStateError);
    expect(() => future.setException(new Error('late'))).toThrow(InvalidStateError);
    expect(future.cancel()).toBe(false);
    expect(future.result()).toBe(42);
  });

  it('AFUT-013 has no exception while it is pending, and one exception', () => {
    const future = loop.createFuture();
    const error = new RangeError('too far');
    expect(() => future.exception()).toThrow(InvalidStateError);
    future.setException(error);
    expect([future.done(), future.cancelled(), future.exception()]).toEqual([true, false, error]);
    expect(() => future.result()).toThrow(error);
    expect(() => future.setResult(1)).toThrow(InvalidStateError);
    expect(() => future.setException(new Error('late'))).toThrow(InvalidStateError);
    expect(future.cancel()).toBe(false);
  });

  it('AFUT-014 makes an exception of a class', () => {
    const future = loop.createFuture();
    future.setException(RuntimeError);
    expect(future.exception()).toBeInstanceOf(RuntimeError);
  });
});

describe.each(modes)('Awaiting a Future ($name)', ({ name, start, test }) => {
  it(
    'AFUT-015 a second time gives the value at once',
    test(function* () {
      const future = getRunningLoop().createFuture<number>();
      const seen: unknown[] = [];
      const twice = start(function* () {
        seen.push(yield* name === 'generator' ? future : valueOf(future));
        seen.push(yield* name === 'generator' ? future : valueOf(future));
      });
      yield sleep(0);
      yield sleep(0);
      future.setResult(42);
      yield sleep(0);
      expect(seen).toEqual([42, 42]);
      expect(twice.done()).toBe(true);
    }),
  );

  it(
    'AFUT-030 gives a list as the one value that it is',
    test(function* () {
      const future = getRunningLoop().createFuture<number[]>();
      future.setResult([1, 2]);
      expect(yield future).toEqual([1, 2]);
    }),
  );

  it(
    'AFUT-010 gives the cancel message that was written last',
    test(function* () {
      const future = getRunningLoop().createFuture();
      future.cancel('my message');
      future.cancelMessage = 'my new message';
      expect(yield* errorOf(future)).toEqual(new CancelledError('my new message'));
    }),
  );

  it(
    'AFUT-040 a failed task five times throws the same error, whose stack does not grow',
    test(function* () {
      const failing = start(function* () {
        yield sleep(0);
        throw new Error('broken');
      });
      const first = (yield* errorOf(failing)) as Error;
      const { stack } = first;
      expect(stack).toContain('future.test.ts');
      for (let attempt = 0; attempt < 5; attempt++) {
        expect(yield* errorOf(failing)).toBe(first);
        expect(first.stack).toBe(stack);
      }
    }),
  );
});
