import type { Contestant, Role, Suite } from './suite.ts';
import type { Sample } from './statistics.ts';

/** What one contestant came to. */
export interface Entry extends Sample {
  readonly name: string;
  readonly role: Role;
}

/** What a suite came to on one machine. */
export interface Result {
  readonly suite: string;
  readonly title: string;
  readonly unit: string;
  readonly better: Suite['better'];
  readonly size: number;
  readonly rounds: number;
  readonly date: string;
  readonly machine: Machine;
  readonly entries: readonly Entry[];
}

/** Where it was measured. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cpus: number;
}

/** How good an entry is in regard to another: 2 is twice as good, whichever way the unit counts. */
export function ratio(result: Pick<Result, 'better'>, one: Sample, other: Sample): number {
  return result.better === 'more' ? one.median / other.median : other.median / one.median;
}

/** The best of one role. */
export function bestOf(result: Result, role: Contestant['role']): Entry | undefined {
  const entries = result.entries.filter((entry) => entry.role === role);
  return entries.toSorted((a, b) => ratio(result, b, a) - ratio(result, a, b))[0];
}

/** Whether two entries lie so close, for how much they vary, that neither can be called the better one. */
export function isTooClose(result: Pick<Result, 'better'>, one: Sample, other: Sample): boolean {
  return Math.abs(ratio(result, one, other) - 1) < Math.max(one.spread, other.spread);
}
