import { describe, expect, it } from 'vitest';
import { Window } from 'happy-dom';
import { drawResult } from '../src/report/chart.ts';
import { resultOf, standing } from './fixtures/result.ts';

/** The picture as an XML document, which refuses what is not well formed. */
function parsed(svg: string): { querySelectorAll: (selector: string) => ArrayLike<unknown>; textContent: string } {
  const window = new Window();
  const document = new window.DOMParser().parseFromString(svg, 'image/svg+xml');
  return {
    querySelectorAll: (selector) => document.querySelectorAll(selector),
    textContent: document.documentElement.textContent,
  };
}

describe('drawResult', () => {
  it('draws a bar and a label for each that came to something', async () => {
    const broken = { name: 'broken', role: 'peer', failure: 'exit code 1' } as const;
    const svg = await drawResult(
      resultOf('more', [standing('x', 'ours', 4e6), standing('a < b', 'peer', 1e6), broken]),
    );
    const { querySelectorAll, textContent } = parsed(svg);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img" aria-label="lock"/);
    expect(querySelectorAll('g[aria-label=bar] rect')).toHaveLength(2);
    expect(textContent).toContain('4.00 M');
    expect(textContent).toContain('a < b');
    expect(textContent).not.toContain('broken');
  });

  it('draws a curve for each where cost is followed as it grows', async () => {
    const points = [[10, 5] as const, [100, 50] as const];
    const entries = [
      { ...standing('x', 'ours', 1), points },
      { ...standing('y', 'peer', 2), points },
    ];
    const { querySelectorAll } = parsed(await drawResult(resultOf('less', entries, { scaleOf: 'tasks' })));
    expect(querySelectorAll('g[aria-label=line] path')).toHaveLength(2);
    expect(querySelectorAll('g[aria-label=dot] circle')).toHaveLength(4);
  });

  it('takes its colours from the page in light and dark', async () => {
    const svg = await drawResult(resultOf('more', [standing('x', 'ours', 1)]));
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).not.toMatch(/(fill|stroke)="(white|black)"/);
  });
});
