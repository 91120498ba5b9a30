import type { CrawlLimits } from '../crawl/limits.ts';

/** What to survey, and how. */
export interface SurveyPlan {
  /** What the site is called in the report. */
  readonly name: string;
  /** The address to start from. */
  readonly start: string;
  /** Said of the site in the report. */
  readonly note?: string | undefined;
  /** Hosts that belong to the site besides the start's own. */
  readonly hosts: readonly string[];
  /** Where to put what is found. */
  readonly folder: string;
  readonly limits: CrawlLimits;
  /** Longest time for all pages together, in milliseconds. */
  readonly timeout?: number | undefined;
  /** Processes that read pages; 0 to read them in the main process. */
  readonly workers: number;
}
