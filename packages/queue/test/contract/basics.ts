import type { Mode } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { QueueEmpty, QueueFull } from '../../src/index.ts';
import type { Kind } from './kinds.ts';
import { all, errorOf } from './started.ts';

/** Sizes, order, waiting for items and for room. */
export function basicsContract({ run }: Mode, { make, ordered }: Kind): void {
  describe('put and get', () => {
    it(
      'QUE-001 AQ-003 give the items in the order of the queue',
      run(function* () {
        const queue = make<number>();
        for (const items of [
          [111, 333, 222],
          [1, 3, 2],
        ]) {
          for (const item of items) yield queue.put(item);
          for (const item of ordered(items)) expect(yield queue.get()).toBe(item);
          for (const item of items) queue.putNowait(item);
          for (const item of ordered(items)) expect(queue.getNowait()).toBe(item);
        }
      }),
    );

    it(
      'QUE-002 AQ-001 a queue is empty, holds items, and is empty again',
      run(function* () {
        const queue = make<number>();
        expect([queue.empty(), queue.full(), queue.qsize()]).toEqual([true, false, 0]);
        yield queue.put(1);
        expect([queue.empty(), queue.full(), queue.qsize()]).toEqual([false, false, 1]);
        expect(yield queue.get()).toBe(1);
        expect([queue.empty(), queue.full(), queue.qsize()]).toEqual([true, false, 0]);
      }),
    );

    it(
      'QUE-003 AQ-002 a queue is full with maxsize items, and never without a maxsize',
      run(function* () {
        const queue = make<number>(5);
        for (let size = 0; size < 5; size++) {
          expect([queue.qsize(), queue.full()]).toEqual([size, false]);
          yield queue.put(size);
        }
        expect([queue.qsize(), queue.full(), queue.maxsize]).toEqual([5, true, 5]);
        const unbounded = make<number>();
        for (let size = 0; size < 1_000; size++) yield unbounded.put(size);
        expect([unbounded.full(), unbounded.maxsize]).toEqual([false, 0]);
      }),
    );

    it(
      'AQ-005 AQ-013 do not wait for an item that is there, or for room without a maxsize',
      run(function* (world) {
        const queue = make<number>();
        const before = world.iteration();
        for (let round = 0; round < 100; round++) {
          yield queue.put(round);
          expect(yield queue.get()).toBe(round);
        }
        yield queue.put(1, { timeout: 1_000 });
        yield queue.get({ timeout: 1_000 });
        expect(world.iteration()).toBe(before);
      }),
    );

    it(
      'QUE-017 take undefined, null and false as items',
      run(function* () {
        for (const item of [undefined, null, false]) {
          const queue = make<unknown>();
          yield queue.put(item);
          expect([queue.qsize(), queue.empty()]).toEqual([1, false]);
          expect(yield queue.get()).toBe(item);
          expect(queue.empty()).toBe(true);
        }
      }),
    );
  });

  describe('put, waiting', () => {
    it(
      'QUE-006 AQ-006 AQ-014 ends as soon as somebody makes room',
      run(function* (world) {
        const queue = make<number>(1);
        yield queue.put(1);
        const putting = world.call((limits) => queue.put(2, limits));
        yield* world.settled();
        expect(putting.done()).toBe(false);
        expect(yield queue.get()).toBe(1);
        yield putting.joined;
        expect(yield queue.get()).toBe(2);
      }),
    );

    it(
      'QUE-007 ends within its time limit too, which then means nothing',
      run(function* (world) {
        const queue = make<number>(1);
        yield queue.put(1);
        const putting = world.call(() => queue.put(2, { timeout: 10_000 }));
        const getting = world.start(function* () {
          yield world.sleep(9_999);
          return yield queue.get();
        });
        expect(yield getting.joined).toBe(1);
        yield putting.joined;
        expect(queue.qsize()).toBe(1);
      }),
    );

    it(
      'QUE-005 throws QueueFull when there is no room in time, and adds nothing',
      run(function* (world) {
        const queue = make<number>(1);
        yield queue.put(1);
        const late = world.call(() => queue.put(2, { timeout: 10 }));
        yield* world.settled();
        yield world.sleep(9);
        yield* world.settled();
        expect(late.done()).toBe(false);
        yield world.sleep(1);
        const error = yield* errorOf(late);
        expect(error).toBeInstanceOf(QueueFull);
        expect(error).toMatchObject({ maxsize: 1, timeout: 10, message: 'the queue is full (maxsize 1) after 10 ms' });
        expect([queue.qsize(), queue.unfinishedTasks]).toEqual([1, 1]);
        queue.getNowait();
        yield* world.settled();
        expect(queue.empty()).toBe(true);
      }),
    );

    it(
      'AQ-010 several at once enter one after the other',
      run(function* (world) {
        const queue = make<string>(1);
        const putting = ['a', 'b', 'c'].map((item) => world.call((limits) => queue.put(item, limits)));
        yield* world.settled();
        expect(putting.map((task) => task.done())).toEqual([true, false, false]);
        for (const item of ['a', 'b', 'c']) expect(yield queue.get()).toBe(item);
        yield* all(putting);
      }),
    );

    it(
      'AQ-020 is completed though nobody awaits it',
      run(function* (world) {
        const queue = make<number>(1);
        queue.putNowait(1);
        world.call((limits) => queue.put(2, limits));
        yield* world.settled();
        expect(yield queue.get()).toBe(1);
        expect(yield queue.get()).toBe(2);
      }),
    );
  });

  describe('get, waiting', () => {
    it(
      'AQ-022 receives an item that is put later',
      run(function* (world) {
        const queue = make<string>();
        const getting = world.call((limits) => queue.get(limits));
        yield* world.settled();
        expect(getting.done()).toBe(false);
        yield queue.put('a');
        expect(yield getting.joined).toBe('a');
        expect(queue.empty()).toBe(true);
      }),
    );

    it(
      'QUE-018 AQ-036 several are served in the order in which they came',
      run(function* (world) {
        const queue = make<number>();
        const log: unknown[] = [];
        const getting = ['a', 'b', 'c'].map((name) =>
          world.start(function* (limits) {
            log.push(name, yield queue.get(limits));
          }),
        );
        yield* world.settled();
        for (const item of [1, 2, 3]) {
          queue.putNowait(item);
          yield* world.settled();
        }
        yield* all(getting);
        expect(log).toEqual(['a', 1, 'b', 2, 'c', 3]);
      }),
    );

    it(
      'AQ-035 goes on waiting when another has taken the item that it was woken for',
      run(function* (world) {
        const queue = make<string>();
        const getting = world.call((limits) => queue.get(limits));
        yield* world.settled();
        queue.putNowait('first');
        expect(queue.getNowait()).toBe('first');
        yield* world.settled();
        expect(getting.done()).toBe(false);
        queue.putNowait('second');
        expect(yield getting.joined).toBe('second');
      }),
    );

    it(
      'QUE-008 AQ-012 QUE-020 throws QueueEmpty when nothing comes in time, and eats no later item',
      run(function* (world) {
        const queue = make<number>();
        const late = world.call(() => queue.get({ timeout: 10 }));
        yield* world.settled();
        expect(String(queue)).toMatch('_getters[1]');
        yield world.sleep(9);
        yield* world.settled();
        expect(late.done()).toBe(false);
        yield world.sleep(1);
        const error = yield* errorOf(late);
        expect(error).toBeInstanceOf(QueueEmpty);
        expect(error).toMatchObject({ timeout: 10, message: 'the queue is empty after 10 ms' });
        expect(String(queue)).not.toMatch('_getters');
        queue.putNowait(1);
        yield* world.settled();
        expect(queue.qsize()).toBe(1);
      }),
    );

    it(
      'QUE-020 one that runs out of time as an item arrives leaves it to the next',
      run(function* (world) {
        const queue = make<number>();
        const first = world.call(() => queue.get({ timeout: 10 }));
        const second = world.call((limits) => queue.get(limits));
        yield* world.settled();
        world.start(function* () {
          yield world.sleep(10);
          queue.putNowait(1);
        });
        yield world.sleep(20);
        yield* world.settled();
        const taken = [first, second].filter((task) => task.done());
        expect(queue.empty()).toBe(true);
        expect(taken).toHaveLength(2);
        expect(yield* errorOf(first)).toBeInstanceOf(QueueEmpty);
        expect(yield second.joined).toBe(1);
      }),
    );
  });

  describe('putNowait and getNowait', () => {
    it(
      'QUE-011 AQ-015 throw QueueFull and QueueEmpty beyond the limits',
      run(function* () {
        const queue = make<number>(2);
        queue.putNowait(1);
        queue.putNowait(2);
        expect(() => queue.putNowait(3)).toThrow(QueueFull);
        expect(queue.qsize()).toBe(2);
        queue.getNowait();
        queue.getNowait();
        expect(() => queue.getNowait()).toThrow(QueueEmpty);
        expect(() => queue.getNowait()).toThrow('the queue is empty');
        // QUE-010: as good as new.
        yield queue.put(4);
        expect(yield queue.get()).toBe(4);
      }),
    );
  });

  describe('block: false', () => {
    it(
      'QUE-008 QUE-014 fails at once, whatever the timeout is',
      run(function* (world) {
        const queue = make<number>(1);
        for (const timeout of [undefined, 10, -1]) {
          const options = { block: false, timeout };
          expect(yield* errorOf(world.call(() => queue.get(options)))).toBeInstanceOf(QueueEmpty);
          yield queue.put(1, options);
          expect(yield* errorOf(world.call(() => queue.put(2, options)))).toBeInstanceOf(QueueFull);
          expect(yield queue.get(options)).toBe(1);
        }
      }),
    );
  });

  describe('a run of everything', () => {
    it(
      'QUE-010 goes the same way twice on one queue',
      run(function* (world) {
        const queue = make<number>(3);
        for (let round = 0; round < 2; round++) {
          const items = [7, 9, 8];
          for (const item of items) yield queue.put(item);
          const putting = world.call((limits) => queue.put(10, limits));
          yield* world.settled();
          expect([queue.full(), putting.done()]).toEqual([true, false]);
          const [first, ...rest] = ordered(items);
          expect(yield queue.get()).toBe(first);
          yield putting.joined;
          const got = [yield queue.get(), yield queue.get(), yield queue.get()];
          expect(got.toSorted()).toEqual([10, ...rest].toSorted());
          const getting = world.call((limits) => queue.get(limits));
          yield* world.settled();
          expect([queue.empty(), getting.done()]).toEqual([true, false]);
          yield queue.put(11);
          expect(yield getting.joined).toBe(11);
        }
      }),
    );
  });

  describe('producers and consumers', () => {
    it(
      'AQ-011 a producer and a consumer of five items pass a queue of one',
      run(function* (world) {
        const queue = make<number>(1);
        const producer = world.start(function* (limits) {
          for (let item = 0; item < 5; item++) yield queue.put(item, limits);
        });
        const consumer = world.start(function* (limits) {
          const got: unknown[] = [];
          for (let n = 0; n < 5; n++) got.push(yield queue.get(limits));
          return got;
        });
        yield producer.joined;
        expect(yield consumer.joined).toEqual([0, 1, 2, 3, 4]);
      }),
    );

    it(
      'AQ-023 four that wait for room and one that takes what is there end all',
      run(function* (world) {
        const queue = make<number>(2);
        queue.putNowait(-1);
        queue.putNowait(-2);
        const putting = [0, 1, 2, 3].map((item) => world.call((limits) => queue.put(item, limits)));
        const getting = world.start(function* (limits) {
          let taken = 0;
          while (taken < 6) {
            for (let there = queue.qsize(); there > 0; there--) {
              yield queue.get(limits);
              taken++;
            }
            yield world.turn();
          }
        });
        yield* all(putting);
        yield getting.joined;
        expect(queue.empty()).toBe(true);
      }),
    );
  });
}
