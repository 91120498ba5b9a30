import { describe, expect, it } from 'vitest';
import { changesOf, parseChangeset, readChanges } from '../src/changelog/changes.ts';

describe('parseChangeset', () => {
  it('reads the packages and the text', () => {
    const { bumps, text } = parseChangeset("---\n'@x/queue': minor\n'@x/sync': patch\n---\n\nAdd a\nthing.\n");
    expect([...bumps]).toEqual([
      ['@x/queue', 'minor'],
      ['@x/sync', 'patch'],
    ]);
    expect(text).toBe('Add a\nthing.');
  });
});

describe('changesOf', () => {
  const pending = [
    { bumps: new Map([['@x/queue', 'patch']]), text: 'Mend this.' },
    { bumps: new Map([['@x/queue', 'minor']]), text: 'Add that,\nand more.' },
    { bumps: new Map([['@x/sync', 'major']]), text: 'Another package.' },
  ];

  it('puts what is unreleased on top, the greater change first', () => {
    expect(changesOf('@x/queue', pending, '# @x/queue\n\n## 0.1.0\n\nFirst.\n')).toBe(
      [
        '## Unreleased\n',
        '### What is new\n',
        '- Add that,\n  and more.\n',
        '### What is mended\n',
        '- Mend this.\n',
        '## 0.1.0\n\nFirst.',
      ].join('\n'),
    );
  });

  it('says so where nothing has changed', () => {
    expect(changesOf('@x/pool', pending, '')).toBe('Nothing has changed yet.');
  });
});

describe('readChanges', () => {
  it('has a page for each package', () => {
    expect(readChanges().map(({ name }) => name)).toEqual([
      '@x/async-fs',
      '@x/codetiming',
      '@x/event-loop',
      '@x/executor',
      '@x/future',
      '@x/pool',
      '@x/queue',
      '@x/sync',
    ]);
  });
});
