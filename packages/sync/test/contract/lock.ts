import { CancelledError, RuntimeError } from '@x/future';
import type { Body, Mode, Started, World } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { Lock, type Hold } from '../../src/index.ts';

export function lockContract({ run }: Mode): void {
  describe('Lock.acquire', () => {
    it(
      'LOCK-003 LOCK-011 resolves to true, in the order of arrival, and no newcomer overtakes',
      run(function* (world) {
        const lock = new Lock();
        const got: number[] = [];
        expect(yield lock.acquire()).toBe(true);
        const first = start(world, lock, got, 1);
        start(world, lock, got, 2);
        yield* world.settled();
        expect(got).toEqual([]);

        lock.release();
        expect(lock.locked()).toBe(false);
        yield* world.settled();
        expect(got).toEqual([1]);
        expect(yield first.joined).toBe(true);

        lock.release();
        start(world, lock, got, 3);
        yield* world.settled();
        expect(got).toEqual([1, 2]);

        lock.release();
        yield* world.settled();
        expect(got).toEqual([1, 2, 3]);
        expect(lock.locked()).toBe(true);
      }),
    );

    it(
      'LOCK-012 does not suspend when the lock is free',
      run(function* (world) {
        const lock = new Lock();
        const before = world.iteration();
        for (let round = 0; round < 100; round++) {
          yield lock.acquire();
          lock.release();
        }
        expect(world.iteration()).toBe(before);
      }),
    );

    it(
      'LOCK-010 LOCK-011 queues behind a woken waiter although the lock is free for the moment',
      run(function* (world) {
        const lock = new Lock();
        const got: number[] = [];
        yield lock.acquire();
        start(world, lock, got, 1);
        yield* world.settled();
        lock.release();
        expect(lock.locked()).toBe(false);
        const late = lock.acquire();
        expect(lock.locked()).toBe(false);
        yield* world.settled();
        expect(got).toEqual([1]);
        expect(String(lock)).toMatch(/\[locked, waiters:1\]>$/);
        lock.release();
        expect(yield late).toBe(true);
      }),
    );

    it(
      'LOCK-010 takes a free lock at once when all who queue were cancelled',
      run(function* (world) {
        const lock = new Lock();
        yield lock.acquire();
        const waiters = [1, 2].map(() => world.call((limits) => lock.acquire(limits)));
        yield* world.settled();
        for (const waiter of waiters) waiter.cancel();
        lock.release();
        const before = world.iteration();
        expect(String(lock)).toMatch('waiters:2');
        yield lock.acquire();
        expect(world.iteration()).toBe(before);
        expect(lock.locked()).toBe(true);
        yield* world.settled();
        expect(waiters.map((waiter) => waiter.done())).toEqual([true, true]);
        expect(lock.locked()).toBe(true);
      }),
    );
  });

  describe('Lock.acquire, cancelled', () => {
    it(
      'LOCK-004 throws CancelledError and leaves no waiter behind',
      run(function* (world) {
        const lock = new Lock();
        yield lock.acquire();
        const waiter = world.call((limits) => lock.acquire(limits));
        yield* world.settled();
        waiter.cancel();
        expect(yield* errorOf(waiter)).toBeInstanceOf(CancelledError);
        expect(String(lock)).toMatch(/\[locked\]>$/);
      }),
    );

    it(
      'LOCK-004 does not let the next in while the lock is held',
      run(function* (world) {
        const lock = new Lock();
        yield lock.acquire();
        const [cancelled, next] = [1, 2].map(() => world.call((limits) => lock.acquire(limits)));
        yield* world.settled();
        cancelled!.cancel();
        yield* world.settled();
        expect([cancelled!.done(), next!.done()]).toEqual([true, false]);
        lock.release();
        expect(yield next!.joined).toBe(true);
      }),
    );

    it(
      'LOCK-005 LOCK-008 a release that comes with the cancelling of the first waiter goes to the next',
      run(function* (world) {
        const lock = new Lock();
        yield lock.acquire();
        const cancelled = world.start(holding(lock));
        const next = world.start(holding(lock));
        yield* world.settled();
        cancelled.cancel();
        lock.release();
        expect(yield* errorOf(cancelled)).toBeInstanceOf(CancelledError);
        expect(yield next.joined).toBe('held');
        expect(lock.locked()).toBe(false);
      }),
    );

    it(
      'LOCK-006 release and cancel of the woken one at once: exactly one of the others gets the lock',
      run(function* (world) {
        for (const order of ['cancel first', 'release first']) {
          const lock = new Lock();
          const got: number[] = [];
          yield lock.acquire();
          const tasks = [1, 2, 3].map((n) => start(world, lock, got, n));
          yield* world.settled();

          if (order === 'cancel first') tasks[0]!.cancel();
          lock.release();
          if (order === 'release first') tasks[0]!.cancel();
          yield* world.settled();
          expect(got).toHaveLength(1);
          expect(tasks.map((task) => task.done())).toContain(false);
          expect(lock.locked()).toBe(true);

          tasks[2]!.cancel();
          yield* world.settled();
          expect(tasks[2]!.done()).toBe(true);
          expect(lock.locked()).toBe(true);
        }
      }),
    );

    it(
      'LOCK-006 a hand-over that is cancelled on its way goes on through a chain of cancelled waiters',
      run(function* (world) {
        const lock = new Lock();
        yield lock.acquire();
        const waiters = Array.from({ length: 10 }, () => world.start(holding(lock)));
        const last = world.start(holding(lock));
        yield* world.settled();
        lock.release();
        for (const waiter of waiters.slice().reverse()) waiter.cancel();
        expect(yield last.joined).toBe('held');
        expect(lock.locked()).toBe(false);
      }),
    );
  });

  describe('Lock.release', () => {
    it(
      'LOCK-008 refuses a lock that nobody holds, which then still works',
      run(function* () {
        const lock = new Lock();
        expect(() => lock.release()).toThrow(new RuntimeError('Lock is not acquired.'));
        yield lock.acquire();
        lock.release();
        expect(lock.locked()).toBe(false);
        expect(() => lock.release()).toThrow(RuntimeError);
      }),
    );
  });

  describe('Lock.hold', () => {
    it(
      'SEM-017 holds the lock to the end of the scope, whatever ends it',
      run(function* () {
        const lock = new Lock();
        {
          using _ = (yield lock.hold()) as Hold;
          expect(lock.locked()).toBe(true);
        }
        expect(lock.locked()).toBe(false);

        let caught: unknown;
        try {
          using _ = (yield lock.hold()) as Hold;
          throw new Error('body');
        } catch (error) {
          caught = error;
        }
        expect(caught).toEqual(new Error('body'));
        expect(lock.locked()).toBe(false);
      }),
    );

    it(
      'waits its turn, and is released once',
      run(function* (world) {
        const lock = new Lock();
        const first = (yield lock.hold()) as Hold;
        const second = world.call((limits) => lock.hold(limits));
        yield* world.settled();
        expect(second.done()).toBe(false);
        first.release();
        const hold = (yield second.joined) as Hold;
        first.release();
        expect(lock.locked()).toBe(true);
        hold.release();
        expect(lock.locked()).toBe(false);
      }),
    );
  });

  describe('Lock.with', () => {
    it(
      'SEM-017 holds the lock during the call, and gives its value or error',
      run(function* (world) {
        const lock = new Lock();
        const seen: boolean[] = [];
        const value = world.call((limits) =>
          lock.with(async () => {
            seen.push(lock.locked());
            await Promise.resolve();
            seen.push(lock.locked());
            return 'value';
          }, limits),
        );
        expect(yield value.joined).toBe('value');
        expect(seen).toEqual([true, true]);
        expect(lock.locked()).toBe(false);

        const failing = world.call((limits) =>
          lock.with(() => {
            throw new Error('inside');
          }, limits),
        );
        expect(yield* errorOf(failing)).toEqual(new Error('inside'));
        expect(lock.locked()).toBe(false);
      }),
    );
  });
}

function start(world: World, lock: Lock, got: number[], n: number): Started {
  return world.start(function* (limits) {
    const answer = yield lock.acquire(limits);
    got.push(n);
    return answer;
  });
}

function holding(lock: Lock): Body {
  return function* (limits) {
    using _ = (yield lock.hold(limits)) as Hold;
    return 'held';
  };
}

export function* errorOf(started: Started): Generator<unknown, unknown, unknown> {
  try {
    yield started.joined;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}
