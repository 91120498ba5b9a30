import fc from 'fast-check';
import type { Plan } from '../../room.ts';

export type Kind = 'echo' | 'sleep' | 'fail' | 'giveBackFunction' | 'exit' | 'die';

export type Step =
  /** `submit` is waited for at the end; `apply` blocks at once. */
  | { readonly do: 'submit' | 'apply'; readonly kind: Kind; readonly copies: number }
  | { readonly do: 'map' | 'starmap'; readonly count: number; readonly chunksize?: number | undefined }
  | { readonly do: 'imap' | 'imapUnordered'; readonly count: number; readonly chunksize: number };

export interface Setup {
  readonly kind: 'threads' | 'processes';
  readonly processes: number;
  readonly maxtasksperchild?: number | undefined;
  readonly end: 'close' | 'terminate';
}

export type BlockingPlan = Plan<Setup, Step>;

const kind = fc.constantFrom<Kind[]>('echo', 'echo', 'echo', 'sleep', 'fail', 'giveBackFunction', 'exit', 'die');
const count = fc.nat(30);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('submit' as const, 'apply' as const),
      kind,
      copies: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('map' as const, 'starmap' as const),
      count,
      chunksize: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('imap' as const, 'imapUnordered' as const),
      count,
      chunksize: fc.integer({ min: 1, max: 8 }),
    }),
  },
);

/** Random programs that block. */
export const blockingPlans: fc.Arbitrary<BlockingPlan> = fc.record({
  setup: fc.record({
    kind: fc.constantFrom('threads' as const, 'processes' as const),
    processes: fc.integer({ min: 1, max: 3 }),
    maxtasksperchild: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined, freq: 2 }),
    end: fc.constantFrom('close' as const, 'close' as const, 'terminate' as const),
  }),
  steps: fc.array(step, { minLength: 2, maxLength: 10, size: 'max' }),
});
