import type * as Plot from '@observablehq/plot';

/** Draws one chart as HTML: an SVG, with a legend above it where colours need one. */
export type Draw = (chart: (plot: typeof Plot) => Plot.PlotOptions) => string;

/**
 * Loads the chart library and a document for it to draw in, which Node does not have.
 *
 * @remarks
 * Loaded when a report is made, so that the rest of the program does not wait for it.
 */
export async function loadCharts(): Promise<Draw> {
  const [plot, { Window }] = await Promise.all([import('@observablehq/plot'), import('happy-dom')]);
  const document = new Window().document as unknown as Document;
  return (chart) => plot.plot({ document, ...chart(plot) }).outerHTML;
}

/** A chart under its title. */
export function figure(title: string, chart: string): string {
  return `<figure><figcaption>${title}</figcaption>${chart}</figure>`;
}
