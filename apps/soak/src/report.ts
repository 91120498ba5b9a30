import type { MemorySample } from './memory.ts';
import type { Program } from './program.ts';
import type { Violation } from './violation.ts';

/** What a child process is to play: the programs of a seed from some number on, for some time; or a single one, some times. */
export type Order =
  | { readonly rooms: readonly string[]; readonly seed: number; readonly from: number; readonly milliseconds: number }
  | { readonly program: Program; readonly name: string; readonly times?: number };

/** What a child process tells, one line of JSON each. */
export type Report =
  | { readonly event: 'started'; readonly name: string; readonly index: number }
  | {
      readonly event: 'finished';
      readonly name: string;
      readonly index: number;
      readonly milliseconds: number;
      readonly memory: MemorySample;
      readonly violations: readonly Violation[];
    }
  /** The child plays no more, and has to exit by itself. */
  | { readonly event: 'over'; readonly violations: readonly Violation[] };
