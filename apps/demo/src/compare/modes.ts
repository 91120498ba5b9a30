import type { SurveyPlan } from '../survey/plan.ts';

/** A way to run the same survey. */
export interface Mode {
  /** Its folder within the comparison. */
  readonly folder: string;
  readonly title: string;
  readonly fetchers: number;
  readonly workers: number;
}

/** The ways to compare: each adds one thing to the one before. */
export function modesOf({ limits, workers }: SurveyPlan): Mode[] {
  const { fetchers } = limits;
  return [
    { folder: 'one-at-a-time', title: 'one page at a time', fetchers: 1, workers: 0 },
    { folder: 'concurrent', title: `${fetchers} at a time`, fetchers, workers: 0 },
    { folder: 'processes', title: `${fetchers} at a time, processes`, fetchers, workers: Math.max(1, workers) },
  ];
}
