import { CancelledError } from '@x/future';
import { fakeTimers } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { Queue, QueueEmpty, SimpleQueue } from '../src/index.ts';
import { all, errorOf } from './contract/started.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes)('SimpleQueue in $name', ({ run }) => {
  it(
    'QUE-061 gives items first in, first out, by every way of putting and getting',
    run(function* () {
      const queue = new SimpleQueue<number>();
      const sizes = [queue.qsize()];
      yield queue.put(1);
      sizes.push(queue.qsize());
      queue.putNowait(2);
      sizes.push(queue.qsize());
      yield queue.put(3, { timeout: 10 });
      yield queue.put(4, { block: false });
      sizes.push(queue.qsize());
      expect(queue.empty()).toBe(false);
      expect(yield queue.get()).toBe(1);
      expect(queue.getNowait()).toBe(2);
      sizes.push(queue.qsize());
      expect(yield queue.get({ block: false })).toBe(3);
      expect(yield queue.get({ timeout: 10 })).toBe(4);
      sizes.push(queue.qsize());
      expect(sizes).toEqual([0, 1, 2, 4, 2, 0]);
      expect(queue.empty()).toBe(true);
    }),
  );

  it(
    'QUE-062 throws QueueEmpty without waiting, and after its time',
    run(function* (world) {
      const queue = new SimpleQueue<number>();
      expect(() => queue.getNowait()).toThrow(QueueEmpty);
      expect(yield* errorOf(world.call(() => queue.get({ block: false })))).toBeInstanceOf(QueueEmpty);
      const late = world.call(() => queue.get({ timeout: 1 }));
      yield* world.settled();
      expect(late.done()).toBe(false);
      yield world.sleep(1);
      expect(yield* errorOf(late)).toMatchObject({ name: 'QueueEmpty', timeout: 1 });
      queue.putNowait(1);
      expect(queue.qsize()).toBe(1);
    }),
  );

  it(
    'QUE-064 put ignores block and timeout',
    run(function* () {
      const queue = new SimpleQueue<number>();
      yield queue.put(1, { block: false, timeout: -1 });
      yield queue.put(2, { timeout: -1 });
      expect(queue.qsize()).toBe(2);
    }),
  );

  it(
    'QUE-065 keeps the order of one producer for one consumer',
    run(function* (world) {
      const queue = new SimpleQueue<number>();
      const consumer = world.start(function* (limits) {
        const got: unknown[] = [];
        while (got.length < 100) got.push(yield queue.get(limits));
        return got;
      });
      const producer = world.start(function* () {
        for (let item = 0; item < 100; item++) {
          queue.putNowait(item);
          if (item % 7 === 0) yield world.turn();
        }
      });
      yield producer.joined;
      expect(yield consumer.joined).toEqual(Array.from({ length: 100 }, (_, i) => i));
    }),
  );

  it.each([
    ['QUE-066', 'waiting', undefined],
    ['QUE-067', 'polling', 'poll'],
    ['QUE-067', 'tiny timeouts', 'timeout'],
  ])('%s 50 producers and 50 consumers of 10,000 items, %s: all arrive once', async (_id, _name, way) => {
    await run(function* (world) {
      const queue = new SimpleQueue<number>();
      const got: number[] = [];
      const consumers = Array.from({ length: 50 }, () =>
        world.start(function* (limits) {
          for (;;) {
            let item: number;
            if (way === undefined) item = (yield queue.get(limits)) as number;
            else {
              try {
                item = (yield queue.get(way === 'poll' ? { block: false } : { timeout: 0.01, ...limits })) as number;
              } catch (error) {
                if (!(error instanceof QueueEmpty)) throw error;
                yield world.hasLoop ? world.sleep(1) : world.turn();
                continue;
              }
            }
            if (item < 0) return;
            got.push(item);
          }
        }),
      );
      const producers = Array.from({ length: 50 }, (_, producer) =>
        world.start(function* () {
          for (let n = 0; n < 200; n++) {
            queue.putNowait(producer * 200 + n);
            if (n % 50 === 0) yield world.turn();
          }
        }),
      );
      yield* all(producers);
      for (let n = 0; n < 50; n++) queue.putNowait(-1);
      if (way === 'timeout' && !world.hasLoop) {
        while (consumers.some((consumer) => !consumer.done())) yield world.sleep(1);
      }
      yield* all(consumers);
      expect(queue.empty()).toBe(true);
      expect(got.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
    })();
  });

  it(
    'QUE-068 a put from within the code that goes on after a get keeps the order',
    run(function* (world) {
      const queue = new SimpleQueue<number>();
      const consumer = world.start(function* (limits) {
        const got: unknown[] = [];
        for (let n = 0; n < 10; n++) {
          got.push(yield queue.get(limits));
          queue.putNowait(100 + n);
        }
        return got;
      });
      yield* world.settled();
      for (let item = 0; item < 10; item++) queue.putNowait(item);
      expect(yield consumer.joined).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(queue.getNowait()).toBe(100);
    }),
  );

  it(
    'leaves an item to the next when a waiting get is cancelled',
    run(function* (world) {
      const queue = new SimpleQueue<number>();
      const cancelled = world.call((limits) => queue.get(limits));
      const next = world.call((limits) => queue.get(limits));
      yield* world.settled();
      cancelled.cancel();
      queue.putNowait(1);
      expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
      expect(yield next.joined).toBe(1);
    }),
  );
});

describe('SimpleQueue', () => {
  it('is no Queue, and has none of its accounting', () => {
    const queue = new SimpleQueue();
    expect(queue).not.toBeInstanceOf(Queue);
    for (const name of ['full', 'join', 'taskDone', 'shutdown']) expect(name in queue).toBe(false);
  });

  it('refuses a thenable, and a negative timeout of get', async () => {
    const queue = new SimpleQueue<unknown>();
    expect(() => queue.putNowait(Promise.resolve())).toThrow(TypeError);
    await expect(queue.put(Promise.resolve())).rejects.toThrow(TypeError);
    queue.putNowait(1);
    await expect(queue.get({ timeout: -1 })).rejects.toThrow(RangeError);
    expect(queue.qsize()).toBe(1);
  });
});
