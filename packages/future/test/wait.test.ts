import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ALL_COMPLETED,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  RuntimeError,
  wait,
  waitSync,
  type ReturnWhen,
} from '../src/index.ts';
import { everyState } from './every-state.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

// Futures are iterable, for `yield*`: comparing them deeply would read their results.
const same = (given: Iterable<unknown>, ...expected: unknown[]): boolean => {
  const items = [...given];
  return items.length === expected.length && items.every((item, index) => item === expected[index]);
};

const isSettled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), vi.advanceTimersByTimeAsync(0).then(() => false)]);

describe('wait', () => {
  it('FUT-050 counts a future that was given twice once', async () => {
    const { finished } = everyState();
    const { done, notDone } = await wait([finished, finished]);
    expect([same(done, finished), notDone.size]).toEqual([true, 0]);
  });

  it('FUT-052 ends at once when something is done already', async () => {
    const { notified, finished, running } = everyState();
    const [done, notDone] = await wait([notified, finished, running], { returnWhen: FIRST_COMPLETED });
    expect(same(done as Set<unknown>, notified, finished)).toBe(true);
    expect(same(notDone as Set<unknown>, running)).toBe(true);
  });

  it('FUT-053 ends at the first failure, and not before', async () => {
    const futures = [new Future(), new Future(), new Future()] as const;
    const waited = wait(futures, { returnWhen: FIRST_EXCEPTION });
    futures[0].setResult('ok');
    expect(await isSettled(waited)).toBe(false);
    futures[1].setException(new Error('failed'));
    const { done, notDone } = await waited;
    expect(same(done, futures[0], futures[1]) && same(notDone, futures[2])).toBe(true);
  });

  it('FUT-055 ends at once when one has failed already', async () => {
    const { failed, running } = everyState();
    const { done } = await wait([failed, running], { returnWhen: FIRST_EXCEPTION });
    expect(same(done, failed)).toBe(true);
  });

  it('FUT-056 FUT-066 waits for all, and throws no failure', async () => {
    const { finished, notified, failed } = everyState();
    const good = new Future<number>();
    const bad = new Future<number>();
    const waited = wait([finished, notified, failed, good, bad], { returnWhen: ALL_COMPLETED });
    bad.setException(new Error('failed'));
    expect(await isSettled(waited)).toBe(false);
    good.setResult(1);
    expect((await waited).done.size).toBe(5);
  });

  it('FUT-058 FUT-065 loses no wake-up among a hundred futures of several makers', async () => {
    class Other<T> extends Future<T> {}
    const futures = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? new Future() : new Other()));
    const waited = wait(futures);
    for (const future of futures) future.setResult(1);
    expect((await waited).done.size).toBe(100);
  });

  it.each<ReturnWhen>([FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED])(
    'FUT-059 has nothing to wait for without futures (%s)',
    async (returnWhen) => {
      const { done, notDone } = await wait([], { returnWhen });
      expect([done.size, notDone.size]).toEqual([0, 0]);
    },
  );

  it('FUT-060 counts what is cancelled while it waits as done', async () => {
    const futures = [new Future(), new Future()];
    const waited = wait(futures);
    for (const future of futures) future.cancel();
    expect((await waited).done.size).toBe(2);
  });

  it('FUT-061 FUT-062 takes a cancelled future for no failure', async () => {
    const futures = [new Future(), new Future()] as const;
    const waited = wait(futures, { returnWhen: FIRST_EXCEPTION });
    futures[0].cancel();
    expect(await isSettled(waited)).toBe(false);
    futures[1].setResult(1);
    expect((await waited).notDone.size).toBe(0);
  });

  it('FUT-064 reads any iterable once', async () => {
    const { finished } = everyState();
    let reads = 0;
    const once = (function* () {
      reads += 1;
      yield finished;
    })();
    expect(same((await wait(once)).done, finished)).toBe(true);
    expect(reads).toBe(1);
  });

  it('FUT-067 leaves no waiter on what is not done', async () => {
    class Watched<T> extends Future<T> {
      get waiting(): number {
        return this.followers.length;
      }
    }
    const open = new Watched();
    const waited = wait([open, everyState().pending], { timeout: 10 });
    expect(open.waiting).toBe(1);
    await vi.advanceTimersByTimeAsync(10);
    expect((await waited).notDone.size).toBe(2);
    expect(open.waiting).toBe(0);
  });

  it('ends with what is done when the time is over, and not before', async () => {
    const { pending } = everyState();
    const waited = wait([pending], { timeout: 100 });
    await vi.advanceTimersByTimeAsync(99);
    expect(await isSettled(waited)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(same((await waited).notDone, pending)).toBe(true);
  });

  it('rejects with the reason of its signal, and leaves the futures alone', async () => {
    const { pending } = everyState();
    const controller = new AbortController();
    const waited = wait([pending], { signal: controller.signal }).catch((error: unknown) => error);
    controller.abort('enough');
    expect(await waited).toBe('enough');
    expect(pending.done()).toBe(false);
  });

  it('names what it cannot take', async () => {
    await expect(wait([1 as never])).rejects.toThrow('wait() takes futures, got 1');
    await expect(wait(new Future() as never)).rejects.toThrow('wait() takes an iterable of futures');
    await expect(wait([], { returnWhen: 'SOMETIME' as never })).rejects.toThrow(/returnWhen must be .*got 'SOMETIME'/);
  });
});

describe('waitSync', () => {
  it('gives what is done without blocking', () => {
    const { finished } = everyState();
    expect(same(waitSync([finished]).done, finished)).toBe(true);
  });

  it('refuses at once to block for ever', () => {
    expect(() => waitSync([new Future()])).toThrow(RuntimeError);
  });
});
