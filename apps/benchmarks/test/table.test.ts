import { describe, expect, it } from 'vitest';
import { describeResult, formatFigure } from '../src/report/table.ts';
import { resultOf, standing } from './fixtures/result.ts';

describe('describeResult', () => {
  it('gives the ratios to the best peer and to the limit, in aligned columns', () => {
    const entries = [standing('x', 'ours', 40), standing('peer', 'peer', 10), standing('least', 'limit', 80)];
    expect(describeResult(resultOf('more', entries))).toEqual([
      'lock: take a lock (locks/s)',
      '  least  80.0  ± 0 %  8.00 × peer  1.00 of the limit',
      '* x      40.0  ± 0 %  4.00 × peer  0.50 of the limit',
      '  peer   10.0  ± 0 %  1.00 × peer  0.13 of the limit',
      '  x: 4.00 × the best peer, peer',
    ]);
  });

  it('names no winner where the spread is wider than the difference', () => {
    const entries = [standing('x', 'ours', 10, 14, 18), standing('y', 'peer', 9, 13, 17)];
    expect(describeResult(resultOf('more', entries)).at(-1)).toBe(
      '  x: no winner, the spread is wider than the difference',
    );
  });

  it('says why a contestant failed', () => {
    const entries = [standing('x', 'ours', 1), { name: 'y', role: 'peer', failure: 'took more than 2 s' } as const];
    expect(describeResult(resultOf('more', entries)).at(-1)).toBe('  y  failed: took more than 2 s');
  });
});

describe('formatFigure', () => {
  it.each([
    [1_234_567, '1.23 M'],
    [999_900, '1.00 M'],
    [23_456, '23.5 k'],
    [999.9, '1.00 k'],
    [12.34, '12.3'],
    [0, '0'],
  ])('writes %d as %s', (figure, text) => {
    expect(formatFigure(figure)).toBe(text);
  });
});
