import type { Run } from '../compare/compare.ts';
import { formatCount, formatDuration, formatFactor, plural } from '../text/format.ts';
import { loadCharts } from './chart.ts';
import { drawComparison, pagesPerSecond } from './compare-charts.ts';
import { type Figure, renderDocument, type Section } from './document.ts';
import { renderTable } from './table.ts';
import { drawTimeline } from './timeline.ts';

/** The report of a comparison: one HTML file with everything in it. */
export async function renderCompareReport(
  name: string,
  note: string | undefined,
  runs: readonly Run[],
): Promise<string> {
  const draw = await loadCharts();
  const longest = Math.max(...runs.map(({ result }) => result.elapsed));
  const timelines = runs.map(({ mode, result }): Section => {
    const timeline = result.records.length === 0 ? '' : drawTimeline(draw, result.records, longest);
    return { heading: `Every task: ${mode.title}`, layout: 'wide', html: timeline };
  });
  return renderDocument({
    title: `One survey of ${name}, in ${runs.length} ways`,
    lead: `Pages are fetched, read and saved; the word index and the reports are left out. ${note ?? ''}`,
    banner: bannerOf(runs),
    figures: runs.map(figureOf),
    sections: [
      { heading: 'Side by side', layout: 'pair', html: drawComparison(draw, runs) },
      { heading: 'In numbers', html: runTable(runs) },
      ...timelines.map((section) => ({ ...section, text: 'The time lines are drawn to one scale.' })),
    ],
  });
}

function bannerOf(runs: readonly Run[]): string | undefined {
  if (runs.every(({ result }) => result.ending === 'complete')) return undefined;
  return 'This comparison was not finished: see the numbers for what is missing.';
}

function figureOf({ mode, result, speedUp }: Run): Figure {
  const faster = speedUp === undefined || speedUp === 1 ? '' : `, ${formatFactor(speedUp)} as fast`;
  return {
    label: mode.title,
    value: formatDuration(result.elapsed),
    detail: plural(result.records.length, 'page') + faster,
  };
}

function runTable(runs: readonly Run[]): string {
  const cpuOf = ({ result }: Run): number => result.cpu.main + result.cpu.workers;
  const busyOf = (run: Run): number => (cpuOf(run) / run.result.elapsed) * 100;
  return renderTable(runs, [
    { heading: 'Way', show: ({ mode }) => mode.title },
    { heading: 'Ending', show: ({ result }) => result.ending },
    {
      heading: 'Pages',
      show: ({ result }) => formatCount(result.records.length),
      value: ({ result }) => result.records.length,
    },
    { heading: 'Elapsed', show: ({ result }) => formatDuration(result.elapsed), value: ({ result }) => result.elapsed },
    { heading: 'Pages/s', show: (run) => formatCount(pagesPerSecond(run)), value: pagesPerSecond },
    { heading: 'CPU time', show: (run) => formatDuration(cpuOf(run)), value: cpuOf },
    { heading: 'CPU busy', show: (run) => `${formatCount(busyOf(run))} %`, value: busyOf },
    {
      heading: 'As fast',
      show: ({ speedUp }) => (speedUp === undefined ? '' : formatFactor(speedUp)),
      value: ({ speedUp }) => speedUp ?? 0,
    },
  ]);
}
