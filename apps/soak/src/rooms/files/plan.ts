import fc from 'fast-check';
import type { Plan } from '../../room.ts';

/** One use of files; all of a program happen at the same time. */
export type Step =
  /** Writes pieces of some sizes, gives up some of them, and reads back what is there. */
  | {
      readonly do: 'write';
      readonly pieces: readonly { readonly size: number; readonly giveUpAfter?: number | undefined }[];
      readonly mode: 'w' | 'wb' | 'raw' | 'a';
      readonly end: 'close' | 'dispose' | 'removed' | 'detach';
    }
  /** Reads lines in one of the ways, and leaves after some. */
  | {
      readonly do: 'read';
      readonly lines: number;
      readonly how: 'lines' | 'batches' | 'readline' | 'whole';
      readonly leaveAfter: number;
    }
  /** Replaces a file again and again while others read it. */
  | { readonly do: 'replace'; readonly times: number; readonly giveUpAfter?: number | undefined }
  | { readonly do: 'full'; readonly size: number }
  | {
      readonly do: 'temporary';
      readonly kind: 'file' | 'named' | 'spooled' | 'directory';
      readonly size: number;
      readonly giveUpAfter?: number | undefined;
    }
  /** Opens and is cancelled while it does. */
  | { readonly do: 'open'; readonly count: number; readonly giveUpAfter: number; readonly exists: boolean }
  /** Reads from somebody who sends a little now and then. */
  | { readonly do: 'slow'; readonly pieces: number; readonly timeout: number };

export type FilePlan = Plan<unknown, Step>;

const time = fc.integer({ min: 0, max: 4 });
const giveUpAfter = fc.option(time, { nil: undefined, freq: 2 });
const size = fc.oneof(fc.nat(100), fc.nat(300_000));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      pieces: fc.array(fc.record({ size, giveUpAfter }), { maxLength: 10 }),
      mode: fc.constantFrom('w' as const, 'wb' as const, 'raw' as const, 'a' as const),
      end: fc.constantFrom('close' as const, 'dispose' as const, 'removed' as const, 'detach' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      lines: fc.nat(3_000),
      how: fc.constantFrom('lines' as const, 'batches' as const, 'readline' as const, 'whole' as const),
      leaveAfter: fc.nat(3_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('replace' as const), times: fc.integer({ min: 1, max: 6 }), giveUpAfter }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('full' as const), size }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('temporary' as const),
      kind: fc.constantFrom('file' as const, 'named' as const, 'spooled' as const, 'directory' as const),
      size: fc.nat(50_000),
      giveUpAfter,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      count: fc.integer({ min: 1, max: 60 }),
      giveUpAfter: time,
      exists: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('slow' as const), pieces: fc.nat(8), timeout: time }) },
);

/** Random uses of files. */
export const filePlans: fc.Arbitrary<FilePlan> = fc.record({
  setup: fc.constant({}),
  steps: fc.array(step, { minLength: 2, maxLength: 16, size: 'max' }),
});
