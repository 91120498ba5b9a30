import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError, Future, InvalidStateError, isFuture, RuntimeError, TimeoutError } from '../src/index.ts';
import { everyState } from './every-state.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

describe('Future states', () => {
  it('FUT-001 starts neither running nor cancelled nor done', () => {
    const future = new Future<number>();
    expect([future.running(), future.cancelled(), future.done(), future.state]).toEqual([
      false,
      false,
      false,
      'pending',
    ]);
  });

  it('FUT-002 is cancelled while pending', () => {
    const future = new Future<number>();
    expect(future.cancel()).toBe(true);
    expect([future.cancelled(), future.done(), future.running()]).toEqual([true, true, false]);
  });

  it('FUT-003 refuses to be cancelled while running', () => {
    const future = new Future<number>();
    expect(future.setRunningOrNotifyCancel()).toBe(true);
    expect(future.cancel()).toBe(false);
    expect(future.state).toBe('running');
  });

  it('FUT-006 FUT-007 refuses to be cancelled once finished, and keeps what it has', () => {
    const { failed, finished } = everyState();
    expect([failed.cancel(), finished.cancel()]).toEqual([false, false]);
    expect([failed.state, finished.state]).toEqual(['finished', 'finished']);
    expect(finished.result()).toBe(42);
    expect(failed.exception()).toBeInstanceOf(RangeError);
  });

  it('FUT-008 FUT-009 FUT-010 answers cancelled, done and running in each state', () => {
    const states = Object.values(everyState());
    expect(states.map((future) => future.cancelled())).toEqual([false, false, true, true, false, false]);
    expect(states.map((future) => future.done())).toEqual([false, false, true, true, true, true]);
    expect(states.map((future) => future.running())).toEqual([false, true, false, false, false, false]);
  });

  it('FUT-012 tells an executor not to run what was cancelled', () => {
    const future = new Future<number>();
    future.cancel();
    expect(future.setRunningOrNotifyCancel()).toBe(false);
  });

  it('refuses to start what runs already, and names the future', () => {
    const future = new Future<number>();
    future.setRunningOrNotifyCancel();
    expect(() => future.setRunningOrNotifyCancel()).toThrow(/cannot start: <Future #\d+ state=running>/);
  });

  it('FUT-014 takes a result without having run', () => {
    const future = new Future<number>();
    future.setResult(1);
    expect(future.state).toBe('finished');
  });

  it('FUT-015 FUT-016 refuses a second outcome, and keeps the first', () => {
    const { finished, failed } = everyState();
    const first = failed.exception();
    expect(() => finished.setResult(2)).toThrow(/^FINISHED: <Future .* state=finished returned number>$/);
    expect(() => failed.setException(new TypeError('second'))).toThrow(
      /^FINISHED: <Future .* state=finished raised RangeError>$/,
    );
    expect(finished.result()).toBe(42);
    expect(failed.exception()).toBe(first);
  });

  it('FUT-017 refuses an outcome after it was cancelled', () => {
    const { cancelled } = everyState();
    expect(() => cancelled.setResult(1)).toThrow(InvalidStateError);
    expect(() => cancelled.setException(new Error('late'))).toThrow(/^CANCELLED: /);
  });

  it('FUT-018 shows its state as text, and to console.log', () => {
    const texts = Object.values(everyState()).map((future) => future.toString().replace(/#\d+/, '#'));
    expect(texts).toEqual([
      '<Future # state=pending>',
      '<Future # state=running>',
      '<Future # state=cancelled>',
      '<Future # state=cancelled>',
      '<Future # state=finished raised RangeError>',
      '<Future # state=finished returned number>',
    ]);
  });

  it('is told from other values', () => {
    expect([isFuture(new Future()), isFuture(Promise.resolve()), isFuture(undefined)]).toEqual([true, false, false]);
  });
});

describe('Future.get', () => {
  it('FUT-019 gives up at once with a timeout of zero, and leaves the future alone', async () => {
    for (const future of [everyState().pending, everyState().running]) {
      const waited = future.get({ timeout: 0 }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(0);
      expect(await waited).toMatchObject({ name: 'TimeoutError', code: 'ERR_TIMEOUT', timeout: 0 });
      expect(future.done()).toBe(false);
    }
  });

  it('FUT-021 FUT-022 gives what is there, whatever the limit', async () => {
    const { failed, finished } = everyState();
    await expect(failed.get({ timeout: 0 })).rejects.toBe(failed.exception());
    await expect(finished.get({ timeout: 0 })).resolves.toBe(42);
  });

  it('FUT-024 ends with CancelledError as the future is cancelled', async () => {
    const future = new Future<number>();
    const waited = future.get({ timeout: 5_000 }).catch((error: unknown) => error);
    future.cancel('no more');
    expect(await waited).toMatchObject({ name: 'CancelledError', args: ['no more'] });
  });

  it('FUT-025 gives the error, none, or the reason why there is none yet', async () => {
    const { pending, running, cancelled, failed, finished } = everyState();
    const open = Promise.allSettled([pending.getException({ timeout: 0 }), running.getException({ timeout: 0 })]);
    await vi.advanceTimersByTimeAsync(0);
    expect((await open).map((outcome) => outcome.status === 'rejected' && (outcome.reason as Error).name)).toEqual([
      'TimeoutError',
      'TimeoutError',
    ]);
    await expect(cancelled.getException({ timeout: 0 })).rejects.toBeInstanceOf(CancelledError);
    await expect(failed.getException({ timeout: 0 })).resolves.toBe(failed.exception());
    await expect(finished.getException({ timeout: 0 })).resolves.toBeUndefined();
  });

  it('FUT-026 waits for the error', async () => {
    const future = new Future<number>();
    const error = new RangeError('too late');
    const waited = future.getException();
    future.setException(error);
    expect(await waited).toBe(error);
  });

  it('FUT-027 refuses a negative timeout', async () => {
    await expect(new Future().get({ timeout: -1 })).rejects.toThrow('timeout must be zero or more, got -1');
    await expect(new Future().get({ timeout: Number.NaN })).rejects.toThrow(RangeError);
    await expect(new Future().get({ timeout: '5' as never })).rejects.toThrow(TypeError);
  });

  it('FUT-031 tells a TimeoutError of the work from one of the wait', async () => {
    const future = new Future<number>();
    const own = new TimeoutError('of the work');
    future.setException(own);
    await expect(future.get({ timeout: 10 })).rejects.toBe(own);
    expect(future.done()).toBe(true);
  });

  it('FUT-032 can be asked again after a timeout', async () => {
    const future = new Future<number>();
    const first = future.get({ timeout: 10 }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(9);
    const second = future.get();
    await vi.advanceTimersByTimeAsync(1);
    expect(await first).toBeInstanceOf(TimeoutError);
    future.setResult(7);
    expect(await second).toBe(7);
  });

  it('FUT-034 gives up with the reason of the signal, and the future goes on', async () => {
    const future = new Future<number>();
    const controller = new AbortController();
    const waited = future.get({ signal: controller.signal }).catch((error: unknown) => error);
    controller.abort('enough');
    expect(await waited).toBe('enough');
    future.setResult(1);
    expect(future.result()).toBe(1);
    await expect(future.get({ signal: controller.signal })).rejects.toBe('enough');
  });
});

describe('Future.result', () => {
  it('throws while there is none, and gives no way to confuse that with a failure', () => {
    expect(() => everyState().pending.result()).toThrow(InvalidStateError);
    expect(() => everyState().running.exception()).toThrow(/not there yet: <Future .* state=running>/);
  });

  it('FUT-028 throws the identical error each time', () => {
    const { failed } = everyState();
    const thrown = [1, 2].map(() => {
      try {
        return failed.result();
      } catch (error) {
        return error;
      }
    });
    expect(thrown[0]).toBe(thrown[1]);
  });

  it.each([undefined, null, 0, '', false])('FUT-029 gives %s as it is', async (value) => {
    const future = new Future<unknown>();
    future.setResult(value);
    expect([future.result(), await future, future.exception()]).toEqual([value, value, undefined]);
  });

  it('FUT-030 throws an error that looks like nothing', () => {
    const future = new Future<number>();
    const hollow = Object.assign(new Error(''), { length: 0, valueOf: () => 0 });
    future.setException(hollow);
    expect(() => future.result()).toThrow(hollow);
  });

  it('turns a thrown undefined into an error that can be seen', () => {
    const future = new Future<number>();
    future.setException(undefined);
    expect(future.exception()).toBeInstanceOf(RuntimeError);
  });
});

describe('Future.resultSync', () => {
  it.each([['5'], [null], [Symbol('odd')], [{}]])('refuses %s as timeout, naming it', (timeout) => {
    const block = (): unknown => new Future().resultSync({ timeout: timeout as never });
    expect(block).toThrow(TypeError);
    expect(block).toThrow(/timeout must be a number of milliseconds/);
  });

  it('FUT-035 refuses at once to block where nothing can complete the future', () => {
    expect(() => new Future().resultSync()).toThrow(/would deadlock: nothing can complete <Future #\d+ state=pending>/);
    expect(() => new Future().exceptionSync({ timeout: 10 })).toThrow(RuntimeError);
  });

  it('gives what is there', () => {
    const { finished, failed } = everyState();
    expect(finished.resultSync()).toBe(42);
    expect(failed.exceptionSync()).toBeInstanceOf(RangeError);
  });
});

describe('Future as a promise', () => {
  it('can be awaited before and after it is done, and chained', async () => {
    const future = new Future<number>();
    const chained = future.then((value) => value + 1).finally(() => undefined);
    future.setResult(1);
    expect([await future, await chained]).toEqual([1, 2]);
    await expect(everyState().failed.catch(() => 'seen')).resolves.toBe('seen');
  });

  it('works in Promise.all and Promise.race', async () => {
    const { finished } = everyState();
    expect(await Promise.all([finished, Promise.resolve(1)])).toEqual([42, 1]);
    expect(await Promise.race([finished, new Promise(() => undefined)])).toBe(42);
  });

  it('can be delegated to by a generator', () => {
    const future = new Future<number>();
    const delegate = function* (): Generator<Future<number>, number, number> {
      return (yield* future) + (yield* future);
    };
    const steps = delegate();
    expect(steps.next().value).toBe(future);
    future.setResult(2);
    expect(steps.next(2)).toEqual({ done: true, value: 4 });
  });
});
