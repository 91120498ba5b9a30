import type { Run } from '../compare/compare.ts';
import { formatCount, formatDuration, formatFactor } from '../text/format.ts';
import { type Draw, figure } from './chart.ts';
import { ACCENT, INK, SAVED, SIZE, WORK } from './colors.ts';

/** The ways side by side, a small chart for each measure. */
export function drawComparison(draw: Draw, runs: readonly Run[]): string {
  return [
    drawBars(draw, 'Elapsed', runs, { of: ({ result }) => result.elapsed, format: formatDuration, color: ACCENT }),
    drawBars(draw, 'Pages per second', runs, { of: pagesPerSecond, format: formatCount, color: SAVED }),
    drawBars(draw, 'How many times as fast', runs, {
      of: ({ speedUp }) => speedUp ?? 0,
      format: formatFactor,
      color: SIZE,
    }),
    drawCpu(draw, runs),
  ].join('\n');
}

export function pagesPerSecond({ result }: Run): number {
  return (result.records.length / result.elapsed) * 1000;
}

interface Measure {
  readonly of: (run: Run) => number;
  readonly format: (value: number) => string;
  readonly color: string;
}

function drawBars(draw: Draw, caption: string, runs: readonly Run[], { of, format, color }: Measure): string {
  const chart = draw(({ barX, text, axisY }) => ({
    ...layoutOf(runs),
    marks: [
      axisY({ tickSize: 0, fontSize: 12, label: null }),
      barX(runs, { x: of, y: titleOf, fill: color }),
      text(runs, { x: of, y: titleOf, text: (run: Run) => format(of(run)), ...BESIDE }),
    ],
  }));
  return figure(caption, chart);
}

/** CPU time by where it was used. */
function drawCpu(draw: Draw, runs: readonly Run[]): string {
  const shares = runs.flatMap((run) => [
    { run, where: 'main process', cpu: run.result.cpu.main },
    { run, where: 'worker processes', cpu: run.result.cpu.workers },
  ]);
  const total = ({ result }: Run): number => result.cpu.main + result.cpu.workers;
  const chart = draw(({ barX, text, axisY }) => ({
    ...layoutOf(runs),
    color: { domain: ['main process', 'worker processes'], range: [WORK, '#f3c98b'], legend: true },
    marks: [
      axisY({ tickSize: 0, fontSize: 12, label: null }),
      barX(shares, { x: 'cpu', y: (share: (typeof shares)[number]) => titleOf(share.run), fill: 'where' }),
      text(runs, { x: total, y: titleOf, text: (run: Run) => formatDuration(total(run)), ...BESIDE }),
    ],
  }));
  return figure('CPU time', chart);
}

/** A value written at the end of its bar. */
const BESIDE = { dx: 6, textAnchor: 'start', fill: INK, fontSize: 12 } as const;

function layoutOf(runs: readonly Run[]): object {
  return {
    width: 540,
    height: 20 + runs.length * 34,
    marginLeft: 160,
    marginRight: 70,
    marginTop: 4,
    x: { label: null, axis: null },
    y: { label: null, domain: runs.map(titleOf), padding: 0.25 },
  };
}

function titleOf({ mode }: Run): string {
  return mode.title;
}
