import type { Survey } from '../survey/survey.ts';
import { totalsOf } from '../survey/totals.ts';

/** The result of a survey for programs; times are milliseconds. The pages are in `pages.ndjson`. */
export function surveyAsJson(survey: Survey): string {
  const { start, startedAt, ending, elapsed, records, known, leftOut, fetchers, workers, cpu, words, stages } = survey;
  const totals = totalsOf(records);
  const result = {
    start,
    startedAt,
    ending,
    elapsed,
    visited: records.length,
    known,
    surveyed: totals.surveyed.length,
    failed: totals.failed.length,
    redirected: totals.redirected.length,
    other: totals.other.length,
    withHtmlErrors: totals.broken.length,
    linksLeftOut: leftOut,
    bytes: totals.bytes,
    gzipBytes: totals.gzipBytes,
    words: totals.wordCount,
    differentWords: words?.words ?? null,
    readingMinutes: totals.readingMinutes,
    fetchers,
    workers,
    cpu,
    stages,
    failures: totals.failed.map(({ url, from, error }) => ({ url, from, ...error })),
    folder: survey.folder,
    report: survey.report,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
