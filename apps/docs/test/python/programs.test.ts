import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

const PAGES = new URL('../../python/programs/', import.meta.url);
const TOUR = new URL('../../../demo/src/tour/programs/', import.meta.url);

describe('the pages of programs', () => {
  it('show each program of the tour once, in both languages, with its output', () => {
    const pages = globSync('*.md', { cwd: PAGES }).map((page) => readFileSync(new URL(page, PAGES), 'utf8'));
    const shown = pages.join('').matchAll(/^<<< @\/..\/demo\/src\/tour\/programs\/([\w.-]+)(?:\{text\})?$/gm);
    const programs = globSync('*.*', { cwd: TOUR }).map((file) => basename(file));
    expect([...shown].map(([, file]) => file).sort()).toEqual(programs.sort());
  });

  it('say how to run each of them', () => {
    for (const page of globSync('*.md', { cwd: PAGES })) {
      const text = readFileSync(new URL(page, PAGES), 'utf8');
      for (const [, name = ''] of text.matchAll(/([\w-]+)\.ts$/gm)) expect(text).toContain(`pnpm demo tour ${name}\``);
    }
  });
});
