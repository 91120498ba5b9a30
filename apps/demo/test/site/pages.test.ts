import { describe, expect, it } from 'vitest';
import { readPage } from '../../src/page/facts.ts';
import { drawLatencies, LATENCY } from '../../src/site/latency.ts';
import { renderSite } from '../../src/site/pages.ts';

describe('renderSite', () => {
  const site = renderSite(import.meta.dirname);

  it('has at least 200 pages', () => {
    expect(site.size).toBeGreaterThanOrEqual(200);
  });

  it('makes the same pages from the same packages', () => {
    expect(renderSite(import.meta.dirname)).toEqual(site);
  });

  it('links every page from the home page, and nothing that is not there', () => {
    const reached = new Set(['/']);
    for (const path of reached) {
      const page = site.get(path);
      expect(page, path).toBeDefined();
      const { links } = readPage({ url: `http://site${path}`, contentType: 'text/html', body: page!.html });
      const inside = links.map((link) => new URL(link)).filter(({ host }) => host === 'site');
      for (const { pathname } of inside) reached.add(pathname);
    }
    expect(reached).toEqual(new Set(site.keys()));
  });

  it('is valid HTML', () => {
    const mistakes = [...site].flatMap(([path, { html }]) =>
      readPage({ url: `http://site${path}`, contentType: 'text/html', body: html }).htmlErrors.map(({ code }) => [
        path,
        code,
      ]),
    );
    expect(mistakes).toEqual([]);
  });
});

describe('drawLatencies', () => {
  const paths = Array.from({ length: 1000 }, (_, index) => `/${index}`);

  it('spreads them over the whole range', () => {
    const latencies = [...drawLatencies(paths).values()];
    expect(Math.min(...latencies)).toBeGreaterThanOrEqual(LATENCY.shortest);
    expect(Math.max(...latencies)).toBeLessThan(LATENCY.longest);
    const mean = latencies.reduce((total, latency) => total + latency, 0) / latencies.length;
    expect(Math.abs(mean - 70)).toBeLessThan(3);
  });

  it('gives a page the same latency in whatever order the pages come', () => {
    expect(drawLatencies(paths.toReversed())).toEqual(drawLatencies(paths));
  });

  it('begins with the numbers of seed 1', () => {
    const [first, second] = drawLatencies(['/a', '/b']).values();
    expect([first, second].map((latency) => latency?.toFixed(3))).toEqual(['82.707', '20.274']);
  });
});
