import { CancelledError } from '@x/future';
import type { Mode } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { Event } from '../../src/index.ts';
import { errorOf } from './lock.ts';

export function eventContract({ run }: Mode): void {
  describe('Event.wait', () => {
    it(
      'EVT-003 resolves to true at once when the flag is set',
      run(function* (world) {
        const event = new Event();
        event.set();
        const before = world.iteration();
        expect(yield event.wait()).toBe(true);
        expect(world.iteration()).toBe(before);
      }),
    );

    it(
      'wakes everybody in the order of arrival',
      run(function* (world) {
        const event = new Event();
        const woken: number[] = [];
        const waiters = [1, 2, 3].map((n) =>
          world.start(function* (limits) {
            yield event.wait(limits);
            woken.push(n);
          }),
        );
        yield* world.settled();
        expect(woken).toEqual([]);
        event.set();
        for (const waiter of waiters) yield waiter.joined;
        expect(woken).toEqual([1, 2, 3]);
        expect(event.isSet()).toBe(true);
      }),
    );

    it(
      'EVT-004 a cancelled waiter leaves, and the others still wake',
      run(function* (world) {
        const event = new Event();
        const [cancelled, kept] = [1, 2].map(() => world.call((limits) => event.wait(limits)));
        yield* world.settled();
        cancelled!.cancel();
        expect(yield* errorOf(cancelled!)).toBeInstanceOf(CancelledError);
        expect(String(event)).toMatch(/\[unset, waiters:1\]>$/);
        event.set();
        expect(yield kept!.joined).toBe(true);
      }),
    );
  });

  describe('Event.set', () => {
    it(
      'EVT-006 followed by clear() at once still lets through those who wait, and may come twice',
      run(function* (world) {
        const event = new Event();
        const waiter = world.call((limits) => event.wait(limits));
        yield* world.settled();
        event.set();
        event.clear();
        expect(event.isSet()).toBe(false);
        event.set();
        event.set();
        expect(String(event)).toMatch(/waiters:1\]>$/);
        event.clear();
        yield world.turn();
        expect(waiter.done()).toBe(true);
        expect(yield waiter.joined).toBe(true);
        expect(String(event)).toMatch(/\[unset\]>$/);

        const late = world.call((limits) => event.wait(limits));
        yield* world.settled();
        expect(late.done()).toBe(false);
        event.set();
        yield late.joined;
      }),
    );
  });
}
