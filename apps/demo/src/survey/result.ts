import type { PageRecord } from '../crawl/record.ts';
import type { WordSummary } from '../words/word-index.ts';
import type { StageTiming } from '../crawl/stages.ts';

/** Why a survey ended. */
export type Ending = 'complete' | 'interrupted' | 'out of time';

/** What a survey found, and how it went. */
export interface SurveyResult {
  /** What the site is called. */
  readonly name: string;
  readonly start: string;
  /** Said of the site in the report: where the embedded one comes from. */
  readonly note?: string | undefined;
  readonly startedAt: Date;
  readonly ending: Ending;
  /** From the first request to the last page saved, in milliseconds. */
  readonly elapsed: number;
  /** In the order in which the visits ended. */
  readonly records: readonly PageRecord[];
  /** Addresses found, visited or not. */
  readonly known: number;
  /** Links turned away because of the limit on pages. */
  readonly leftOut: number;
  readonly fetchers: number;
  /** Worker processes; 0 when pages were read in the main process. */
  readonly workers: number;
  readonly cpu: CpuTime;
  readonly stages: readonly StageTiming[];
  /** Missing when the survey was interrupted before the words were counted. */
  readonly words?: WordSummary | undefined;
}

/** CPU time used while surveying, in milliseconds. */
export interface CpuTime {
  readonly main: number;
  readonly workers: number;
}
