import { describe, expect, it, vi } from 'vitest';
import { settled } from '@x/test-kit';
import { Future } from '../src/index.ts';
import { everyState } from './every-state.ts';

describe('Future.addDoneCallback', () => {
  it('FUT-037 FUT-038 calls back with the future as it gets its outcome', () => {
    const seen: unknown[] = [];
    const finished = new Future<number>();
    const failed = new Future<number>();
    finished.addDoneCallback((future) => seen.push(future.result()));
    failed.addDoneCallback((future) => seen.push((future.exception() as Error).message));
    finished.setResult(5);
    failed.setException(new Error('test'));
    expect(seen).toEqual([5, 'test']);
  });

  it('FUT-039 calls back before cancel() returns', () => {
    const future = new Future<number>();
    let wasCancelled: boolean | undefined;
    future.addDoneCallback((done) => (wasCancelled = done.cancelled()));
    future.cancel();
    expect(wasCancelled).toBe(true);
  });

  it('FUT-040 logs what a callback throws, and runs the next', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const future = new Future<number>();
    const next = vi.fn();
    future.addDoneCallback(() => {
      throw new Error('doh!');
    });
    future.addDoneCallback(next);
    future.setResult(1);
    expect(next).toHaveBeenCalledExactlyOnceWith(future);
    expect(log.mock.lastCall?.[0]).toMatch(
      /^exception calling callback for <Future #\d+ state=finished returned number>$/,
    );
    expect(log.mock.lastCall?.[1]).toMatchObject({ message: 'doh!' });
  });

  it('FUT-042 FUT-044 calls back at once when the future is done, and logs what that throws', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { failed, finished } = everyState();
    const seen: unknown[] = [];
    failed.addDoneCallback((future) => seen.push(future.exception()));
    expect(seen).toEqual([failed.exception()]);
    expect(() =>
      finished.addDoneCallback(() => {
        throw new Error('late doh!');
      }),
    ).not.toThrow();
    expect(log.mock.lastCall?.[0]).toContain('exception calling callback for');
    expect(log.mock.lastCall?.[1]).toMatchObject({ message: 'late doh!' });
  });

  it('FUT-045 FUT-046 calls back in the order of adding, and twice what was added twice', () => {
    const calls: string[] = [];
    const future = new Future<number>();
    const a = (...args: unknown[]): unknown => calls.push(`a${args.length}`);
    const b = (): unknown => calls.push('b');
    for (const callback of [a, b, a]) future.addDoneCallback(callback);
    future.setResult(1);
    expect(calls).toEqual(['a1', 'b', 'a1']);
  });

  it('FUT-047 lets a callback read the result, blocking or not', () => {
    const future = new Future<number>();
    let read: unknown;
    future.addDoneCallback((done) => (read = [done.resultSync({ timeout: 0 }), done.result()]));
    future.setResult(3);
    expect(read).toEqual([3, 3]);
  });

  it('FUT-048 runs a callback that a callback adds', () => {
    const future = new Future<number>();
    const inner = vi.fn();
    future.addDoneCallback((done) => done.addDoneCallback(inner));
    future.setResult(1);
    expect(inner).toHaveBeenCalledOnce();
  });

  it('FUT-049 logs the rejection of an async callback', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const future = new Future<number>();
    future.addDoneCallback(() => Promise.reject(new Error('async doh!')));
    future.setResult(1);
    await settled();
    expect(log.mock.lastCall?.[1]).toMatchObject({ message: 'async doh!' });
  });

  it('refuses what is no function', () => {
    expect(() => new Future().addDoneCallback(42 as never)).toThrow('callback must be a function, got 42');
  });
});

describe('Future.removeDoneCallback', () => {
  it('takes out every registration, and gives their number', () => {
    const future = new Future<number>();
    const callback = vi.fn();
    for (let i = 0; i < 3; i += 1) future.addDoneCallback(callback);
    expect([future.removeDoneCallback(callback), future.removeDoneCallback(callback)]).toEqual([3, 0]);
    future.setResult(1);
    expect(callback).not.toHaveBeenCalled();
  });
});
