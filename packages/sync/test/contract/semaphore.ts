import { CancelledError, InvalidStateError } from '@x/future';
import type { Mode, Started, World } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { BoundedSemaphore, Semaphore, type Hold } from '../../src/index.ts';
import { errorOf } from './lock.ts';

/** Shows the permits that nobody has. */
class OpenSemaphore extends Semaphore {
  get free(): number {
    return this.value;
  }
}

export function semaphoreContract({ run }: Mode): void {
  describe('Semaphore.acquire', () => {
    it(
      'SEM-004 hands permits over, so that the value stays 0',
      run(function* (world) {
        const semaphore = new OpenSemaphore(3);
        const got: number[] = [];
        yield semaphore.acquire();
        yield semaphore.acquire();
        expect(semaphore.locked()).toBe(false);
        for (const n of [1, 2, 3]) start(world, semaphore, got, n);
        yield* world.settled();
        expect(got).toEqual([1]);
        expect([semaphore.locked(), semaphore.free]).toEqual([true, 0]);
        expect(String(semaphore)).toMatch('waiters:2');

        const last = start(world, semaphore, got, 4);
        semaphore.release();
        semaphore.release();
        expect(semaphore.free).toBe(0);
        yield* world.settled();
        expect(got).toEqual([1, 2, 3]);
        expect([semaphore.locked(), semaphore.free]).toEqual([true, 0]);

        expect(last.done()).toBe(false);
        semaphore.release();
        yield last.joined;
        expect(got).toEqual([1, 2, 3, 4]);
      }),
    );

    it(
      'SEM-016 does not suspend while there are permits',
      run(function* (world) {
        const semaphore = new Semaphore(2);
        const before = world.iteration();
        for (let round = 0; round < 100; round++) {
          expect(yield semaphore.acquire()).toBe(true);
          yield semaphore.acquire();
          semaphore.release();
          semaphore.release();
        }
        expect(world.iteration()).toBe(before);
      }),
    );

    it(
      'SEM-011 is strictly first come, first served among those who come again',
      run(function* (world) {
        const semaphore = new Semaphore(1);
        const order: string[] = [];
        const tasks = ['c1', 'c2', 'c3'].map((name) =>
          world.start(function* () {
            for (const round of [1, 2]) {
              yield semaphore.acquire();
              order.push(`${name}_${round}`);
              yield world.turn();
              semaphore.release();
            }
          }),
        );
        for (const task of tasks) yield task.joined;
        expect(order).toEqual(['c1_1', 'c2_1', 'c3_1', 'c1_2', 'c2_2', 'c3_2']);
      }),
    );

    it(
      'SEM-012 one that releases and acquires again at once goes behind those who wait',
      run(function* (world) {
        const semaphore = new Semaphore(1);
        const got: number[] = [];
        const tasks = [
          start(world, semaphore, got, 1),
          world.start(function* () {
            yield semaphore.acquire();
            got.push(2);
            semaphore.release();
            yield semaphore.acquire();
            got.push(4);
          }),
          start(world, semaphore, got, 3),
        ];
        yield* world.settled();
        semaphore.release();
        semaphore.release();
        for (const task of tasks) yield task.joined;
        expect(got).toEqual([1, 2, 3, 4]);
      }),
    );

    it(
      'SEM-014 SEM-015 is locked while a woken waiter has not run, which then wakes the others',
      run(function* (world) {
        const semaphore = new OpenSemaphore(0);
        const got: number[] = [];
        const tasks = [
          world.start(function* () {
            yield semaphore.acquire();
            expect(semaphore.free).toBe(0);
            tasks.push(world.call(() => void got.push(4)));
            got.push(1);
          }),
          world.start(function* () {
            for (let i = 0; i < 3; i++) semaphore.release();
            expect(semaphore.free).toBe(2);
            expect(semaphore.locked()).toBe(true);
            yield semaphore.acquire();
            got.push(2);
          }),
          world.start(function* () {
            yield semaphore.acquire();
            expect(semaphore.locked()).toBe(true);
            got.push(3);
          }),
        ];
        for (const task of tasks.slice()) yield task.joined;
        yield* world.settled();
        expect(got).toEqual(world.hasLoop ? [1, 2, 3, 4] : expect.arrayContaining([1, 2, 3, 4]));
      }),
    );
  });

  describe('Semaphore.acquire, cancelled', () => {
    it(
      'SEM-005 leaves no waiter, and takes no permit',
      run(function* (world) {
        const semaphore = new OpenSemaphore(1);
        yield semaphore.acquire();
        const waiter = world.call((limits) => semaphore.acquire(limits));
        yield* world.settled();
        waiter.cancel();
        expect(yield* errorOf(waiter)).toBeInstanceOf(CancelledError);
        expect(String(semaphore)).toMatch(/\[locked\]>$/);
        semaphore.release();
        expect(semaphore.free).toBe(1);
      }),
    );

    it(
      'SEM-006 one release with two cancels: the third gets the permit, the fourth still waits',
      run(function* (world) {
        for (const order of ['cancel first', 'release first']) {
          const semaphore = new OpenSemaphore(0);
          const tasks = [1, 2, 3, 4].map(() => world.call((limits) => semaphore.acquire(limits)));
          yield* world.settled();
          if (order === 'release first' && world.hasLoop) semaphore.release();
          tasks[0]!.cancel();
          tasks[1]!.cancel();
          if (order === 'cancel first' || !world.hasLoop) semaphore.release();
          yield* world.settled();
          expect(tasks.map((task) => task.done())).toEqual([true, true, true, false]);
          expect(semaphore.free).toBe(0);
          tasks[3]!.cancel();
          yield* world.settled();
        }
      }),
    );

    it(
      'SEM-013 a cancelled first waiter does not disturb the order',
      run(function* (world) {
        const semaphore = new Semaphore(0);
        const got: number[] = [];
        const tasks = [1, 2, 3].map((n) => start(world, semaphore, got, n));
        yield* world.settled();
        tasks[0]!.cancel();
        yield world.turn();
        semaphore.release();
        semaphore.release();
        yield* world.settled();
        expect(got).toEqual([2, 3]);
      }),
    );

    it(
      'SEM-015 is not locked when all who queue were cancelled',
      run(function* (world) {
        const semaphore = new Semaphore(0);
        const waiter = world.call((limits) => semaphore.acquire(limits));
        yield* world.settled();
        waiter.cancel();
        semaphore.release();
        expect(semaphore.locked()).toBe(false);
        yield semaphore.acquire();
        expect(semaphore.locked()).toBe(true);
        yield* world.settled();
        expect(waiter.done()).toBe(true);
        expect(semaphore.locked()).toBe(true);
      }),
    );

    it(
      'SEM-006 no permit is lost or made when waiters are cancelled in every order',
      run(function* (world) {
        for (let pattern = 0; pattern < 64; pattern++) {
          const semaphore = new OpenSemaphore(0);
          const tasks = [1, 2, 3].map(() => world.call((limits) => semaphore.acquire(limits)));
          yield* world.settled();
          tasks.forEach((task, i) => {
            if (pattern & (1 << i)) semaphore.release();
            if (pattern & (8 << i)) task.cancel();
          });
          yield* world.settled();
          let taken = 0;
          for (const task of tasks) if (task.done() && (yield* succeeded(task))) taken++;
          const released = [1, 2, 4].filter((bit) => pattern & bit).length;
          expect(taken + semaphore.free, `pattern ${pattern}`).toBe(released);
          expect(semaphore.free > 0 && tasks.some((task) => !task.done())).toBe(false);
          for (const task of tasks) task.cancel();
          yield* world.settled();
        }
      }),
    );
  });

  describe('Semaphore.hold', () => {
    it(
      'SEM-017 holds a permit to the end of the scope',
      run(function* (world) {
        for (const semaphore of [new Semaphore(), new BoundedSemaphore()]) {
          {
            using _ = (yield semaphore.hold()) as Hold;
            expect(semaphore.locked()).toBe(true);
          }
          expect(semaphore.locked()).toBe(false);
          const inside = world.call((limits) => semaphore.with(() => semaphore.locked(), limits));
          expect(yield inside.joined).toBe(true);
          expect(semaphore.locked()).toBe(false);
        }
      }),
    );
  });

  describe('BoundedSemaphore.release', () => {
    it(
      'SEM-009 refuses more permits than there were, and hands on what is within',
      run(function* (world) {
        const semaphore = new BoundedSemaphore(1);
        expect(() => semaphore.release()).toThrow(InvalidStateError);
        expect(String(semaphore)).toMatch(/\[unlocked, value:1\]>$/);
        yield semaphore.acquire();
        const waiter = world.call((limits) => semaphore.acquire(limits));
        yield* world.settled();
        semaphore.release();
        expect(yield waiter.joined).toBe(true);
        semaphore.release();
        expect(() => semaphore.release()).toThrow(InvalidStateError);
      }),
    );
  });
}

function start(world: World, semaphore: Semaphore, got: number[], n: number): Started {
  return world.start(function* (limits) {
    yield semaphore.acquire(limits);
    got.push(n);
  });
}

function* succeeded(task: Started): Generator<unknown, boolean, unknown> {
  try {
    yield task.joined;
    return true;
  } catch {
    return false;
  }
}
