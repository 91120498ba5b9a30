import fc from 'fast-check';
import type { Plan } from '../../room.ts';

/** Somebody who uses the queue, at the same time as the others. */
export type Actor =
  | {
      readonly do: 'put' | 'get';
      readonly count: number;
      /** Milliseconds between two calls. */
      readonly gap: number;
      readonly how: 'wait' | 'now';
      readonly timeout: number;
      /** Milliseconds until the actor is cancelled: its task, or without tasks its signal. */
      readonly cancelAfter?: number | undefined;
    }
  | { readonly do: 'iterate'; readonly cancelAfter: number }
  | { readonly do: 'join'; readonly timeout: number }
  | { readonly do: 'shutdown'; readonly after: number; readonly immediate: boolean };

export interface Setup {
  readonly kind: 'Queue' | 'LifoQueue' | 'PriorityQueue' | 'SimpleQueue';
  readonly maxsize: number;
  /** Plain promises, tasks in virtual time, tasks in real time; native or generator coroutines. */
  readonly mode: 'plain' | 'virtual' | 'real';
}

export type QueuePlan = Plan<Setup, Actor>;

const time = fc.integer({ min: 0, max: 6 });

const actor: fc.Arbitrary<Actor> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom('put' as const, 'get' as const),
      count: fc.integer({ min: 1, max: 12 }),
      gap: fc.integer({ min: 0, max: 2 }),
      how: fc.constantFrom('wait' as const, 'wait' as const, 'wait' as const, 'now' as const),
      timeout: fc.integer({ min: 0, max: 12 }),
      cancelAfter: fc.option(time, { nil: undefined, freq: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('iterate' as const), cancelAfter: time }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('join' as const), timeout: time }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('shutdown' as const), after: time, immediate: fc.boolean() }) },
);

/** Random producers and consumers. */
export const queuePlans: fc.Arbitrary<QueuePlan> = fc.record({
  setup: fc.record({
    kind: fc.constantFrom('Queue', 'LifoQueue', 'PriorityQueue', 'SimpleQueue'),
    maxsize: fc.integer({ min: 0, max: 4 }),
    mode: fc.constantFrom('plain', 'virtual', 'real'),
  }),
  steps: fc.array(actor, { minLength: 2, maxLength: 24, size: 'max' }),
});
