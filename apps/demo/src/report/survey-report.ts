import type { SurveyResult } from '../survey/result.ts';
import { totalsOf } from '../survey/totals.ts';
import { formatBytes, formatCount, formatDuration, formatReadingTime, plural } from '../text/format.ts';
import { loadCharts } from './chart.ts';
import { type Figure, renderDocument } from './document.ts';
import { drawHistograms } from './histograms.ts';
import { drawProgress } from './progress-chart.ts';
import { brokenHtmlTable, failureTable, pageTable, stageTable } from './tables.ts';
import { drawTimeline } from './timeline.ts';
import { drawWords } from './words-chart.ts';

/** The report of a survey: one HTML file with everything in it. */
export async function renderSurveyReport(result: SurveyResult): Promise<string> {
  const draw = await loadCharts();
  const { records, elapsed, words, stages } = result;
  const { surveyed, failed, broken } = totalsOf(records);
  return renderDocument({
    title: `Survey of ${result.name}`,
    lead: leadOf(result),
    banner: bannerOf(result),
    figures: figuresOf(result),
    sections: [
      {
        heading: 'What could not be surveyed',
        html: failed.length === 0 ? '' : failureTable(failed),
      },
      {
        heading: 'Every task, from start to end',
        text:
          'A row for each fetcher, then one for each process that reads pages. Point at a bar to see its page. ' +
          'In the gaps a fetcher notes down what it found, or waits for an address.',
        layout: 'wide',
        html: records.length === 0 ? '' : drawTimeline(draw, records, elapsed),
      },
      {
        heading: 'How the survey went',
        layout: 'pair',
        html: records.length === 0 ? '' : drawProgress(draw, records, elapsed),
      },
      { heading: 'Times and sizes', layout: 'pair', html: drawHistograms(draw, records) },
      {
        heading: 'Stages',
        text: 'Fetchers overlap, so the totals add up to more than the survey took.',
        html: stages.length === 0 ? '' : stageTable(stages),
      },
      {
        heading: 'Words that tell what the site is about',
        text:
          words &&
          `The most frequent of ${formatCount(words.words)} different words, without those that most pages use. words.ndjson has them all.`,
        layout: 'wide',
        html: words === undefined ? '' : drawWords(draw, words),
      },
      {
        heading: 'Pages that are not valid HTML',
        text: 'They were read as browsers read them. Line and column lead to the mistake.',
        html: broken.length === 0 ? '' : brokenHtmlTable(broken),
      },
      { heading: 'Pages', html: surveyed.length === 0 ? '' : pageTable(surveyed) },
    ],
  });
}

function leadOf({ startedAt, fetchers, workers, note }: SurveyResult): string {
  const readers =
    workers === 0
      ? 'pages read in the main process'
      : `pages read by ${plural(workers, 'worker process', 'worker processes')}`;
  const when = startedAt.toISOString().replace('T', ' ').slice(0, 19);
  return `${when} UTC, ${plural(fetchers, 'fetcher')}, ${readers}.${note === undefined ? '' : ` ${note}`}`;
}

function bannerOf({ ending, elapsed, records, known, leftOut }: SurveyResult): string | undefined {
  const reached =
    records.length === known
      ? 'Every page had been visited; the words were not counted.'
      : `${formatCount(records.length)} of ${plural(known, 'known address', 'known addresses')} had been visited; where the others lead is not known.`;
  switch (ending) {
    case 'interrupted':
      return `This survey was interrupted after ${formatDuration(elapsed)}. ${reached}`;
    case 'out of time':
      return `This survey ran out of time after ${formatDuration(elapsed)} (--timeout). ${reached}`;
    case 'complete':
      return leftOut === 0
        ? undefined
        : `The survey stopped at ${plural(known, 'address', 'addresses')} (--max-pages): ${plural(leftOut, 'link')} to further pages were not followed.`;
  }
}

function figuresOf({ records, elapsed, cpu, words }: SurveyResult): Figure[] {
  const { surveyed, failed, redirected, other, bytes, gzipBytes, wordCount, readingMinutes } = totalsOf(records);
  const rest = [
    redirected.length > 0 ? plural(redirected.length, 'redirect') : '',
    other.length > 0 ? `${formatCount(other.length)} not HTML` : '',
  ].filter(Boolean);
  return [
    { label: 'Pages', value: formatCount(surveyed.length), detail: rest.join(', ') || undefined },
    { label: 'Failed', value: formatCount(failed.length), bad: failed.length > 0 },
    {
      label: 'Elapsed',
      value: formatDuration(elapsed),
      detail: `${formatCount((records.length / elapsed) * 1000)} pages/s`,
    },
    {
      label: 'CPU time',
      value: formatDuration(cpu.main + cpu.workers),
      detail: cpu.workers === 0 ? 'one process' : `${formatDuration(cpu.workers)} of it in workers`,
    },
    { label: 'Size', value: formatBytes(bytes), detail: `${formatBytes(gzipBytes)} gzipped` },
    {
      label: 'Words',
      value: formatCount(wordCount),
      detail: words === undefined ? undefined : `${formatCount(words.words)} different ones`,
    },
    { label: 'Reading time', value: formatReadingTime(readingMinutes), detail: 'at 238 words a minute' },
  ];
}
