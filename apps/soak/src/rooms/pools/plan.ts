import fc from 'fast-check';
import type { Plan } from '../../room.ts';

export interface ApplyStep {
  readonly do: 'apply';
  readonly kind: 'echo' | 'fail' | 'giveBackFunction' | 'exit' | 'die' | 'exitWhileCloned' | 'sleep';
  /** Milliseconds until its signal is aborted. */
  readonly abortAfter?: number | undefined;
}

export interface MapStep {
  readonly do: 'map' | 'starmap';
  readonly count: number;
  readonly chunksize?: number | undefined;
}

export interface IMapStep {
  readonly do: 'imap' | 'imapUnordered';
  readonly count: number;
  readonly chunksize: number;
  /** How many results are taken before the loop is left. */
  readonly leaveAfter?: number | undefined;
}

export type Step =
  | ApplyStep
  | MapStep
  | IMapStep
  | { readonly do: 'kill'; readonly which: number }
  | { readonly do: 'pause'; readonly time: number }
  | { readonly do: 'drain' };

export interface Setup {
  readonly kind: 'threads' | 'processes';
  readonly processes: number;
  readonly maxtasksperchild?: number | undefined;
  readonly end: 'close' | 'terminate' | 'dispose';
}

export type PoolPlan = Plan<Setup, Step>;

const few = fc.integer({ min: 0, max: 12 });
const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 3 });
const kind = fc.constantFrom<ApplyStep['kind'][]>(
  ...([
    'echo',
    'echo',
    'echo',
    'sleep',
    'sleep',
    'fail',
    'giveBackFunction',
    'exit',
    'die',
    'exitWhileCloned',
  ] as const),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('apply' as const), kind, abortAfter: sometimes(few) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('map' as const, 'starmap' as const),
      count: fc.nat(50),
      chunksize: sometimes(fc.integer({ min: 1, max: 8 })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('imap' as const, 'imapUnordered' as const),
      count: fc.nat(50),
      chunksize: fc.integer({ min: 1, max: 8 }),
      leaveAfter: sometimes(few),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), which: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pause' as const), time: few }) },
  { weight: 1, arbitrary: fc.constant({ do: 'drain' as const }) },
);

/** Random programs on a pool. */
export const poolPlans: fc.Arbitrary<PoolPlan> = fc.record({
  setup: fc.record({
    kind: fc.constantFrom('threads' as const, 'processes' as const),
    processes: fc.integer({ min: 1, max: 3 }),
    maxtasksperchild: sometimes(fc.integer({ min: 1, max: 20 })),
    end: fc.constantFrom('close' as const, 'close' as const, 'terminate' as const, 'dispose' as const),
  }),
  steps: fc.array(step, { minLength: 3, maxLength: 16, size: 'max' }),
});
