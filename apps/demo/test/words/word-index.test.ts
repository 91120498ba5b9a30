import { describe, expect, it } from 'vitest';
import { WordIndex } from '../../src/words/word-index.ts';

function indexOf(...pages: Readonly<Record<string, number>>[]): WordIndex {
  const index = new WordIndex();
  pages.forEach((counts, page) => index.add({ file: `pages/${page}.html`, counts: new Map(Object.entries(counts)) }));
  return index;
}

describe('WordIndex', () => {
  it('lists words by frequency, with the pages that use them most first', () => {
    const lines = [...indexOf({ queue: 1, task: 4 }, { queue: 2 }).lines()].map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { word: 'task', count: 4, pages: { 'pages/0.html': 4 } },
      { word: 'queue', count: 3, pages: { 'pages/1.html': 2, 'pages/0.html': 1 } },
    ]);
  });

  it('comes out the same in whatever order the pages came', () => {
    const pages = [
      { a: 1, b: 2 },
      { b: 1, c: 3 },
    ].map((counts, page) => ({
      file: `pages/${page}.html`,
      counts: new Map(Object.entries(counts)),
    }));
    const [one, other] = [new WordIndex(), new WordIndex()];
    for (const page of pages) one.add(page);
    for (const page of pages.toReversed()) other.add(page);
    expect([...other.lines()]).toEqual([...one.lines()]);
  });

  it('takes any word of a site of few pages', () => {
    expect(
      indexOf({ queue: 2, task: 1 }, { queue: 1 })
        .summarize()
        .telling.map(({ word }) => word),
    ).toEqual(['queue', 'task']);
  });

  it('tells of words that few pages use, not of those that all use', () => {
    const others = Array.from({ length: 100 }, (_, page) => (page < 60 ? { the: 100 } : {}));
    const rare = Object.fromEntries(
      Array.from({ length: 24 }, (_, index) => [`rare${'abcdefghijklmnopqrstuvwx'[index] ?? ''}`, 2]),
    );
    const { telling, words, pages } = indexOf({ ...rare, the: 100 }, ...others).summarize();
    expect({ words, pages }).toEqual({ words: 25, pages: 101 });
    expect(telling).toHaveLength(24);
    expect(telling.every((word) => word.word.startsWith('rare') && word.count === 2 && word.pages === 1)).toBe(true);
  });
});
