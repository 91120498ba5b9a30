import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { InvalidStateError, RuntimeError } from '@x/future';
import { leakCheck, SharedGate } from '@x/test-kit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { QueueFull } from '../../src/errors.ts';
import { SharedQueue } from '../../src/shared.ts';
import type { Step } from '../../src/shared/hand.ts';
import { MOST_PLACES } from '../../src/shared/layout.ts';
import { Store } from '../../src/shared/store.ts';
import { expectAllFree } from './all-free.ts';
import type { AddsItems } from './fixtures/adds-items.ts';
import { numberOf } from './fixtures/number-of.ts';
import type { StopsAtStep } from './fixtures/stops-at-step.ts';
import { answer, ended, startWorker } from './workers.ts';

beforeEach(leakCheck);
// Starting a thread takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const CAPACITY = 16 * 256;
const everything = (): Uint8Array => new Uint8Array(CAPACITY).fill(7);
const createQueue = (): SharedQueue<unknown> => new SharedQueue<unknown>(2, { capacityBytes: CAPACITY });

/** Starts a worker that stops at a step, to be terminated there. */
async function stopAt(queue: SharedQueue<unknown>, step: Step, item?: unknown): Promise<Worker> {
  const gate = new SharedGate();
  const { memory } = queue.handle;
  const worker = startWorker('stops-at-step', { memory, step, item, gate: gate.handle } satisfies StopsAtStep);
  queue.watch(worker);
  await gate.arrived();
  return worker;
}

/** All memory and all places can be used, one after another and together. */
function expectWhole(queue: SharedQueue<unknown>): void {
  expect(queue.qsize()).toBe(0);
  queue.putNowait(everything());
  expect(queue.getNowait()).toEqual(everything());
  queue.putNowait(1);
  queue.putNowait(2);
  expect(() => queue.putNowait(3)).toThrow(QueueFull);
  expect([queue.getNowait(), queue.getNowait()]).toEqual([1, 2]);
  expectAllFree(queue.handle.memory);
}

const items: [string, unknown][] = [
  ['a number', 5],
  ['a small item', { a: 1 }],
  ['an item that needs all the memory', everything()],
];

describe.each(items)('A worker that dies adding %s', (_, item) => {
  it.each<Step>(['cell filled', 'reaching'])('terminated at "%s" has added nothing', async (step) => {
    const queue = createQueue();
    const worker = await stopAt(queue, step, item);
    queue.putNowait(1);
    queue.putNowait(2);
    expect(() => queue.putNowait(3)).toThrow(QueueFull);
    expect([queue.getNowait(), queue.getNowait()]).toEqual([1, 2]);

    await worker.terminate();
    expectWhole(queue);
  });

  it('terminated at "exchanged" has added it', async () => {
    const queue = createQueue();
    const worker = await stopAt(queue, 'exchanged', item);
    queue.putNowait(1);
    expect(queue.getNowait()).toEqual(item);

    await worker.terminate();
    expect(queue.getNowait()).toBe(1);
    expectWhole(queue);
  });

  it('wakes whoever waits for the item that it had added', async () => {
    const queue = createQueue();
    const getting = queue.get();
    const worker = await stopAt(queue, 'exchanged', item);
    await worker.terminate();
    expect(await getting).toEqual(item);
  });

  it.each<[Step, number]>([
    ['cell filled', 0],
    ['reaching', 0],
    ['exchanged', 1],
  ])('exiting at "%s" gives back what it held without being watched', async (step, size) => {
    const queue = createQueue();
    const { memory } = queue.handle;
    await ended(startWorker('stops-at-step', { memory, step, item } satisfies StopsAtStep));
    expect(queue.qsize()).toBe(size);
    if (size > 0) expect(queue.getNowait()).toEqual(item);
    expectWhole(queue);
  });
});

describe.each(items)('A worker that dies taking %s', (_, item) => {
  it('terminated at "reaching" has left it in the queue', async () => {
    const queue = createQueue();
    queue.putNowait(item);
    const worker = await stopAt(queue, 'reaching');
    expect(queue.getNowait()).toEqual(item);

    await worker.terminate();
    expectWhole(queue);
  });

  it.each<Step>(['exchanged', 'content read'])('terminated at "%s" has taken it, and no more', async (step) => {
    const queue = createQueue();
    queue.putNowait(item);
    queue.putNowait(1);
    const worker = await stopAt(queue, step);
    expect(queue.getNowait()).toBe(1);

    await worker.terminate();
    expectWhole(queue);
  });

  it.each<[Step, number]>([
    ['reaching', 1],
    ['exchanged', 0],
    ['content read', 0],
  ])('exiting at "%s" gives back what it held without being watched', async (step, size) => {
    const queue = createQueue();
    queue.putNowait(item);
    const { memory } = queue.handle;
    await ended(startWorker('stops-at-step', { memory, step } satisfies StopsAtStep));
    expect(queue.qsize()).toBe(size);
    if (size > 0) expect(queue.getNowait()).toEqual(item);
    expectWhole(queue);
  });
});

describe('SharedQueue.watch', () => {
  it('gives the memory that a dead producer held to a put that waits for it', async () => {
    const queue = createQueue();
    const worker = await stopAt(queue, 'cell filled', everything());
    const putting = queue.put(everything());
    expect(() => queue.putNowait(everything())).toThrow(QueueFull);

    await worker.terminate();
    await putting;
    expect(queue.getNowait()).toEqual(everything());
    expectWhole(queue);
  });

  it('gives the memory that a dead consumer held to a put that waits for it', async () => {
    const queue = createQueue();
    queue.putNowait(everything());
    const worker = await stopAt(queue, 'exchanged');
    const putting = queue.put(everything());
    await worker.terminate();
    await putting;
    expect(queue.getNowait()).toEqual(everything());
  });

  it('may be called twice, and for several queues', async () => {
    const queues = [createQueue(), createQueue()] as const;
    const worker = await stopAt(queues[0], 'cell filled', everything());
    const listeners = worker.listenerCount('exit');
    for (let time = 0; time < 20; time++) for (const queue of queues) queue.watch(worker);
    expect(worker.listenerCount('exit')).toBe(listeners);
    await worker.terminate();
    for (const queue of queues) expectWhole(queue);
  });

  it('refuses a worker that has ended, of which nothing is known any more', async () => {
    const worker = startWorker('stops-at-step', { memory: createQueue().handle.memory, step: 'exchanged' });
    await ended(worker);
    expect(() => createQueue().watch(worker)).toThrow(InvalidStateError);
  });
});

describe('A worker that is terminated while it sleeps', () => {
  it('takes no item with it, and no wake-up', async () => {
    const queue = createQueue();
    const [doomed, survivor] = [startWorker('takes-one', queue.handle), startWorker('takes-one', queue.handle)];
    queue.watch(doomed);
    await Promise.all([answer(doomed), answer(survivor)]);

    const got = answer(survivor);
    await doomed.terminate();
    await queue.put('item');
    expect(await got).toBe('item');
    await ended(survivor);
  });
});

describe('Workers that are terminated at any moment', () => {
  it('lose no item, add none twice, and leave no memory behind', async () => {
    const queue = new SharedQueue<unknown>(8, { capacityBytes: 64 * 256 });
    for (let round = 0; round < 20; round++) {
      const what = (['numbers', 'bytes', 'objects'] as const)[round % 3] ?? 'numbers';
      const data = { handle: queue.handle, first: 0, count: Infinity, how: 'blocking', what } satisfies AddsItems;
      const worker = startWorker('adds-items', data);
      queue.watch(worker);
      let next = 0;
      const expectNext = (item: unknown): void => expect(numberOf(item)).toBe(next++);
      // A prime number of items, so that it is in the middle of something else each time.
      while (next < 17 * (round + 1)) expectNext(await queue.get());
      await worker.terminate();
      while (!queue.empty()) expectNext(queue.getNowait());
      queue.putNowait(new Uint8Array(queue.capacityBytes));
      expect(queue.getNowait()).toHaveLength(queue.capacityBytes);
    }
  });
});

describe('A worker that fails', () => {
  it('leaves what it had added, and its place', async () => {
    const queue = createQueue();
    const worker = startWorker('fails', queue.handle);
    await expect(once(worker, 'exit')).rejects.toThrow('uncaught');
    expect(await queue.get()).toBe('last words');
    expectWhole(queue);
  });
});

describe('Places', () => {
  it('are enough for 255 threads, and say what to do when they are not', () => {
    const { memory } = createQueue().handle;
    const stores = Array.from({ length: MOST_PLACES + 1 }, (_, thread) => new Store(memory, thread));
    const last = stores.pop();
    for (const store of stores) {
      expect(store.add(1)).toBe('added');
      expect(store.take()).toBe(1);
    }
    expect(() => last?.add(1)).toThrow(RuntimeError);
    expect(() => last?.add(1)).toThrow('watch()');

    stores[0]?.recover(77);
    expect(last?.add(1)).toBe('added');
  });

  it('are taken once by a thread, however often it opens the queue', () => {
    const { memory } = createQueue().handle;
    for (let opened = 0; opened < 2 * MOST_PLACES; opened++) {
      const store = new Store(memory, 5);
      expect(store.add(opened)).toBe('added');
      expect(store.take()).toBe(opened);
    }
  });
});
