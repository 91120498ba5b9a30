import type { PageRecord, SurveyedPage } from '../crawl/record.ts';
import { formatBytes, formatCount, formatDuration } from '../text/format.ts';
import { type Draw, figure } from './chart.ts';
import { ACCENT, INK, SAVED, SIZE, WORK } from './colors.ts';

/** A quantity of pages whose distribution is worth seeing. */
interface Quantity {
  readonly title: string;
  readonly color: string;
  readonly of: (page: SurveyedPage) => number | undefined;
  readonly format: (value: number) => string;
  /** Sizes of pages differ by orders of magnitude. */
  readonly scale: 'linear' | 'log';
}

const QUANTITIES: readonly Quantity[] = [
  {
    title: 'Time to the answer',
    color: ACCENT,
    of: ({ times }) => span(times.admitted, times.answered),
    format: formatDuration,
    scale: 'linear',
  },
  {
    title: 'Time to read a page (CPU-bound)',
    color: WORK,
    of: ({ times }) => span(times.read?.from, times.read?.to),
    format: formatDuration,
    scale: 'log',
  },
  { title: 'Size of a page', color: SIZE, of: ({ bytes }) => bytes, format: formatBytes, scale: 'log' },
  { title: 'Words on a page', color: SAVED, of: ({ words }) => words, format: formatCount, scale: 'log' },
];

/** How times and sizes are spread over the pages, a small chart for each. */
export function drawHistograms(draw: Draw, records: readonly PageRecord[]): string {
  const pages = records.filter((record) => record.outcome === 'surveyed');
  return QUANTITIES.map((quantity) => drawHistogram(draw, pages, quantity)).join('\n');
}

function drawHistogram(draw: Draw, pages: readonly SurveyedPage[], quantity: Quantity): string {
  const { title, color, of, format, scale } = quantity;
  const values = pages.map(of).filter((value) => value !== undefined && value > 0) as number[];
  if (values.length === 0) return '';
  const bins = binned(values, scale);
  const median = medianOf(values);
  const chart = draw(({ rectY, ruleX, ruleY, axisX, axisY, gridY, text }) => ({
    width: 540,
    height: 210,
    marginLeft: 36,
    marginTop: 30,
    marginBottom: 26,
    x: { label: null, type: scale, domain: [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1], nice: false },
    y: { label: null, nice: true },
    marks: [
      gridY({ strokeOpacity: 0.08, ticks: 4 }),
      axisX({ ticks: 5, tickFormat: format, tickSize: 3 }),
      axisY({ ticks: 4, tickSize: 0, tickFormat: 'd' }),
      rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'count',
        fill: color,
        inset: 0.5,
        title: ({ from, to, count }: Bin) => `${count} of ${format(from)} to ${format(to)}`,
      }),
      ruleY([0], { stroke: INK, strokeOpacity: 0.4 }),
      ruleX([median], { stroke: INK, strokeDasharray: '3,3', strokeOpacity: 0.6 }),
      text([median], { x: median, frameAnchor: 'top', dy: -14, fill: INK, text: () => `median ${format(median)}` }),
    ],
  }));
  return figure(title, chart);
}

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BINS = 26;

/** `values` counted in bins of equal width on the scale. */
function binned(values: readonly number[], scale: Quantity['scale']): Bin[] {
  const [onScale, offScale] = scale === 'log' ? [Math.log, Math.exp] : [identity, identity];
  const positions = values.map(onScale);
  const low = Math.min(...positions);
  const width = (Math.max(...positions) - low || 1) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const position of positions) {
    const index = Math.min(BINS - 1, Math.floor((position - low) / width));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => ({
    from: offScale(low + index * width),
    to: offScale(low + (index + 1) * width),
    count,
  }));
}

function identity(value: number): number {
  return value;
}

function span(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : to - from;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
