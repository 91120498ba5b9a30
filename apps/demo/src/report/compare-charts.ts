import type { Run } from '../compare/compare.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import type { Draw } from './chart.ts';
import { ACCENT, INK, SAVED, SIZE, WORK } from './colors.ts';

/** The ways side by side, a small chart for each measure. */
export function drawComparison(draw: Draw, runs: readonly Run[]): string {
  return [
    bars(draw, 'Elapsed', ACCENT, runs.map((run) => bar(run, run.result.elapsed, formatDuration))),
    bars(draw, 'Pages per second', SAVED, runs.map((run) => bar(run, pagesPerSecond(run), formatCount))),
    bars(draw, 'CPU time, main process', WORK, runs.map((run) => bar(run, run.result.cpu.main, formatDuration))),
    bars(draw, 'CPU time, worker processes', SIZE, runs.map((run) => bar(run, run.result.cpu.workers, formatDuration))),
  ].join('\n');
}

export function pagesPerSecond({ result }: Run): number {
  return (result.records.length / result.elapsed) * 1000;
}

interface Bar {
  readonly way: string;
  readonly value: number;
  readonly label: string;
}

function bar({ mode }: Run, value: number, format: (value: number) => string): Bar {
  return { way: mode.title, value, label: format(value) };
}

function bars(draw: Draw, caption: string, color: string, data: readonly Bar[]): string {
  const chart = draw(({ barX, text, axisY }) => ({
    width: 540,
    height: 20 + data.length * 34,
    marginLeft: 160,
    marginRight: 70,
    marginTop: 4,
    x: { label: null, axis: null },
    y: { label: null, domain: data.map(({ way }) => way), padding: 0.25 },
    marks: [
      axisY({ tickSize: 0, fontSize: 12, label: null }),
      barX(data, { x: 'value', y: 'way', fill: color }),
      text(data, { x: 'value', y: 'way', text: 'label', dx: 6, textAnchor: 'start', fill: INK, fontSize: 12 }),
    ],
  }));
  return `<figure><figcaption>${caption}</figcaption>${chart}</figure>`;
}
