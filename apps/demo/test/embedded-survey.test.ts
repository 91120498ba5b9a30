import { readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { run } from '@x/event-loop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageRecord } from '../src/crawl/record.ts';
import { type PageFacts, readPage } from '../src/page/facts.ts';
import { renderSite } from '../src/site/pages.ts';
import { createSiteServer } from '../src/site/server.ts';
import { type Survey, survey } from '../src/survey/survey.ts';
import { totalsOf } from '../src/survey/totals.ts';
import { planFor, temporaryFolder } from './plan.ts';

/** The embedded site without its latency: a walk of one page at a time would wait 17 seconds for it. */
const site = new Map([...renderSite(import.meta.dirname)].map(([path, { html }]) => [path, { html, latency: 0 }]));
const requests: string[] = [];
const folder = temporaryFolder();
let server: Server;
let result: Survey;
let walked: Map<string, PageFacts>;

beforeAll(async () => {
  server = createSiteServer(site);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const start = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  walked = await walk(start);
  server.on('request', ({ url = '' }) => requests.push(url));
  result = await run(() =>
    survey(planFor(start, folder.path, { fetchers: 16, perHost: 16, maxPages: 1000, workers: 2 })),
  );
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  folder[Symbol.dispose]();
});

/** What the survey is measured by: one page after the other, without a task, a queue or a worker. */
async function walk(start: string): Promise<Map<string, PageFacts>> {
  const pages = new Map<string, PageFacts>();
  const found = new Set([start]);
  for (const url of found) {
    const response = await fetch(url);
    const body = new Uint8Array(await response.arrayBuffer());
    const facts = readPage({ url, contentType: response.headers.get('content-type') ?? '', body });
    pages.set(url, facts);
    for (const link of facts.links) if (link.startsWith(start)) found.add(link);
  }
  return pages;
}

function linesOf<T>(name: string): T[] {
  const lines = readFileSync(join(folder.path, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

describe('survey of the embedded site', () => {
  it('visits every page exactly once', () => {
    expect(requests.toSorted()).toEqual([...site.keys()].toSorted());
    expect(result.records.map(({ url }) => new URL(url).pathname).toSorted()).toEqual([...site.keys()].toSorted());
  });

  it('counts what a plain walk of one page at a time counts', () => {
    const facts = [...walked.values()];
    const sum = (of: (page: PageFacts) => number): number => facts.reduce((total, page) => total + of(page), 0);
    const { surveyed, failed, redirected, other, ...totals } = totalsOf(result.records);
    expect([surveyed.length, failed, redirected, other]).toEqual([walked.size, [], [], []]);
    expect(totals).toMatchObject({
      bytes: sum(({ bytes }) => bytes),
      gzipBytes: sum(({ gzipBytes }) => gzipBytes),
      wordCount: sum(({ words }) => words),
    });
    expect(new Map(surveyed.map(({ url, sha256, title }) => [url, [sha256, title]]))).toEqual(
      new Map([...walked].map(([url, { sha256, title }]) => [url, [sha256, title]])),
    );
    const linked = surveyed.reduce((total, page) => total + page.linksInside + page.linksOutside, 0);
    expect(linked).toBe(sum(({ links }) => links.length));
  });

  it('keeps every page as it came, and a line about each', () => {
    const lines = linesOf<PageRecord>('pages.ndjson');
    expect(lines).toEqual(result.records.map((record) => JSON.parse(JSON.stringify(record)) as PageRecord));
    for (const { url, file } of totalsOf(lines).surveyed) {
      expect(readFileSync(join(folder.path, file))).toEqual(site.get(new URL(url).pathname)?.html);
    }
    expect(readdirSync(join(folder.path, 'pages'))).toHaveLength(site.size);
  });

  it('indexes the words of all pages', () => {
    const words = linesOf<{ word: string; count: number; pages: Record<string, number> }>('words.ndjson');
    expect(result.words).toMatchObject({ pages: site.size, words: words.length });
    expect(words.find(({ word }) => word === 'readme')?.count).toBeGreaterThan(0);
    for (const { count, pages } of words) expect(Object.values(pages).reduce((a, b) => a + b, 0)).toBe(count);
  });

  it('reads the pages in the worker processes', () => {
    const readers = new Set(result.records.map(({ times }) => times.read?.worker));
    expect(readers.size).toBeLessThanOrEqual(2);
    expect(readers).not.toContain(process.pid);
    expect(result.cpu.workers).toBeGreaterThan(0);
  });

  it('times each stage', () => {
    expect(result.stages.map(({ stage, count }) => [stage, count])).toEqual([
      ['fetch', site.size],
      ['save', site.size],
      ['read', site.size],
      ['index words', 1],
    ]);
  });

  it('writes a report that loads nothing', () => {
    const report = readFileSync(result.report, 'utf8');
    expect(report).toContain(`<dd>${site.size}</dd>`);
    expect(
      report.match(/<(?:script|img|iframe)[^>]+src=|@import|url\(|<link(?! rel="icon" href="data:,")/g),
    ).toBeNull();
    expect(report.match(/<rect /g)?.length).toBeGreaterThan(site.size * 3);
  });
});
