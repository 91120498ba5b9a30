import type { PageRecord } from '../crawl/record.ts';

/** What a fetcher is doing, in the order of a visit. */
export const ACTIVITIES = [
  'waits for its turn at the host',
  'waits for the answer',
  'receives the page',
  'saves the page',
  'waits for a reader',
  'page is being read',
] as const;

export type Activity = (typeof ACTIVITIES)[number];

/** A stretch of a visit, in milliseconds since the survey began. */
export interface Segment {
  readonly lane: number;
  readonly activity: Activity;
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

/** The visit behind `record` as the stretches that it consists of. */
export function segmentsOf({ url, times }: PageRecord): Segment[] {
  const segments: Segment[] = [];
  let from = times.taken;
  const add = (activity: Activity, to: number | undefined): void => {
    if (to === undefined) return;
    if (to > from) segments.push({ lane: times.fetcher, activity, from, to, url });
    from = to;
  };
  add('waits for its turn at the host', times.admitted);
  add('waits for the answer', times.answered);
  add('receives the page', times.received);
  add('saves the page', times.saved);
  add('waits for a reader', times.read?.from);
  add('page is being read', times.read?.to);
  return segments;
}
