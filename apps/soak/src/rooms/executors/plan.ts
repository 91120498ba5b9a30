import fc from 'fast-check';
import type { Plan } from '../../room.ts';

export type Work =
  | { readonly kind: 'echo' | 'fail' | 'failMeanwhile' | 'giveBackFunction' | 'badArgument' | 'deepBadArgument' }
  | { readonly kind: 'exit' | 'die' | 'exitWhileCloned' | 'eatMemory' }
  | { readonly kind: 'sleep' | 'spin' | 'reportSteps'; readonly amount: number }
  | { readonly kind: 'takeBytes'; readonly amount: number; readonly isMoved: boolean }
  | { readonly kind: 'listen' | 'loopForEver' | 'neverAnswer' };

export interface Submit {
  readonly do: 'submit';
  readonly work: Work;
  readonly copies: number;
  /** Milliseconds until `cancel()` is called; 0 at once. */
  readonly cancelAfter?: number | undefined;
  readonly abortAfter?: number | undefined;
  readonly force?: boolean | undefined;
  readonly timeout?: number | undefined;
  readonly priority?: number | undefined;
}

export interface MapStep {
  readonly do: 'map';
  readonly count: number;
  readonly chunksize: number;
  readonly buffersize?: number | undefined;
  /** How many results are taken before the loop is left. */
  readonly leaveAfter?: number | undefined;
}

export type Step =
  | Submit
  | MapStep
  | { readonly do: 'kill'; readonly which: number }
  | { readonly do: 'pause'; readonly time: number }
  | { readonly do: 'drain' };

export interface Setup {
  readonly kind: 'threads' | 'processes';
  readonly workers: number;
  readonly onWorkerLost: 'break' | 'replace';
  readonly maxTasksPerChild?: number | undefined;
  readonly minWorkers: number;
  readonly idleTimeout?: number | undefined;
  readonly hasSmallHeap: boolean;
  readonly end: 'shutdown' | 'cancel' | 'terminate' | 'kill' | 'dispose' | 'forget';
}

export type ExecutorPlan = Plan<Setup, Step>;

const few = fc.integer({ min: 0, max: 12 });
const sometimes = <T>(value: fc.Arbitrary<T>, freq = 4): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq });

const work = fc.oneof(
  { weight: 42, arbitrary: fc.constantFrom<Work>({ kind: 'echo' }) },
  { weight: 12, arbitrary: fc.record({ kind: fc.constantFrom('sleep', 'spin', 'reportSteps'), amount: few }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('takeBytes'), amount: fc.nat(300_000), isMoved: fc.boolean() }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constantFrom('fail', 'failMeanwhile', 'giveBackFunction', 'badArgument', 'deepBadArgument'),
    }),
  },
  { weight: 9, arbitrary: fc.record({ kind: fc.constantFrom('listen', 'loopForEver', 'neverAnswer') }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('exit', 'die', 'exitWhileCloned') }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'eatMemory' }) },
) as fc.Arbitrary<Work>;

const submit: fc.Arbitrary<Submit> = fc
  .record({
    do: fc.constant('submit' as const),
    work,
    copies: fc.oneof(
      { weight: 4, arbitrary: fc.constant(1) },
      { weight: 2, arbitrary: fc.integer({ min: 2, max: 40 }) },
    ),
    cancelAfter: sometimes(few),
    abortAfter: sometimes(few),
    force: sometimes(fc.boolean()),
    timeout: sometimes(fc.integer({ min: 15, max: 60 }), 6),
    priority: sometimes(fc.integer({ min: -2, max: 2 })),
  })
  .map(withEnd);

const map: fc.Arbitrary<MapStep> = fc.record({
  do: fc.constant('map' as const),
  count: fc.integer({ min: 0, max: 60 }),
  chunksize: fc.integer({ min: 1, max: 8 }),
  buffersize: sometimes(fc.integer({ min: 1, max: 20 })),
  leaveAfter: sometimes(few),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: submit },
  { weight: 3, arbitrary: map },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), which: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pause' as const), time: few }) },
  { weight: 1, arbitrary: fc.constant({ do: 'drain' as const }) },
);

const setup: fc.Arbitrary<Setup> = fc.record({
  kind: fc.constantFrom('threads', 'processes'),
  workers: fc.integer({ min: 1, max: 3 }),
  onWorkerLost: fc.constantFrom('replace', 'replace', 'replace', 'break'),
  maxTasksPerChild: sometimes(fc.integer({ min: 1, max: 20 })),
  minWorkers: fc.constantFrom(0, 0, 1),
  idleTimeout: sometimes(fc.integer({ min: 0, max: 20 })),
  hasSmallHeap: fc.constantFrom(false, false, false, true),
  end: fc.constantFrom('shutdown', 'shutdown', 'cancel', 'terminate', 'kill', 'dispose', 'forget'),
});

/** Random programs on an executor. */
export const executorPlans: fc.Arbitrary<ExecutorPlan> = fc.record({
  setup,
  steps: fc.array(step, { minLength: 3, maxLength: 24, size: 'max' }),
});

/** What would never end is given an end, and only one of each. */
function withEnd(one: Submit): Submit {
  const { kind } = one.work;
  const isEndless = kind === 'loopForEver' || kind === 'neverAnswer';
  const isDear = kind === 'exit' || kind === 'die' || kind === 'exitWhileCloned' || kind === 'eatMemory';
  const copies = isEndless || isDear || kind === 'listen' ? 1 : one.copies;
  if (kind === 'listen') return { ...one, copies, abortAfter: one.abortAfter ?? 5 };
  if (!isEndless || one.timeout !== undefined) return { ...one, copies };
  return { ...one, copies, abortAfter: one.abortAfter ?? 5, force: true };
}
