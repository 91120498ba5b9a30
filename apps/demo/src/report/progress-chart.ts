import type { PageRecord } from '../crawl/record.ts';
import { formatDuration } from '../text/format.ts';
import { type Draw, figure } from './chart.ts';
import { INK, SAVED, SIZE } from './colors.ts';

/** How many visits were over at which time, and how many pages were on their way. */
export function drawProgress(draw: Draw, records: readonly PageRecord[], end: number): string {
  const over = records.map(({ times }) => times.ended).sort((a, b) => a - b);
  const done = [{ time: 0, pages: 0 }, ...over.map((time, index) => ({ time, pages: index + 1 }))];
  const busy = busyFetchers(records);
  return [
    figure(
      'Visits that are over',
      draw((plot) => steps(plot, done, end, SAVED)),
    ),
    figure(
      'Fetchers at work',
      draw((plot) => steps(plot, busy, end, SIZE)),
    ),
  ].join('\n');
}

interface Step {
  readonly time: number;
  readonly pages: number;
}

type Plot = Parameters<Parameters<Draw>[0]>[0];

function steps(plot: Plot, data: readonly Step[], end: number, color: string): ReturnType<Parameters<Draw>[0]> {
  const { areaY, lineY, ruleY, axisX, axisY, gridY } = plot;
  return {
    width: 540,
    height: 210,
    marginLeft: 36,
    marginTop: 14,
    marginBottom: 26,
    x: { label: null, domain: [0, end] },
    y: { label: null, nice: true },
    marks: [
      gridY({ strokeOpacity: 0.08, ticks: 4 }),
      axisX({ ticks: 6, tickFormat: (ms: number) => formatDuration(ms), tickSize: 3 }),
      axisY({ ticks: 4, tickSize: 0, tickFormat: 'd' }),
      areaY(data, { x: 'time', y1: 0, y2: 'pages', curve: 'step-after', fill: color, fillOpacity: 0.18 }),
      lineY(data, { x: 'time', y: 'pages', curve: 'step-after', stroke: color, strokeWidth: 1.5 }),
      ruleY([0], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  };
}

function busyFetchers(records: readonly PageRecord[]): Step[] {
  const changes = records.flatMap(({ times }) => [
    { time: times.taken, by: 1 },
    { time: times.ended, by: -1 },
  ]);
  let pages = 0;
  return changes.sort((a, b) => a.time - b.time || a.by - b.by).map(({ time, by }) => ({ time, pages: (pages += by) }));
}
