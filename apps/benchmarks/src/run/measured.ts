import type { Suite } from '../suite.ts';

/** What one run of a contestant came to: a figure at each size, and the one of its warm-up. */
export interface Measured {
  readonly figures: readonly (readonly [size: number, figure: number])[];
  readonly warmup?: number | undefined;
}

/** The sizes of a suite's work: one, or all of its scale. */
export function sizesOf(suite: Suite, extent: 'full' | 'quick'): readonly number[] {
  return suite.scale?.[extent] ?? [suite.size?.[extent] ?? 1];
}
