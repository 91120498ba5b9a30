import fc from 'fast-check';
import type { Plan } from '../../room.ts';

/** A thread that puts or takes, for as long as it is let. */
export interface Thread {
  readonly do: 'put' | 'get';
  readonly how: 'blocking' | 'waiting' | 'trying';
  /** How many items a producer adds. */
  readonly count: number;
  /** Milliseconds until it is terminated. */
  readonly terminateAfter?: number | undefined;
  /** Whether the queue is told to look after it. */
  readonly isWatched: boolean;
  /** After how many items it ends by `process.exit()` in the middle of its work. */
  readonly exitAfter?: number | undefined;
}

export interface Setup {
  readonly maxsize: number;
  readonly items: 'numbers' | 'bytes' | 'objects';
}

export type SharedQueuePlan = Plan<Setup, Thread>;

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });

/** Random threads on a shared queue. */
export const sharedQueuePlans: fc.Arbitrary<SharedQueuePlan> = fc.record({
  setup: fc.record({
    maxsize: fc.constantFrom(1, 2, 3, 8, 64),
    items: fc.constantFrom('numbers', 'bytes', 'objects'),
  }),
  steps: fc.array(
    fc.record({
      do: fc.constantFrom('put' as const, 'get' as const),
      how: fc.constantFrom('blocking' as const, 'waiting' as const, 'trying' as const),
      count: fc.integer({ min: 0, max: 2_000 }),
      terminateAfter: sometimes(fc.integer({ min: 0, max: 120 })),
      isWatched: fc.boolean(),
      exitAfter: sometimes(fc.integer({ min: 0, max: 500 })),
    }),
    { minLength: 1, maxLength: 4, size: 'max' },
  ),
});
