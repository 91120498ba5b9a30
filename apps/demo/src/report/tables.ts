import type { FailedPage, SurveyedPage } from '../crawl/record.ts';
import type { StageTiming } from '../crawl/stages.ts';
import { formatBytes, formatCount, formatDuration, formatReadingTime } from '../text/format.ts';
import { linkTo, renderTable } from './table.ts';

/** Every surveyed page, with a link to the copy that was kept. */
export function pageTable(pages: readonly SurveyedPage[]): string {
  return renderTable(pages, [
    { heading: 'Page', show: ({ file, title, url }) => linkTo(file, title || pathOf(url)) },
    { heading: 'Address', show: ({ url }) => linkTo(url, pathOf(url)) },
    { heading: 'Depth', show: ({ depth }) => String(depth), value: ({ depth }) => depth },
    { heading: 'Words', show: ({ words }) => formatCount(words), value: ({ words }) => words },
    {
      heading: 'Reading',
      show: (page) => formatReadingTime(page.readingMinutes),
      value: (page) => page.readingMinutes,
    },
    { heading: 'Size', show: ({ bytes }) => formatBytes(bytes), value: ({ bytes }) => bytes },
    { heading: 'Gzipped', show: ({ gzipBytes }) => formatBytes(gzipBytes), value: ({ gzipBytes }) => gzipBytes },
    { heading: 'Links', show: (page) => formatCount(linksOf(page)), value: linksOf },
    { heading: 'Took', show: (page) => formatDuration(tookOf(page)), value: tookOf },
    { heading: 'SHA-256', show: ({ sha256 }) => ({ html: `<code title="${sha256}">${sha256.slice(0, 10)}</code>` }) },
  ]);
}

/** What could not be surveyed, and why. */
export function failureTable(failures: readonly FailedPage[]): string {
  return renderTable(failures, [
    { heading: 'What happened', show: ({ error }) => error.message },
    { heading: 'Code', show: ({ error }) => ({ html: `<code>${error.code}</code>` }) },
    { heading: 'Found on', show: ({ from }) => (from === undefined ? '(the start)' : linkTo(from, pathOf(from))) },
  ]);
}

/** Pages that are not valid HTML, and where. */
export function brokenHtmlTable(pages: readonly SurveyedPage[]): string {
  return renderTable(pages, [
    { heading: 'Page', show: ({ url }) => linkTo(url, pathOf(url)) },
    { heading: 'Mistakes', show: (page) => formatCount(page.htmlErrorCount), value: (page) => page.htmlErrorCount },
    { heading: 'The first of them', show: ({ htmlErrors }) => htmlErrors.map(describeHtmlError).join(', ') },
  ]);
}

/** How long each stage took. */
export function stageTable(stages: readonly StageTiming[]): string {
  return renderTable(stages, [
    { heading: 'Stage', show: ({ stage }) => stage },
    { heading: 'Times', show: ({ count }) => formatCount(count), value: ({ count }) => count },
    { heading: 'Total', show: ({ total }) => formatDuration(total), value: ({ total }) => total },
    { heading: 'Mean', show: ({ mean }) => formatDuration(mean), value: ({ mean }) => mean },
    { heading: 'Median', show: ({ median }) => formatDuration(median), value: ({ median }) => median },
    { heading: '95 % within', show: ({ slow }) => formatDuration(slow), value: ({ slow }) => slow },
    { heading: 'Longest', show: ({ max }) => formatDuration(max), value: ({ max }) => max },
  ]);
}

export function describeHtmlError({ code, line, column }: SurveyedPage['htmlErrors'][number]): string {
  return `${code} at ${line}:${column}`;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function linksOf({ linksInside, linksOutside }: SurveyedPage): number {
  return linksInside + linksOutside;
}

function tookOf({ times }: SurveyedPage): number {
  return times.ended - times.taken;
}
