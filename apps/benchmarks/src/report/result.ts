import type { Role, Suite } from '../suite.ts';
import type { Sample } from './statistics.ts';

/** What one contestant came to, or why it came to nothing. */
export type Entry = Standing | Failure;

export interface Standing extends Sample {
  readonly name: string;
  readonly role: Role;
  /** The median of the warm-ups, which did less of the work, and are not in `values`. */
  readonly warmup?: number;
  /** Of a suite of how cost grows: the power of the size that it grows with. */
  readonly exponent?: number;
  /** The median of the milliseconds at each of its sizes. */
  readonly points?: readonly (readonly [size: number, milliseconds: number])[];
}

export interface Failure {
  readonly name: string;
  readonly role: Role;
  readonly failure: string;
}

/** What a suite came to on one machine. */
export interface Result extends Pick<Suite, 'title' | 'unit' | 'better'> {
  readonly suite: string;
  /** What there was more and more of, in a suite of how cost grows. */
  readonly scaleOf?: string;
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly date: string;
  readonly machine: Machine;
  readonly entries: readonly Entry[];
}

/** Where it was measured. */
export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly cpus: number;
  readonly memory: string;
  /** Of Node, CPython, and each peer. */
  readonly versions: Readonly<Record<string, string>>;
}

export function isStanding(entry: Entry): entry is Standing {
  return 'median' in entry;
}

/** Those that came to something, the best first; then the others. */
export function ranking({ better, entries }: Pick<Result, 'better' | 'entries'>): Entry[] {
  const standings = entries.filter(isStanding).sort((a, b) => (a.median - b.median) * (better === 'more' ? -1 : 1));
  return [...standings, ...entries.filter((entry) => !isStanding(entry))];
}

/** The best of one role. */
export function bestOf(result: Pick<Result, 'better' | 'entries'>, role: Role): Standing | undefined {
  return ranking(result)
    .filter(isStanding)
    .find((entry) => entry.role === role);
}

/** How good an entry is in regard to another: 2 is twice as good, whichever way the unit counts. */
export function ratio({ better }: Pick<Result, 'better'>, one: Sample, other: Sample): number {
  if (one.median === other.median) return 1;
  return better === 'more' ? one.median / other.median : other.median / one.median;
}

/** Whether two entries lie so close, for how much they vary, that neither can be called the better one. */
export function isTooClose(result: Pick<Result, 'better'>, one: Sample, other: Sample): boolean {
  return Math.abs(ratio(result, one, other) - 1) <= Math.max(one.spread, other.spread);
}
