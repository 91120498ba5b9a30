import fc from 'fast-check';
import type { Plan } from '../../room.ts';

export type Kind = 'echo' | 'sleep' | 'spin' | 'fail' | 'failMeanwhile' | 'exit' | 'die';

export interface ThreadStep {
  readonly do: 'thread';
  readonly kind: Kind;
  readonly amount: number;
  readonly daemon: boolean;
}

export interface ProcessStep {
  readonly do: 'process';
  readonly kind: Kind | 'loopForEver';
  readonly amount: number;
  readonly daemon: boolean;
  readonly end?: 'terminate' | 'kill' | undefined;
  /** Milliseconds until it is ended. */
  readonly endAfter: number;
}

export interface TimerStep {
  readonly do: 'timer';
  readonly interval: number;
  readonly cancelAfter?: number | undefined;
}

export type Step =
  | ThreadStep
  | ProcessStep
  | TimerStep
  /** Waits for one of those begun, in vain or not. */
  | { readonly do: 'join' | 'joinSync'; readonly which: number; readonly timeout: number }
  | { readonly do: 'pause'; readonly time: number };

export interface Setup {
  /** How those that are left are waited for at the end. */
  readonly end: 'join' | 'joinSync';
}

export type LifePlan = Plan<Setup, Step>;

const few = fc.integer({ min: 0, max: 12 });
const kinds: readonly Kind[] = ['echo', 'echo', 'sleep', 'spin', 'fail', 'failMeanwhile', 'exit', 'die'];
const rarely = fc.constantFrom(false, false, true);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('thread' as const),
      kind: fc.constantFrom(...kinds),
      amount: few,
      daemon: rarely,
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        do: fc.constant('process' as const),
        kind: fc.constantFrom<ProcessStep['kind'][]>(...kinds, 'loopForEver'),
        amount: few,
        daemon: rarely,
        end: fc.option(fc.constantFrom('terminate' as const, 'kill' as const), { nil: undefined }),
        endAfter: fc.integer({ min: 0, max: 120 }),
      })
      .map((one): ProcessStep => (one.kind === 'loopForEver' ? { ...one, end: one.end ?? 'kill' } : one)),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('timer' as const),
      interval: few,
      cancelAfter: fc.option(few, { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('join' as const, 'joinSync' as const),
      which: fc.nat(7),
      timeout: fc.integer({ min: 0, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), time: few }) },
);

/** Random programs of threads and processes. */
export const lifePlans: fc.Arbitrary<LifePlan> = fc.record({
  setup: fc.record({ end: fc.constantFrom('join' as const, 'joinSync' as const) }),
  steps: fc.array(step, { minLength: 2, maxLength: 9, size: 'max' }),
});
