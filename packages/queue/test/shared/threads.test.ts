import { leakCheck } from '@x/test-kit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { QueueShutDown } from '../../src/errors.ts';
import { SharedQueue, type SharedQueueOptions } from '../../src/shared.ts';
import type { AddsItems } from './fixtures/adds-items.ts';
import type { TakesItems } from './fixtures/takes-items.ts';
import { answer, ended, startWorker } from './workers.ts';

beforeEach(leakCheck);
// Starting a thread takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

interface Traffic {
  readonly what: AddsItems['what'];
  readonly add: readonly AddsItems['how'][];
  readonly take: readonly TakesItems['how'][];
  readonly maxsize: number;
  readonly count: number;
  readonly options?: SharedQueueOptions;
}

/** Lets workers add and take; gives what each consumer got. */
async function pass({ what, add, take, maxsize, count, options }: Traffic): Promise<number[][]> {
  const queue = new SharedQueue<unknown>(maxsize, options);
  const consumers = take.map((how) => startWorker('takes-items', { handle: queue.handle, how } satisfies TakesItems));
  const taken = consumers.map(async (worker) => answer<number[]>(worker));
  const producers = add.map((how, at) =>
    startWorker('adds-items', { handle: queue.handle, first: at * count, count, how, what } satisfies AddsItems),
  );
  await Promise.all(producers.map(ended));
  queue.shutdown();
  const results = await Promise.all(taken);
  expect(queue.qsize()).toBe(0);
  return results;
}

/** Each item once, and those of one producer in their order in what each consumer got. */
function expectAll(results: readonly number[][], { count, add }: Traffic): void {
  const all = results.flat().toSorted((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: count * add.length }, (_, n) => n));
  for (const taken of results) {
    for (let producer = 0; producer < add.length; producer++) {
      const own = taken.filter((n) => Math.floor(n / count) === producer);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  }
}

describe('SharedQueue between threads', () => {
  it.each<[string, Traffic]>([
    [
      'QUE-065 QUE-066 numbers, everybody blocking',
      { what: 'numbers', add: ['blocking', 'blocking'], take: ['blocking', 'blocking'], maxsize: 64, count: 20_000 },
    ],
    [
      'QUE-066 numbers, everybody waiting',
      { what: 'numbers', add: ['waiting', 'waiting'], take: ['waiting', 'iterating'], maxsize: 64, count: 20_000 },
    ],
    [
      'QUE-067 numbers, polling',
      { what: 'numbers', add: ['polling', 'polling'], take: ['polling', 'polling'], maxsize: 64, count: 20_000 },
    ],
    [
      'QUE-067 numbers, with tiny timeouts',
      { what: 'numbers', add: ['impatient', 'impatient'], take: ['impatient', 'impatient'], maxsize: 8, count: 2_000 },
    ],
    [
      'numbers through one place',
      { what: 'numbers', add: ['blocking', 'waiting'], take: ['waiting', 'blocking'], maxsize: 1, count: 2_000 },
    ],
    [
      'bytes, some of each kind',
      { what: 'bytes', add: ['blocking', 'waiting'], take: ['waiting', 'blocking'], maxsize: 64, count: 10_000 },
    ],
    [
      'bytes, with hardly any memory',
      {
        what: 'bytes',
        add: ['blocking', 'waiting'],
        take: ['waiting', 'blocking'],
        maxsize: 64,
        count: 2_000,
        options: { capacityBytes: 1_280 },
      },
    ],
    [
      'objects',
      { what: 'objects', add: ['blocking', 'waiting'], take: ['iterating', 'blocking'], maxsize: 16, count: 5_000 },
    ],
  ])('passes each item once, in the order of its producer: %s', async (_, traffic) => {
    expectAll(await pass(traffic), traffic);
  });

  it.each([false, true])('QUE-052 ends all of them in the middle of it (immediate: %s)', async (immediate) => {
    const queue = new SharedQueue<number>(16);
    const count = Infinity;
    const taken = (['blocking', 'waiting'] as const).map(async (how) =>
      answer<number[]>(startWorker('takes-items', { handle: queue.handle, how } satisfies TakesItems)),
    );
    const producers = (['blocking', 'waiting'] as const).map((how, at) =>
      startWorker('adds-items', {
        handle: queue.handle,
        first: at * 2 ** 40,
        count,
        how,
        what: 'numbers',
      } satisfies AddsItems),
    );
    // Everybody is at work.
    for (let seen = 0; seen < 100; seen++) await queue.get();

    queue.shutdown({ immediate });
    await Promise.all(producers.map(ended));
    const results = await Promise.all(taken);
    expect(() => queue.getNowait()).toThrow(QueueShutDown);
    expect(queue.qsize()).toBe(0);
    for (const own of results) expect(new Set(own).size).toBe(own.length);
  });
});
