import { type Run } from '../compare/compare.ts';
import { pagesPerSecond } from '../report/compare-charts.ts';
import { columns } from '../text/columns.ts';
import { formatCount, formatDuration, formatFactor } from '../text/format.ts';

const BAR_WIDTH = 40;

/** What is said at the end of a comparison. */
export function compareAsText(runs: readonly Run[], report: string): string {
  const table = [
    ['', 'pages', 'elapsed', 'pages/s', 'CPU main', 'CPU workers', 'as fast'],
    ...runs.map((run) => {
      const { mode, result, speedUp } = run;
      return [
        mode.title,
        formatCount(result.records.length),
        formatDuration(result.elapsed),
        formatCount(pagesPerSecond(run)),
        formatDuration(result.cpu.main),
        formatDuration(result.cpu.workers),
        speedUp === undefined ? result.ending : formatFactor(speedUp),
      ];
    }),
  ];
  return `${columns(table)}\n${drawBars(runs)}\nReport: ${report}\n`;
}

/** How long each way took, as bars of blocks. */
function drawBars(runs: readonly Run[]): string {
  const longest = Math.max(...runs.map(({ result }) => result.elapsed));
  const width = Math.max(...runs.map(({ mode }) => mode.title.length));
  return runs
    .map(({ mode, result }) => {
      const length = Math.max(1, Math.round((result.elapsed / longest) * BAR_WIDTH));
      return `  ${mode.title.padEnd(width)}   ${'█'.repeat(length)} ${formatDuration(result.elapsed)}\n`;
    })
    .join('');
}
