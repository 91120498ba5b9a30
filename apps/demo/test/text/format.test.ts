import { describe, expect, it } from 'vitest';
import { columns, pairs } from '../../src/text/columns.ts';
import { formatBytes, formatCount, formatDuration, formatReadingTime, plural } from '../../src/text/format.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [1.234, '1.23 ms'],
    [85.4, '85 ms'],
    [999.6, '1 s'],
    [1254, '1.25 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
  ])('shows %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999.7, '1 kB'],
    [5_000_000, '5 MB'],
    [1_234_567, '1.23 MB'],
  ])('shows %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatReadingTime', () => {
  it.each([
    [0.2, '< 1 min'],
    [12.4, '12 min'],
    [776, '13 h'],
  ])('shows %d minutes as %s', (minutes, text) => {
    expect(formatReadingTime(minutes)).toBe(text);
  });
});

describe('plural', () => {
  it('counts', () => {
    expect([plural(1, 'page'), plural(2000, 'page'), plural(0, 'process', 'processes')]).toEqual([
      '1 page',
      '2,000 pages',
      '0 processes',
    ]);
  });
});

describe('formatCount', () => {
  it('groups thousands', () => {
    expect(formatCount(1234567.4)).toBe('1,234,567');
  });
});

describe('columns', () => {
  it('lays the first to the left and numbers to the right', () => {
    expect(
      columns([
        ['stage', 'times'],
        ['fetch', '7'],
      ]),
    ).toBe('  stage   times\n  fetch       7\n');
  });
});

describe('pairs', () => {
  it('lays values behind what they are', () => {
    expect(
      pairs([
        ['pages', '7'],
        ['size', '1 MB'],
      ]),
    ).toBe('  pages   7\n  size    1 MB\n');
  });
});
