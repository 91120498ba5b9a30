import type { Survey } from '../survey/survey.ts';
import type { StageTiming } from '../crawl/stages.ts';
import { totalsOf } from '../survey/totals.ts';
import { columns, pairs } from '../text/columns.ts';
import { formatBytes, formatCount, formatDuration, formatReadingTime, plural } from '../text/format.ts';

/** What is said at the end of a survey. */
export function surveyAsText(survey: Survey): string {
  return `${headline(survey)}\n\n${pairs(figures(survey))}\n${columns(stageRows(survey.stages))}\nReport: ${survey.report}\n`;
}

function headline({ ending, elapsed, records, known }: Survey): string {
  const pace = `${formatCount((records.length / elapsed) * 1000)} pages/s`;
  const visited = `${plural(records.length, 'page')} in ${formatDuration(elapsed)} (${pace})`;
  switch (ending) {
    case 'complete':
      return `Visited ${visited}.`;
    case 'interrupted':
      return `Interrupted: visited ${visited}, of ${formatCount(known)} known.`;
    case 'out of time':
      return `Out of time: visited ${visited}, of ${formatCount(known)} known.`;
  }
}

function figures({ records, known, leftOut, words, cpu, workers }: Survey): [label: string, value: string][] {
  const totals = totalsOf(records);
  const rows: [label: string, value: string][] = [
    ['surveyed', formatCount(totals.surveyed.length)],
    ['failed', formatCount(totals.failed.length)],
    ['redirects', formatCount(totals.redirected.length)],
    ['not HTML', formatCount(totals.other.length)],
    ['with HTML mistakes', formatCount(totals.broken.length)],
    ['size', `${formatBytes(totals.bytes)}, ${formatBytes(totals.gzipBytes)} gzipped`],
    [
      'words',
      `${formatCount(totals.wordCount)}${words === undefined ? '' : `, ${formatCount(words.words)} different`}`,
    ],
    ['reading time', formatReadingTime(totals.readingMinutes)],
    ['CPU time', cpuText(cpu, workers)],
  ];
  if (leftOut > 0) rows.push([`links beyond ${plural(known, 'page')} (--max-pages)`, formatCount(leftOut)]);
  return rows;
}

function cpuText(cpu: Survey['cpu'], workers: number): string {
  const total = formatDuration(cpu.main + cpu.workers);
  if (workers === 0) return total;
  return `${total}, ${formatDuration(cpu.workers)} of it in ${plural(workers, 'worker process', 'worker processes')}`;
}

function stageRows(stages: readonly StageTiming[]): string[][] {
  return [
    ['stage', 'times', 'total', 'mean', 'median', '95 %', 'longest'],
    ...stages.map(({ stage, count, total, mean, median, slow, max }) => [
      stage,
      formatCount(count),
      ...[total, mean, median, slow, max].map(formatDuration),
    ]),
  ];
}
