import { InvalidStateError } from '@x/future';
import type { Mode, Started, World } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { QueueShutDown, type Queue } from '../../src/index.ts';
import type { Kind } from './kinds.ts';
import { all, errorOf } from './started.ts';

export function shutdownContract({ run }: Mode, { make, ordered }: Kind): void {
  /** That every call is refused, now and for good. */
  function* isOver(world: World, queue: Queue<unknown>): Generator<unknown, void, unknown> {
    for (let again = 0; again < 2; again++) {
      expect(yield* errorOf(world.call(() => queue.put('late')))).toBeInstanceOf(QueueShutDown);
      expect(yield* errorOf(world.call(() => queue.get()))).toBeInstanceOf(QueueShutDown);
      expect(yield* errorOf(world.call(() => queue.get({ block: false })))).toBeInstanceOf(QueueShutDown);
      expect(() => queue.putNowait('late')).toThrow(QueueShutDown);
      expect(() => queue.getNowait()).toThrow(QueueShutDown);
    }
    expect(queue.qsize()).toBe(0);
  }

  const ended = function* (tasks: readonly Started[]): Generator<unknown, [unknown[], unknown[]], unknown> {
    const values: unknown[] = [];
    const errors: unknown[] = [];
    for (const task of tasks) {
      try {
        values.push(yield task.joined);
      } catch (error) {
        errors.push(error);
      }
    }
    return [values, errors];
  };

  const refusals = (count: number): unknown[] =>
    Array.from({ length: count }, () => expect.any(QueueShutDown) as unknown);

  describe('shutdown of an empty queue', () => {
    it(
      'AQUE-028 QUE-036 QUE-050 refuses everything, ends a waiting get, lets join through',
      run(function* (world) {
        const queue = make<unknown>();
        const getting = world.call((limits) => queue.get(limits));
        yield* world.settled();
        queue.shutdown();
        expect(yield* errorOf(getting)).toBeInstanceOf(QueueShutDown);
        yield queue.join();
        yield* isOver(world, queue);
      }),
    );
  });

  describe('shutdown of a queue with items', () => {
    it(
      'AQUE-029 AQ-031 QUE-037 lets the item be taken once, and refuses who waits for room',
      run(function* (world) {
        const queue = make<unknown>(1);
        queue.putNowait('item');
        const putting = world.call((limits) => queue.put('waits', limits));
        const joining = world.call((limits) => queue.join(limits));
        yield* world.settled();
        queue.shutdown();
        expect(yield* errorOf(putting)).toBeInstanceOf(QueueShutDown);
        expect(yield queue.get()).toBe('item');
        yield* isOver(world, queue);
        expect(joining.done()).toBe(false);
        queue.taskDone();
        yield joining.joined;
        expect(() => queue.taskDone()).toThrow(InvalidStateError);
      }),
    );

    it(
      'QUE-053 gives what is left in the order of the queue',
      run(function* (world) {
        const queue = make<number>();
        for (const item of [1, 3, 2]) yield queue.put(item);
        queue.shutdown();
        for (const item of ordered([1, 3, 2])) expect(yield queue.get()).toBe(item);
        yield* isOver(world, queue);
      }),
    );

    it(
      'QUE-042 gives two items to three that wait for them',
      run(function* (world) {
        const queue = make<number>(2);
        const getting = [1, 2, 3].map(() => world.call((limits) => queue.get(limits)));
        yield* world.settled();
        queue.putNowait(1);
        queue.putNowait(2);
        queue.shutdown();
        const [values, errors] = yield* ended(getting);
        expect(values.toSorted()).toEqual([1, 2]);
        expect(errors).toEqual(refusals(1));
      }),
    );

    it(
      'QUE-044 refuses those who wait for room, of either kind, and adds nothing',
      run(function* (world) {
        for (const immediate of [false, true]) {
          const queue = make<number>(2);
          queue.putNowait(1);
          queue.putNowait(2);
          const putting = [3, 4].map((item) => world.call((limits) => queue.put(item, limits)));
          yield* world.settled();
          queue.shutdown({ immediate });
          expect(yield* ended(putting)).toEqual([[], refusals(2)]);
          expect(queue.qsize()).toBe(immediate ? 0 : 2);
        }
      }),
    );

    it(
      'QUE-045 joiners wait until the item is taken and done',
      run(function* (world) {
        const queue = make<number>();
        queue.putNowait(1);
        const joining = [1, 2].map(() => world.call((limits) => queue.join(limits)));
        yield* world.settled();
        queue.shutdown();
        yield* world.settled();
        expect(yield queue.get()).toBe(1);
        yield* world.settled();
        expect(joining.map((task) => task.done())).toEqual([false, false]);
        queue.taskDone();
        yield* all(joining);
      }),
    );

    it(
      'QUE-047 counts the item that was in, not the put that waited',
      run(function* (world) {
        const queue = make<string>(1);
        queue.putNowait('Y');
        const putting = world.call((limits) => queue.put('D', limits));
        const joining = world.call((limits) => queue.join(limits));
        yield* world.settled();
        expect(queue.unfinishedTasks).toBe(1);
        queue.shutdown();
        expect(yield queue.get()).toBe('Y');
        queue.taskDone();
        yield joining.joined;
        expect(yield* errorOf(putting)).toBeInstanceOf(QueueShutDown);
        expect(queue.empty()).toBe(true);
      }),
    );

    it(
      'QUE-049 joiners wait for items in work, and both return',
      run(function* (world) {
        const queue = make<number>();
        queue.putNowait(1);
        queue.putNowait(2);
        const joining = [1, 2].map(() => world.call((limits) => queue.join(limits)));
        yield queue.get();
        yield queue.get();
        queue.shutdown({ immediate: false });
        queue.taskDone();
        yield* world.settled();
        expect(joining.map((task) => task.done())).toEqual([false, false]);
        queue.taskDone();
        yield* all(joining);
      }),
    );
  });

  describe('shutdown, immediate', () => {
    it(
      'AQ-032 QUE-038 QUE-041 QUE-046 drops the items, releases joiners, refuses everything',
      run(function* (world) {
        const queue = make<unknown>();
        queue.putNowait(1);
        queue.putNowait(2);
        const joining = [1, 2].map(() => world.call((limits) => queue.join(limits)));
        yield* world.settled();
        queue.shutdown({ immediate: true });
        expect([queue.qsize(), queue.unfinishedTasks]).toEqual([0, 0]);
        yield* all(joining);
        yield* isOver(world, queue);
        expect(() => queue.taskDone()).toThrow(InvalidStateError);
        yield queue.join();
      }),
    );

    it(
      'QUE-043 refuses all who wait for items',
      run(function* (world) {
        const queue = make<number>();
        const getting = [1, 2, 3].map(() => world.call((limits) => queue.get(limits)));
        yield* world.settled();
        queue.putNowait(1);
        queue.shutdown({ immediate: true });
        expect(yield* ended(getting)).toEqual([[], refusals(3)]);
      }),
    );

    it(
      'QUE-048 refuses who waits for room, and lets joiners through',
      run(function* (world) {
        const queue = make<string>(1);
        queue.putNowait('Y');
        const putting = world.call((limits) => queue.put('D', limits));
        const joining = world.call((limits) => queue.join(limits));
        yield* world.settled();
        queue.shutdown({ immediate: true });
        expect(() => queue.getNowait()).toThrow(QueueShutDown);
        yield joining.joined;
        expect(yield* errorOf(putting)).toBeInstanceOf(QueueShutDown);
      }),
    );

    it(
      'AQUE-031 AQ-033 QUE-051 join waits for an item in work, and for no more',
      run(function* (world) {
        const queue = make<number>();
        queue.putNowait(1);
        queue.putNowait(2);
        yield queue.get();
        const joining = world.call((limits) => queue.join(limits));
        yield* world.settled();
        queue.shutdown({ immediate: true });
        yield* world.settled();
        expect(queue.unfinishedTasks).toBe(1);
        expect(joining.done()).toBe(false);
        queue.taskDone();
        yield joining.joined;
        expect(() => queue.taskDone()).toThrow(InvalidStateError);
      }),
    );
  });

  describe('shutdown, again', () => {
    it(
      'QUE-039 AQ-034 may come again and get immediate, and there is no way back',
      run(function* (world) {
        const queue = make<unknown>();
        queue.putNowait(1);
        expect(queue.isShutdown).toBe(false);
        for (const immediate of [false, false, true, true, false]) {
          queue.shutdown({ immediate });
          expect(queue.isShutdown).toBe(true);
        }
        yield* isOver(world, queue);
        expect(() => Object.assign(queue, { isShutdown: false })).toThrow(TypeError);
      }),
    );
  });

  describe('shutdown with many at work', () => {
    it(
      'QUE-052 ends every producer and consumer, with nothing lost that was taken or left',
      run(function* (world) {
        for (const immediate of [false, true]) {
          const queue = make<number>(64);
          let put = 0;
          let got = 0;
          const producers = Array.from({ length: 4 }, () =>
            world.start(function* (limits) {
              for (let item = 0; item < 16_384; item++) {
                yield queue.put(item, limits);
                if (++put === 20_000) queue.shutdown({ immediate });
              }
            }),
          );
          const consumers = Array.from({ length: 4 }, () =>
            world.start(function* (limits) {
              for (;;) {
                yield queue.get(limits);
                got++;
              }
            }),
          );
          const [, stopped] = yield* ended(producers);
          expect(stopped).toEqual(refusals(stopped.length));
          expect(stopped.length).toBeGreaterThan(0);
          expect(yield* ended(consumers)).toEqual([[], refusals(4)]);
          expect(put).toBeGreaterThanOrEqual(20_000);
          expect(queue.empty()).toBe(true);
          if (immediate) expect(got).toBeLessThanOrEqual(put);
          else expect(got).toBe(put);
        }
      }),
    );
  });

  describe('for await', () => {
    it('QUE-055 takes items until the queue is shut down and empty', async () => {
      const queue = make<number>();
      const got: number[] = [];
      const reading = (async () => {
        for await (const item of queue) {
          got.push(item);
          queue.taskDone();
        }
      })();
      queue.putNowait(1);
      await queue.join();
      queue.putNowait(2);
      queue.shutdown();
      await reading;
      expect(got).toEqual([1, 2]);
      for await (const item of queue) got.push(item);
      expect(got).toEqual([1, 2]);
    });

    it('QUE-055 may be left, and goes on in another loop', async () => {
      const queue = make<number>();
      for (const item of [1, 2, 3]) queue.putNowait(item);
      const got: number[] = [];
      for await (const item of queue) {
        got.push(item);
        break;
      }
      queue.shutdown();
      for await (const item of queue) got.push(item);
      expect(got).toEqual(ordered([1, 2, 3]));
    });
  });
}
