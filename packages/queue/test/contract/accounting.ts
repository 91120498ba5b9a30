import { InvalidStateError, TimeoutError } from '@x/future';
import type { Mode } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import type { Kind } from './kinds.ts';
import { all, errorOf } from './started.ts';

/** Unfinished tasks: `taskDone()` and `join()`. */
export function accountingContract({ run }: Mode, { make }: Kind): void {
  describe('taskDone', () => {
    it(
      'QUE-023 AQ-026 throws InvalidStateError on a fresh queue, and leaves it as it was',
      run(function* () {
        const queue = make<number>();
        expect(() => queue.taskDone()).toThrow(new InvalidStateError('taskDone() called too many times'));
        expect(queue.unfinishedTasks).toBe(0);
        yield queue.join();
      }),
    );

    it(
      'QUE-027 QUE-029 the count rises with each put, stays at get, and falls with each taskDone',
      run(function* () {
        const queue = make<number>();
        const counts = [queue.unfinishedTasks];
        const count = (): void => void counts.push(queue.unfinishedTasks);
        yield queue.put(1);
        count();
        queue.putNowait(2);
        count();
        yield queue.get();
        queue.getNowait();
        count();
        queue.taskDone();
        count();
        queue.taskDone();
        count();
        expect(counts).toEqual([0, 1, 2, 2, 1, 0]);
        expect(() => queue.taskDone()).toThrow(InvalidStateError);
      }),
    );
  });

  describe('join', () => {
    it(
      'QUE-024 QUE-025 AQ-027 waits until two workers have done the work on 100 items, again and again',
      run(function* (world) {
        const queue = make<number>();
        let sum = 0;
        const workers = [1, 2].map(() =>
          world.start(function* (limits) {
            for (;;) {
              const item = (yield queue.get(limits)) as number;
              yield world.turn();
              sum += item;
              queue.taskDone();
            }
          }),
        );
        for (const round of [1, 2]) {
          for (let item = 0; item < 100; item++) yield queue.put(item);
          yield queue.join();
          expect(sum).toBe(4_950 * round);
        }
        expect(() => queue.taskDone()).toThrow(InvalidStateError);
        for (const worker of workers) worker.cancel();
        yield* world.settled();
        expect(workers.map((worker) => worker.done())).toEqual([true, true]);
      }),
    );

    it(
      'QUE-026 returns at once when nothing was ever put',
      run(function* (world) {
        const queue = make<number>();
        const before = world.iteration();
        yield queue.join();
        expect(world.iteration()).toBe(before);
      }),
    );

    it(
      'QUE-030 waits again after a new put',
      run(function* (world) {
        const queue = make<number>();
        yield queue.put(1);
        yield queue.get();
        queue.taskDone();
        yield queue.join();

        yield queue.put(2);
        const joining = world.call((limits) => queue.join(limits));
        yield* world.settled();
        expect(joining.done()).toBe(false);
        queue.getNowait();
        yield* world.settled();
        expect(joining.done()).toBe(false);
        queue.taskDone();
        yield joining.joined;
      }),
    );

    it(
      'lets everybody through who waited, also when a new item comes at once',
      run(function* (world) {
        const queue = make<number>();
        yield queue.put(1);
        const joining = [1, 2].map(() => world.call((limits) => queue.join(limits)));
        yield* world.settled();
        queue.getNowait();
        queue.taskDone();
        queue.putNowait(2);
        yield* all(joining);
        expect(queue.unfinishedTasks).toBe(1);
      }),
    );

    it(
      'throws TimeoutError when the work is not done in time',
      run(function* (world) {
        const queue = make<number>();
        yield queue.put(1);
        const joining = world.call(() => queue.join({ timeout: 10 }));
        yield* world.settled();
        yield world.sleep(9);
        expect(joining.done()).toBe(false);
        yield world.sleep(1);
        const error = yield* errorOf(joining);
        expect(error).toBeInstanceOf(TimeoutError);
        expect(error).toMatchObject({ message: `${queue.constructor.name}.join() did not end within 10 ms` });
        expect(queue.unfinishedTasks).toBe(1);
      }),
    );
  });
}
