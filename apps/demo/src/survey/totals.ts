import type { FailedPage, OtherResource, PageRecord, RedirectedPage, SurveyedPage } from '../crawl/record.ts';

/** The records of a survey by outcome, and what they add up to. */
export interface Totals {
  readonly surveyed: readonly SurveyedPage[];
  readonly redirected: readonly RedirectedPage[];
  readonly other: readonly OtherResource[];
  readonly failed: readonly FailedPage[];
  /** Surveyed pages that are not valid HTML. */
  readonly broken: readonly SurveyedPage[];
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly wordCount: number;
  readonly readingMinutes: number;
}

export function totalsOf(records: readonly PageRecord[]): Totals {
  const surveyed = records.filter((record) => record.outcome === 'surveyed');
  const sum = (of: (page: SurveyedPage) => number): number => surveyed.reduce((total, page) => total + of(page), 0);
  return {
    surveyed,
    redirected: records.filter((record) => record.outcome === 'redirected'),
    other: records.filter((record) => record.outcome === 'other'),
    failed: records.filter((record) => record.outcome === 'failed'),
    broken: surveyed.filter(({ htmlErrorCount }) => htmlErrorCount > 0),
    bytes: sum(({ bytes }) => bytes),
    gzipBytes: sum(({ gzipBytes }) => gzipBytes),
    wordCount: sum(({ words }) => words),
    readingMinutes: sum(({ readingMinutes }) => readingMinutes),
  };
}
