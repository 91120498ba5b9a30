import { CancelledError } from '@x/future';
import type { Mode, Started } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import type { Kind } from './kinds.ts';
import { all, errorOf } from './started.ts';

/** Nothing is lost, and nothing comes twice, when waiting calls are cancelled. */
export function cancellationContract({ run }: Mode, { make }: Kind): void {
  describe('get, cancelled', () => {
    it(
      'QUE-021 throws what cancelled it, and eats nothing',
      run(function* (world) {
        const queue = make<number>();
        const getting = world.call((limits) => queue.get(limits));
        yield* world.settled();
        getting.cancel('enough');
        expect(yield* errorOf(getting)).toMatchObject({ name: 'CancelledError', args: ['enough'] });
        expect(String(queue)).toMatch(/ maxsize=0>$/);
        queue.putNowait(1);
        yield* world.settled();
        expect(queue.getNowait()).toBe(1);
      }),
    );

    it(
      'AQ-017 three wait, two items come, one is cancelled: the others get both',
      run(function* (world) {
        for (const order of ['cancel last', 'cancel first', 'cancel between']) {
          for (const cancelled of [0, 1, 2]) {
            const queue = make<number>();
            const getting = [0, 1, 2].map(() => world.call((limits) => queue.get(limits)));
            yield* world.settled();
            if (order === 'cancel first') getting[cancelled]!.cancel();
            queue.putNowait(1);
            if (order === 'cancel between') getting[cancelled]!.cancel();
            queue.putNowait(2);
            if (order === 'cancel last') getting[cancelled]!.cancel();
            yield* world.settled();
            expect(yield* accounted(getting, queue), `${order} ${cancelled}`).toEqual([1, 2]);
            for (const task of getting) task.cancel();
            yield* world.settled();
          }
        }
      }),
    );

    it(
      'a cancelled one does not disturb the order of those behind it',
      run(function* (world) {
        const queue = make<number>();
        const log: unknown[] = [];
        const getting = ['a', 'b', 'c', 'd'].map((name) =>
          world.start(function* (limits) {
            log.push(name, yield queue.get(limits));
          }),
        );
        yield* world.settled();
        getting[0]!.cancel();
        queue.putNowait(1);
        yield* world.settled();
        queue.putNowait(2);
        yield* world.settled();
        queue.putNowait(3);
        yield* all(getting.slice(1));
        expect(log).toEqual(['b', 1, 'c', 2, 'd', 3]);
      }),
    );

    it(
      'a hand-over goes on through a chain of cancelled getters',
      run(function* (world) {
        const queue = make<number>();
        const getting = Array.from({ length: 5 }, () => world.call((limits) => queue.get(limits)));
        const last = world.call((limits) => queue.get(limits));
        yield* world.settled();
        queue.putNowait(1);
        for (const task of getting) task.cancel();
        yield* world.settled();
        expect(yield* accounted([...getting, last], queue)).toEqual([1]);
        last.cancel();
        yield* world.settled();
      }),
    );
  });

  describe('put, cancelled', () => {
    it(
      'AQ-018 AQ-024 adds nothing, and a second try adds the item once',
      run(function* (world) {
        const queue = make<number>(1);
        queue.putNowait(1);
        const putting = world.call((limits) => queue.put(2, limits));
        yield* world.settled();
        putting.cancel();
        expect(yield* errorOf(putting)).toBeInstanceOf(CancelledError);
        expect(String(queue)).not.toMatch('_putters');
        expect(queue.getNowait()).toBe(1);
        yield queue.put(2);
        expect(queue.getNowait()).toBe(2);
        expect(queue.empty()).toBe(true);
      }),
    );

    it(
      'AQ-018 cancelled on its way to the room that it was woken for: the room goes to the next',
      run(function* (world) {
        const queue = make<number>(1);
        queue.putNowait(1);
        const putting = world.call((limits) => queue.put(2, limits));
        const next = world.call((limits) => queue.put(3, limits));
        yield* world.settled();
        expect(queue.getNowait()).toBe(1);
        putting.cancel();
        yield* world.settled();
        // Outside a loop the signal comes too late for a wait that was woken.
        const entered = world.hasLoop ? 3 : 2;
        expect(queue.getNowait()).toBe(entered);
        yield* world.settled();
        if (!world.hasLoop) expect(queue.getNowait()).toBe(3);
        expect(queue.empty()).toBe(true);
        yield next.joined;
      }),
    );

    it(
      'AQ-021 a cancelled one between others changes nothing for them',
      run(function* (world) {
        const queue = make<string>(1);
        yield queue.put('a');
        const kept = world.call((limits) => queue.put('b', limits));
        const cancelled = world.call((limits) => queue.put('X', limits));
        yield* world.settled();
        cancelled.cancel();
        yield* world.settled();
        expect(queue.getNowait()).toBe('a');
        yield kept.joined;
        expect(queue.getNowait()).toBe('b');
        yield* world.settled();
        expect(queue.empty()).toBe(true);
      }),
    );
  });

  describe('join, cancelled', () => {
    it(
      'leaves the count and the other joiners alone',
      run(function* (world) {
        const queue = make<number>();
        queue.putNowait(1);
        const [cancelled, kept] = [0, 1].map(() => world.call((limits) => queue.join(limits)));
        yield* world.settled();
        cancelled!.cancel();
        expect(yield* errorOf(cancelled!)).toBeInstanceOf(CancelledError);
        expect(queue.unfinishedTasks).toBe(1);
        queue.getNowait();
        queue.taskDone();
        yield* all([kept!]);
      }),
    );
  });
}

/** The items that the tasks got, and those still in the queue, sorted. */
function* accounted(
  tasks: readonly Started[],
  queue: { empty(): boolean; getNowait(): number },
): Generator<unknown, number[], unknown> {
  const items: number[] = [];
  for (const task of tasks) {
    if (!task.done()) continue;
    try {
      items.push((yield task.joined) as number);
    } catch {
      // It was cancelled.
    }
  }
  while (!queue.empty()) items.push(queue.getNowait());
  return items.toSorted((a, b) => a - b);
}
