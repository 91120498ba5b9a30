import type { PageRecord } from '../crawl/record.ts';
import { formatDuration } from '../text/format.ts';
import type { Draw } from './chart.ts';
import { ACTIVITY_COLORS } from './colors.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** What every task did and when: a row for each fetcher, and one for each worker process. */
export function drawTimeline(draw: Draw, records: readonly PageRecord[], end: number): string {
  const fetchers = records.flatMap(segmentsOf).map((segment) => ({ ...segment, row: `fetcher ${segment.lane}` }));
  const workers = workSegments(records);
  const rows = [...rowsOf(fetchers), ...rowsOf(workers)];
  return draw(({ barX, axisX, gridX }) => ({
    width: WIDTH,
    height: MARGINS + rows.length * (rows.length > 40 ? 9 : 13),
    marginLeft: 86,
    marginTop: 26,
    color: ACTIVITY_COLORS,
    x: { domain: [0, end], label: null },
    y: { domain: rows, label: null, padding: 0.18, tickSize: 0, ...thinned(rows) },
    marks: [
      gridX({ strokeOpacity: 0.08 }),
      axisX({ anchor: 'top', tickFormat: (ms: number) => formatDuration(ms), tickSize: 0 }),
      barX([...fetchers, ...workers], { x1: 'from', x2: 'to', y: 'row', fill: 'activity', title: describe }),
    ],
  }));
}

const WIDTH = 1120;
const MARGINS = 60;

type Row = Segment & { readonly row: string };

/** The same reading work, seen from the processes that did it. */
function workSegments(records: readonly PageRecord[]): Row[] {
  const names = new Map<number, string>();
  return records.flatMap(({ url, times }) => {
    const { read } = times;
    if (read === undefined) return [];
    const lane = read.worker;
    if (!names.has(lane)) names.set(lane, lane === process.pid ? 'main process' : `worker ${names.size + 1}`);
    return [{ row: names.get(lane) ?? '', lane, activity: 'page is being read', from: read.from, to: read.to, url }];
  });
}

function rowsOf(segments: readonly Row[]): string[] {
  const byLane = new Map(segments.map(({ lane, row }) => [lane, row]));
  return [...byLane].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** Names some of the rows when there are too many to read them all. */
function thinned(rows: readonly string[]): { ticks?: string[] } {
  return rows.length > 40 ? { ticks: rows.filter((row, index) => index % 5 === 0 || !row.startsWith('fetcher')) } : {};
}

function describe({ url, activity, from, to }: Segment): string {
  return `${url}\n${activity}: ${formatDuration(to - from)}, from ${formatDuration(from)}`;
}
