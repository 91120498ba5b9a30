import { Future as BaseFuture } from '@x/future';
import { afterEach, describe, expect, it } from 'vitest';
import { CancelledError, getRunningLoop, RuntimeError, setEventLoop, sleep, wrapFuture } from '../src/index.ts';
import { errorOf, modes, TestLoop } from './modes.ts';

describe('wrapFuture', () => {
  afterEach(() => setEventLoop(undefined));

  it('AFUT-026 needs a loop', () => {
    expect(() => wrapFuture(new BaseFuture())).toThrow(new RuntimeError('there is no current event loop'));
  });

  it('AFUT-026 takes the loop given, or the one that was set', () => {
    using given = new TestLoop();
    using set = new TestLoop();
    setEventLoop(set);
    expect(wrapFuture(new BaseFuture()).getLoop()).toBe(set);
    expect(wrapFuture(new BaseFuture(), { loop: given }).getLoop()).toBe(given);
  });
});

describe.each(modes)('wrapFuture ($name)', ({ test }) => {
  it(
    'AFUT-026 takes over what comes from elsewhere, through the running loop',
    test(function* () {
      const source = new BaseFuture<string>();
      const wrapped = wrapFuture(source);
      expect(wrapped.getLoop()).toBe(getRunningLoop());
      expect(wrapFuture(wrapped)).toBe(wrapped);
      setTimeout(() => source.setResult('oi'), 0);
      expect(yield wrapped).toBe('oi');
    }),
  );

  it(
    'AFUT-019 takes over a failure as the same error, and a cancellation',
    test(function* () {
      const error = new RangeError('from elsewhere');
      const { stack } = error;
      const failing = new BaseFuture();
      const failed = wrapFuture(failing);
      failing.setException(error);
      expect(yield* errorOf(failed)).toBe(error);
      expect(error.stack).toBe(stack);

      const cancelling = new BaseFuture();
      const cancelled = wrapFuture(cancelling);
      cancelling.cancel();
      expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
      expect(cancelled.cancelled()).toBe(true);

      const settled = wrapFuture(Promise.reject(error));
      expect(yield* errorOf(settled)).toBe(error);
    }),
  );

  it(
    'AFUT-027 cancels what it wraps',
    test(function* () {
      const source = new BaseFuture();
      const wrapped = wrapFuture(source);
      wrapped.cancel();
      yield sleep(0);
      expect([source.cancelled(), wrapped.cancelled()]).toEqual([true, true]);
    }),
  );

  it(
    'AFUT-028 is cancelled alone when what it wraps is done already',
    test(function* () {
      const source = new BaseFuture<number>();
      const wrapped = wrapFuture(source);
      source.setResult(42);
      wrapped.cancel();
      yield sleep(0);
      expect([source.cancelled(), source.result(), wrapped.cancelled()]).toEqual([false, 42, true]);
    }),
  );
});
