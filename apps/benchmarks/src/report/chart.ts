import type * as Plot from '@observablehq/plot';
import { isStanding, ranking, type Result, type Standing } from './result.ts';
import { formatFigure } from './table.ts';

type Library = typeof Plot;

const COLORS = { domain: ['ours', 'peer', 'limit'], range: ['#4f83ee', '#98a3b0', '#d6a437'] };
const WIDTH = 720;
const ROW = 26;

/** A picture stands alone, on a page of either colour: what is neither bar nor line takes the colour of text. */
const STYLE = '<style>svg{color:#1d2733}@media(prefers-color-scheme:dark){svg{color:#e4e9ef}}</style>';

/** Draws a result as an SVG: a bar for each contestant, or its curve where cost is followed as it grows. */
export async function drawResult(result: Result): Promise<string> {
  const [plot, { Window }] = await Promise.all([import('@observablehq/plot'), import('happy-dom')]);
  const document = new Window().document as unknown as Document;
  const standings = ranking(result).filter(isStanding);
  const options = result.scaleOf === undefined ? bars(plot, result, standings) : curves(plot, result, standings);
  const style = { background: 'none', fontSize: '12px' };
  const { outerHTML } = plot.plot({ document, width: WIDTH, style, ...options });
  // A file of its own has to name its namespace, and what it is called.
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${result.suite}"`;
  return `${outerHTML
    .replace(/ xmlns="[^"]*"/, '')
    .replace('<svg', opening)
    .replace('>', `>${STYLE}`)}\n`;
}

function bars(plot: Library, { unit, better }: Result, standings: readonly Standing[]): Plot.PlotOptions {
  const names = standings.map(({ name }) => name);
  const ranges = standings.map(({ name, values }) => ({ name, least: Math.min(...values), most: Math.max(...values) }));
  return {
    height: 74 + ROW * standings.length,
    marginBottom: 44,
    marginLeft: marginFor(names),
    marginRight: 60,
    x: {
      label: `${unit} (${better} is better)`,
      tickFormat: formatFigure,
      ticks: 5,
      grid: true,
      zero: true,
      labelOffset: 40,
    },
    y: { label: null, domain: names },
    color: COLORS,
    marks: [
      plot.barX(standings, { y: 'name', x: 'median', fill: 'role', insetTop: 2, insetBottom: 2 }),
      // How far the rounds lie apart.
      plot.ruleY(ranges, { y: 'name', x1: 'least', x2: 'most', stroke: 'currentColor', strokeOpacity: 0.7 }),
      plot.text(ranges, {
        y: 'name',
        x: 'most',
        text: (_, index: number) => formatFigure(standings[index]?.median ?? 0),
        textAnchor: 'start',
        dx: 6,
      }),
    ],
  };
}

function curves(plot: Library, { scaleOf = '' }: Result, standings: readonly Standing[]): Plot.PlotOptions {
  const points = standings.flatMap(({ name, role, points = [] }) =>
    points.map(([size, cost]) => ({ name, role, size, cost })),
  );
  const last = { x: 'size', y: 'cost', z: 'name' } as const;
  return {
    height: 360,
    marginBottom: 44,
    marginLeft: 60,
    marginRight: marginFor(standings.map(({ name }) => name)),
    x: { type: 'log', label: scaleOf, tickFormat: formatFigure, ticks: 4, labelOffset: 40 },
    y: { type: 'log', label: 'ms', tickFormat: formatFigure, ticks: 5, grid: true },
    color: COLORS,
    marks: [
      plot.line(points, { ...last, stroke: 'role', strokeWidth: 2 }),
      plot.dot(points, { ...last, fill: 'role' }),
      plot.text(points, plot.selectLast({ ...last, text: 'name', textAnchor: 'start', dx: 6 })),
    ],
  };
}

/** Room for the longest of the names. */
function marginFor(names: readonly string[]): number {
  return 16 + 7 * Math.max(0, ...names.map(({ length }) => length));
}
