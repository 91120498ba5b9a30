import { describe, expect, it } from 'vitest';
import { exponentOf, sampleOf } from '../src/report/statistics.ts';

describe('sampleOf', () => {
  it('takes the median and the spread between the quartiles', () => {
    expect(sampleOf([30, 10, 20, 50, 40])).toMatchObject({ median: 30, spread: 1 / 3 });
    expect(sampleOf([0, 0])).toMatchObject({ median: 0, spread: 0 });
  });

  it('takes the middle of two', () => {
    expect(sampleOf([10, 20])).toMatchObject({ median: 15 });
  });
});

describe('exponentOf', () => {
  it.each([
    ['linear', 1, (n: number) => 3 * n],
    ['quadratic', 2, (n: number) => n * n],
    ['constant', 0, () => 7],
  ])('finds that a cost is %s', (_, exponent, cost) => {
    expect(exponentOf([10, 100, 1_000].map((n) => [n, cost(n)]))).toBeCloseTo(exponent);
  });
});
