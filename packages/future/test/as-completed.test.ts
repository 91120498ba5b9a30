import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asCompleted, asCompletedSync, Future, TimeoutError } from '../src/index.ts';
import { everyState } from './every-state.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

/** The names under which futures come out, and how the loop over them ends. */
async function comeOut(futures: Map<Future<unknown>, string>, options?: { timeout?: number }): Promise<unknown[]> {
  const seen: unknown[] = [];
  try {
    for await (const future of asCompleted(futures.keys(), options)) seen.push(futures.get(future));
  } catch (error) {
    seen.push(error);
  }
  return seen;
}

const named = (names: string): Map<Future<unknown>, string> =>
  new Map(names.split('').map((name) => [new Future(), name]));
const at = (futures: Map<Future<unknown>, string>, name: string): Future<unknown> =>
  [...futures].find(([, one]) => one === name)![0];

describe('asCompleted', () => {
  it.each([0, 100])('FUT-070 FUT-081 yields what is done, then throws after %i ms', async (timeout) => {
    const { notified, failed, finished, pending } = everyState();
    const futures = new Map<Future<unknown>, string>([
      [notified, 'notified'],
      [failed, 'failed'],
      [finished, 'finished'],
      [pending, 'pending'],
    ]);
    const seen = comeOut(futures, { timeout });
    await vi.advanceTimersByTimeAsync(timeout);
    expect(await seen).toEqual(['notified', 'failed', 'finished', expect.any(TimeoutError)]);
  });

  it('FUT-071 yields a future that comes three times once', async () => {
    const { finished } = everyState();
    const thrice = (function* () {
      for (let i = 0; i < 3; i += 1) yield finished;
    })();
    let count = 0;
    for await (const future of asCompleted(thrice)) count += future === finished ? 1 : 100;
    expect(count).toBe(1);
  });

  it('FUT-072 says how many are unfinished', async () => {
    const futures = named('abcd');
    at(futures, 'a').setResult(1);
    at(futures, 'b').setResult(1);
    const seen = comeOut(futures, { timeout: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect((await seen).at(-1)).toMatchObject({ message: '2 (of 4) futures unfinished' });
  });

  it('FUT-073 FUT-074 yields in the order of completion', async () => {
    const futures = named('abcd');
    at(futures, 'd').setResult(1);
    const seen = comeOut(futures);
    await vi.advanceTimersByTimeAsync(0);
    for (const name of ['c', 'a', 'b']) at(futures, name).setResult(1);
    expect(await seen).toEqual(['d', 'c', 'a', 'b']);
  });

  it('FUT-075 counts the time from the call', async () => {
    const futures = named('ab');
    const iterator = asCompleted(futures.keys(), { timeout: 100 });
    await vi.advanceTimersByTimeAsync(60);
    at(futures, 'a').setResult(1);
    await iterator.next();
    const second = iterator.next().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(40);
    expect(await second).toBeInstanceOf(TimeoutError);
  });

  it('FUT-076 ends at once without futures', async () => {
    expect(await comeOut(new Map())).toEqual([]);
  });

  it('FUT-080 yields what completes while the loop runs', async () => {
    const futures = named('ab');
    at(futures, 'a').setResult(1);
    const seen: (string | undefined)[] = [];
    for await (const future of asCompleted(futures.keys())) {
      seen.push(futures.get(future));
      if (seen.length === 1) at(futures, 'b').setResult(2);
    }
    expect(seen).toEqual(['a', 'b']);
  });

  it('drops its interest in the rest when the loop is left', async () => {
    class Watched<T> extends Future<T> {
      get waiting(): number {
        return this.followers.length;
      }
    }
    const [first, second] = [new Watched(), new Watched()];
    first.setResult(1);
    for await (const future of asCompleted([first, second])) {
      expect(future).toBe(first);
      expect(second.waiting).toBe(1);
      break;
    }
    expect(second.waiting).toBe(0);
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const iterator = asCompleted([new Future()], { signal: controller.signal });
    const step = iterator.next().catch((error: unknown) => error);
    controller.abort('enough');
    expect(await step).toBe('enough');
  });

  it('refuses a bad timeout at the call', () => {
    expect(() => asCompleted([], { timeout: -1 })).toThrow('timeout must be zero or more, got -1');
  });
});

describe('asCompletedSync', () => {
  it('yields what is done, and refuses to block for ever on the rest', () => {
    const { finished, pending } = everyState();
    const iterator = asCompletedSync([pending, finished]);
    expect(iterator.next().value).toBe(finished);
    expect(() => iterator.next()).toThrow(/would deadlock/);
  });
});
