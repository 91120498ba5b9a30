import { CancelledError, TimeoutError } from '@x/future';
import type { Body, Mode, Started, World } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { Barrier, BrokenBarrierError } from '../../src/index.ts';
import { errorOf } from './lock.ts';

const N = 5;

export function barrierContract({ run, hasLoop }: Mode): void {
  /** Starts the body `n` times, and waits for all. */
  function* inParallel(world: World, n: number, body: Body): Generator<unknown, unknown[], unknown> {
    const tasks = Array.from({ length: n }, () => world.start(body));
    const results: unknown[] = [];
    for (const task of tasks) results.push(yield task.joined);
    return results;
  }

  const waits = (world: World, barrier: Barrier): Started => world.call((limits) => barrier.wait(limits));

  describe('Barrier.wait', () => {
    it(
      'BAR-003 gives each caller another index, and is empty afterwards',
      run(function* (world) {
        const barrier = new Barrier(3);
        const order: unknown[] = [];
        const indexes = yield* inParallel(world, 3, function* (limits) {
          const index = yield barrier.wait(limits);
          order.push(index);
          return index;
        });
        expect(indexes).toEqual([0, 1, 2]);
        expect(order, 'the last to come goes on first').toEqual([2, 0, 1]);
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
      }),
    );

    it(
      'BAR-004 never waits with one party, and can be used again',
      run(function* (world) {
        const barrier = new Barrier(1);
        const before = world.iteration();
        expect(yield barrier.wait()).toBe(0);
        expect(yield barrier.wait()).toBe(0);
        expect(world.iteration()).toBe(before);
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
      }),
    );

    it(
      'BAR-005 counts those who come one by one',
      run(function* (world) {
        const barrier = new Barrier(3);
        const tasks: Started[] = [];
        for (const count of [1, 2]) {
          tasks.push(waits(world, barrier));
          yield* world.settled();
          expect(barrier.nWaiting).toBe(count);
        }
        tasks.push(waits(world, barrier));
        for (const task of tasks) yield task.joined;
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
      }),
    );

    it(
      'BAR-006 lets a second round begin from inside the first',
      run(function* (world) {
        const barrier = new Barrier(N);
        const passes: number[] = [];
        const indexes = yield* inParallel(world, N, function* (limits) {
          yield barrier.wait(limits);
          passes.push(1);
          const index = yield barrier.wait(limits);
          passes.push(2);
          return index;
        });
        expect(passes.filter((round) => round === 1)).toHaveLength(N);
        expect(passes.slice(-N)).toEqual([2, 2, 2, 2, 2]);
        expect(new Set(indexes)).toEqual(new Set([0, 1, 2, 3, 4]));
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
      }),
    );

    if (hasLoop) {
      it(
        'BAR-007 drains until the last has left, who sees it filling again',
        run(function* (world) {
          const barrier = new Barrier(N);
          const draining = yield* inParallel(world, N, function* () {
            yield barrier.wait();
            return String(barrier).includes('draining');
          });
          // The last to come leaves first.
          expect(draining).toEqual([true, true, true, false, true]);
        }),
      );
    }

    it(
      'BAR-008 those who come while it drains wait for the end, and count for the next round',
      run(function* (world) {
        const barrier = new Barrier(N);
        const rest = new Barrier(N - 2);
        let again = 2;
        const rounds = yield* inParallel(world, N, function* (limits) {
          yield barrier.wait(limits);
          if (again-- > 0) {
            yield barrier.wait(limits);
            return 'again';
          }
          yield rest.wait(limits);
          yield barrier.wait(limits);
          return 'rest';
        });
        expect(rounds.filter((name) => name === 'again')).toHaveLength(2);
        expect([barrier.nWaiting, rest.nWaiting]).toEqual([0, 0]);
      }),
    );

    it(
      'BAR-009 a cancelled one counts no more, and the barrier stays usable',
      run(function* (world) {
        const barrier = new Barrier(3);
        const cancelled = waits(world, barrier);
        const kept = waits(world, barrier);
        yield* world.settled();
        expect(barrier.nWaiting).toBe(2);
        cancelled.cancel();
        expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
        yield* world.settled();
        expect(barrier.nWaiting).toBe(1);

        const others = [waits(world, barrier), waits(world, barrier)];
        const indexes = [yield kept.joined, yield others[0]!.joined, yield others[1]!.joined];
        // CPython gives an index out twice after a cancel: it is the count at the time of coming.
        expect(indexes.slice(1)).toEqual([1, 2]);
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
      }),
    );

    it(
      'one that runs out of time counts no more, and breaks nothing',
      run(function* (world) {
        const barrier = new Barrier(2);
        const late = world.call(() => barrier.wait({ timeout: 100 }));
        yield* world.settled();
        yield world.sleep(100);
        expect(yield* errorOf(late)).toBeInstanceOf(TimeoutError);
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
        const both = [waits(world, barrier), waits(world, barrier)];
        for (const task of both) yield task.joined;
      }),
    );
  });

  describe('Barrier.reset', () => {
    it(
      'BAR-010 changes nothing when nobody waits',
      run(function* () {
        const barrier = new Barrier(2);
        yield barrier.reset();
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
        expect(String(barrier)).toMatch(/\[filling, waiters:0\/2\]>$/);
      }),
    );

    it(
      'sends away those who wait, and the barrier can be used at once',
      run(function* (world) {
        const barrier = new Barrier(N);
        const tasks = Array.from({ length: N - 1 }, () => waits(world, barrier));
        yield* world.settled();
        yield barrier.reset();
        for (const task of tasks) {
          expect(yield* errorOf(task)).toMatchObject({
            name: 'BrokenBarrierError',
            message: 'the barrier was reset while waiting',
          });
        }
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
        expect(String(barrier)).toMatch('filling');
      }),
    );

    if (hasLoop) {
      it(
        'BAR-012 in the middle of draining breaks those who are still inside',
        run(function* (world) {
          const barrier = new Barrier(N);
          let left = 0;
          let broken = 0;
          yield* inParallel(world, N, function* () {
            try {
              yield barrier.wait();
            } catch (error) {
              expect(error).toBeInstanceOf(BrokenBarrierError);
              broken++;
              return;
            }
            if (++left === N - Math.floor(N / 2)) yield barrier.reset();
          });
          expect(broken).toBe(Math.floor(N / 2));
          expect(String(barrier)).toMatch(/\[filling, waiters:0\/5\]>$/);
        }),
      );

      it(
        'BAR-013 in the middle of draining leaves those outside, who join the next round',
        run(function* (world) {
          const barrier = new Barrier(N);
          const half = Math.floor(N / 2);
          let left = 0;
          let insideBroken = 0;
          let outsideBroken = 0;
          yield* inParallel(world, N, function* () {
            try {
              yield barrier.wait();
            } catch {
              insideBroken++;
              yield barrier.wait();
              return;
            }
            left++;
            try {
              if (left > half) yield barrier.reset();
              yield barrier.wait();
            } catch {
              outsideBroken++;
            }
          });
          expect([insideBroken, outsideBroken]).toEqual([half, 0]);
          expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
        }),
      );
    }

    it(
      'BAR-014 those it sent away may wait again, and a newcomer completes the round',
      run(function* (world) {
        const barrier = new Barrier(N);
        let broken = 0;
        let passed = 0;
        const tasks = Array.from({ length: N - 1 }, () =>
          world.start(function* (limits) {
            try {
              yield barrier.wait(limits);
            } catch {
              broken++;
            } finally {
              yield barrier.wait(limits);
              passed++;
            }
          }),
        );
        yield* world.settled();
        yield barrier.reset();
        yield* world.settled();
        yield barrier.wait();
        passed++;
        for (const task of tasks) yield task.joined;
        expect([broken, passed]).toEqual([N - 1, N]);
        expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
      }),
    );
  });

  describe('Barrier.abort', () => {
    it(
      'breaks those who wait and those who come later',
      run(function* (world) {
        const barrier = new Barrier(2);
        const waiting = waits(world, barrier);
        yield* world.settled();
        yield barrier.abort();
        expect(yield* errorOf(waiting)).toMatchObject({
          name: 'BrokenBarrierError',
          code: 'ERR_BROKEN_BARRIER',
          message: 'the barrier was aborted',
        });
        expect(barrier.broken).toBe(true);
        for (let again = 0; again < 2; again++) {
          expect(yield* errorOf(waits(world, barrier))).toBeInstanceOf(BrokenBarrierError);
        }
        expect([barrier.broken, barrier.nWaiting]).toEqual([true, 0]);
      }),
    );

    it(
      'stays broken when as many come as it takes',
      run(function* (world) {
        const barrier = new Barrier(1);
        yield barrier.abort();
        expect(yield* errorOf(waits(world, barrier))).toBeInstanceOf(BrokenBarrierError);
        expect(barrier.broken).toBe(true);
      }),
    );

    it(
      'BAR-017 after an error of one breaks all the others',
      run(function* (world) {
        const barrier = new Barrier(N);
        let passed = 0;
        let broken = 0;
        yield* inParallel(world, N, function* (limits) {
          try {
            if ((yield barrier.wait(limits)) === 2) {
              yield barrier.abort();
              return;
            }
            yield barrier.wait(limits);
            passed++;
          } catch {
            broken++;
          }
        });
        expect([passed, broken]).toEqual([0, N - 1]);
        expect([barrier.broken, barrier.nWaiting]).toEqual([true, 0]);
      }),
    );

    it(
      'BAR-018 is undone by reset(), and all pass again',
      run(function* (world) {
        const barrier = new Barrier(N);
        yield barrier.abort();
        expect(yield* errorOf(waits(world, barrier))).toBeInstanceOf(BrokenBarrierError);
        yield barrier.reset();
        expect(barrier.broken).toBe(false);
        const indexes = yield* inParallel(world, N, function* (limits) {
          return yield barrier.wait(limits);
        });
        expect(indexes).toEqual([0, 1, 2, 3, 4]);
      }),
    );
  });

  describe('Barrier.toString', () => {
    it(
      hasLoop
        ? 'BAR-002 shows filling with its waiters, draining, resetting and broken'
        : 'BAR-002 shows filling with its waiters, and broken',
      run(function* (world) {
        const barrier = new Barrier(N);
        const seen: string[] = [];
        const look = (): void => void seen.push(String(barrier).replace(/#\d+ /, ''));
        look();
        const tasks = Array.from({ length: N - 1 }, () => waits(world, barrier));
        yield* world.settled();
        look();
        if (world.hasLoop) {
          // The last to come goes on within its own step, before the others leave.
          yield barrier.wait();
          look();
          yield barrier.reset();
          look();
        }
        yield* world.settled();
        yield barrier.abort();
        look();
        for (const task of tasks) expect(yield* errorOf(task)).toBeInstanceOf(BrokenBarrierError);
        expect(seen).toEqual([
          '<Barrier [filling, waiters:0/5]>',
          '<Barrier [filling, waiters:4/5]>',
          ...(world.hasLoop ? ['<Barrier [draining, waiters:0/5]>', '<Barrier [resetting, waiters:0/5]>'] : []),
          '<Barrier [broken]>',
        ]);
      }),
    );
  });
}
