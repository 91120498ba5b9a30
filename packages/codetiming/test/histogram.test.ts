import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Histogram, Summary } from '../src/index.ts';

describe('Histogram', () => {
  it('knows nothing before the first value', () => {
    const empty = new Histogram();
    expect([empty.count, empty.total]).toEqual([0, 0]);
    expect([empty.min, empty.max, empty.mean, empty.stdev, empty.median, empty.percentile(99)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
    expect(Array.from(empty.buckets())).toEqual([]);
  });

  it('is exact at both ends, and in all that is no percentile', () => {
    const histogram = new Histogram([3, 1, 4, 1, 5]);
    expect([histogram.percentile(0), histogram.percentile(100)]).toEqual([1, 5]);
    expect([histogram.count, histogram.total, histogram.mean]).toEqual([5, 14, 2.8]);
    expect(histogram).toBeInstanceOf(Summary);
  });

  it('puts each value into the bucket whose bounds hold it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (value) => {
        const [bucket] = new Histogram([value]).buckets();
        const slack = value * 1e-9;
        expect(bucket!.from).toBeLessThanOrEqual(value + slack);
        expect(bucket!.to).toBeGreaterThanOrEqual(value - slack);
        expect(bucket!.to / bucket!.from).toBeCloseTo(1.01 / 0.99, 9);
      }),
    );
  });

  it('counts what is shorter than a nanosecond, zero and less in the first bucket', () => {
    const histogram = new Histogram([-1, 0, 1e-9]);
    expect(Array.from(histogram.buckets())).toEqual([{ from: 0, to: 1e-6, count: 3 }]);
    expect([histogram.min, histogram.median, histogram.max]).toEqual([-1, 0, 1e-9]);
  });

  it('orders its buckets, which together hold every value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e13, noNaN: true })), (values) => {
        const buckets = Array.from(new Histogram(values).buckets());
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        const starts = buckets.map(({ from }) => from);
        expect(starts).toEqual(Array.from(Float64Array.from(starts).sort()));
      }),
    );
  });

  it('takes no more memory for a million values over all magnitudes than for its 2,070 buckets', () => {
    const histogram = new Histogram();
    for (let index = 0; index < 1_000_000; index++) histogram.add(10 ** ((index % 24_000) / 1_000 - 8));
    expect(Array.from(histogram.buckets()).length).toBeLessThanOrEqual(2_075);
    expect(histogram.count).toBe(1_000_000);
  });

  it('refuses what is no duration, and nothing has changed', () => {
    const histogram = new Histogram([1]);
    expect(() => histogram.add(NaN)).toThrow(new RangeError('value must be a finite number, got NaN'));
    expect(() => new Histogram([Infinity])).toThrow(RangeError);
    expect(histogram.count).toBe(1);
    expect(Array.from(histogram.buckets())).toHaveLength(1);
  });

  it('goes its own way as a copy', () => {
    const first = new Histogram([1, 2]);
    const second = first.copy();
    second.add(3);
    expect([first.count, second.count, first.max, second.max]).toEqual([2, 3, 2, 3]);
  });
});

describe('Summary', () => {
  it('loses no digits to the size of the numbers', () => {
    const summary = new Summary();
    for (const value of [4, 7, 13, 16]) summary.add(1e9 + value);
    expect(summary.stdev).toBeCloseTo(Math.sqrt(30), 10);
    expect(summary.mean).toBe(1e9 + 10);
  });

  it('has the mean of equal numbers at that number', () => {
    const summary = new Summary();
    for (let count = 0; count < 3; count++) summary.add(0.7);
    expect([summary.mean, summary.stdev]).toEqual([0.7, 0]);
  });
});
