import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { TimerError, Timers } from '../src/index.ts';

function timersWith(values: Iterable<number>, exact = true): Timers {
  const timers = new Timers({ exact });
  for (const value of values) timers.add('bake', value);
  return timers;
}

const duration = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true }));
const durations = fc.array(duration, { minLength: 1, maxLength: 60 });

describe('Timers statistics', () => {
  it('TIM-043 agree with each other over five timings', () => {
    const timers = timersWith([3, 1, 4, 1, 5]);
    expect(timers.total('bake')).toBe(timers.get('bake'));
    expect(timers.count('bake')).toBe(5);
    expect(timers.min('bake')).toBeLessThanOrEqual(timers.median('bake'));
    expect(timers.median('bake')).toBeLessThanOrEqual(timers.max('bake'));
    expect(timers.mean('bake')).toBeGreaterThanOrEqual(timers.min('bake'));
    expect(timers.stdev('bake')).toBeGreaterThanOrEqual(0);
  });

  it('TIM-044 of 2 and 4 are those of Python', () => {
    const timers = timersWith([2, 4]);
    expect([timers.mean('bake'), timers.median('bake'), timers.total('bake')]).toEqual([3, 3, 6]);
    expect([timers.min('bake'), timers.max('bake'), timers.count('bake')]).toEqual([2, 4, 2]);
    expect(timers.stdev('bake')).toBe(1.4142135623730951);
  });

  it('TIM-045 has no standard deviation of a single timing', () => {
    expect(timersWith([7]).stdev('bake')).toBeNaN();
  });

  it('TIM-046 takes the mean of the middle two for the median of an even count', () => {
    expect(timersWith([10, 1, 2, 4]).median('bake')).toBe(3);
    expect(timersWith([10, 1, 2]).median('bake')).toBe(2);
  });

  it.each(['count', 'total', 'min', 'max', 'mean', 'median', 'stdev'] as const)(
    'TIM-047 %s of an unknown name is refused with the name',
    (statistic) => {
      const error = new RangeError("no timings are recorded under 'cake'");
      expect(() => timersWith([1])[statistic]('cake')).toThrow(error);
    },
  );

  it('TIM-047 apply, percentile and histogram of an unknown name are refused with the name', () => {
    const error = new RangeError("no timings are recorded under 'cake'");
    expect(() => timersWith([1]).apply((values) => values, 'cake')).toThrow(error);
    expect(() => timersWith([1]).percentile('cake', 50)).toThrow(error);
    expect(() => timersWith([1]).histogram('cake')).toThrow(error);
  });

  it.each([true, false])('hold for any timings (every one kept: %s)', (exact) => {
    fc.assert(
      fc.property(durations, (values) => {
        const timers = timersWith(values, exact);
        const total = values.reduce((sum, value) => sum + value, 0);
        const mean = total / values.length;
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        expect(timers.count('bake')).toBe(values.length);
        expect(timers.total('bake')).toBe(total);
        expect(timers.min('bake')).toBe(Math.min(...values));
        expect(timers.max('bake')).toBe(Math.max(...values));
        expect(Math.abs(timers.mean('bake') - mean)).toBeLessThanOrEqual(1e-12 * total);
        expect(timers.mean('bake')).toBeGreaterThanOrEqual(timers.min('bake'));
        expect(timers.mean('bake')).toBeLessThanOrEqual(timers.max('bake'));
        if (values.length < 2) return;
        const stdev = Math.sqrt(squares / (values.length - 1));
        expect(Math.abs(timers.stdev('bake') - stdev)).toBeLessThanOrEqual(1e-9 * total);
      }),
    );
  });
});

describe('Timers.percentile', () => {
  it('interpolates between the two neighbours, as statistics.quantiles does with the inclusive method', () => {
    const timers = timersWith([40, 10, 30, 20, 50]);
    expect([0, 10, 25, 50, 90, 100].map((percent) => timers.percentile('bake', percent))).toEqual([
      10, 14, 20, 30, 46, 50,
    ]);
  });

  it('sees timings that were added after it was asked', () => {
    const timers = timersWith([1]);
    expect(timers.percentile('bake', 100)).toBe(1);
    timers.add('bake', 9);
    expect(timers.percentile('bake', 100)).toBe(9);
  });

  it.each([-1, 100.5, NaN])('refuses %d', (percent) => {
    const error = new RangeError(`percent must be between 0 and 100, got ${percent}`);
    expect(() => timersWith([1]).percentile('bake', percent)).toThrow(error);
    expect(() => timersWith([1], false).percentile('bake', percent)).toThrow(error);
  });

  it('of equal timings is that timing, without a rounding error', () => {
    for (const value of [0.1, 0.3, 1.3, 4.9]) {
      const timers = timersWith([value, value, value]);
      for (let percent = 0; percent <= 100; percent++) expect(timers.percentile('bake', percent)).toBe(value);
    }
  });

  it('lies between its neighbours and rises with the percentage', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 100, noNaN: true }), (values, percent) => {
        const timers = timersWith(values);
        const sorted = Float64Array.from(values).sort();
        const place = (percent / 100) * (values.length - 1);
        const value = timers.percentile('bake', percent);
        expect(value).toBeGreaterThanOrEqual(sorted[Math.floor(place)]!);
        expect(value).toBeLessThanOrEqual(sorted[Math.ceil(place)]!);
        expect(timers.percentile('bake', 50)).toBe(timers.median('bake'));
      }),
    );
  });
});

describe('Timers.add', () => {
  it('TIM-049 works without any timer', () => {
    const timers = new Timers();
    timers.add('by hand', 3);
    timers.add('by hand', 4);
    expect(timers.get('by hand')).toBe(7);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, and nothing has changed', (value) => {
    const timers = timersWith([1]);
    const error = new RangeError(`value must be a finite number, got ${value}`);
    expect(() => timers.add('bake', value)).toThrow(error);
    expect(() => timers.add('new', value)).toThrow(error);
    expect(timers.apply((values) => values, 'bake')).toEqual([1]);
    expect(timers.has('new')).toBe(false);
  });

  it('refuses arguments of the wrong type', () => {
    expect(() => new Timers().add(7 as never, 1)).toThrow(new TypeError('name must be a string, got 7'));
    expect(() => new Timers().add('bake', '1' as never)).toThrow(RangeError);
    expect(() => new Timers({ exact: 'yes' as never })).toThrow(new TypeError("exact must be a boolean, got 'yes'"));
  });
});

describe('Timers.apply', () => {
  it('TIM-050 passes the timings in the order of recording', () => {
    expect(timersWith([3, 1, 2]).apply((values) => values, 'bake')).toEqual([3, 1, 2]);
  });

  it('passes a copy, which may be sorted in place', () => {
    const timers = timersWith([3, 1, 2]);
    timers.apply((values) => values.sort(), 'bake');
    expect(timers.apply((values) => values, 'bake')).toEqual([3, 1, 2]);
  });

  it('is refused where single timings are not kept', () => {
    const timers = timersWith([3], false);
    expect(() => timers.apply((values) => values, 'bake')).toThrow(new TimerError('not kept'));
    expect(() => timers.apply((values) => values, 'cake')).toThrow(RangeError);
  });
});

describe('Timers as a map', () => {
  const timers = new Timers();
  timers.add('soup', 1);
  timers.add('bake', 2);
  timers.add('soup', 4);

  it('TIM-048 refuses to set a total', () => {
    // @ts-expect-error the type refuses it, too
    expect(() => timers.set('soup', 1)).toThrow(
      new TypeError("'Timers' does not support item assignment. Use '.add()' to update values."),
    );
  });

  it('gives totals under names, in the order of their first timing', () => {
    expect(Array.from(timers)).toEqual([
      ['soup', 5],
      ['bake', 2],
    ]);
    expect(Array.from(timers.entries())).toEqual(Array.from(timers));
    expect(Array.from(timers.keys())).toEqual(['soup', 'bake']);
    expect(Array.from(timers.values())).toEqual([5, 2]);
    expect([timers.size, timers.has('soup'), timers.has('cake')]).toEqual([2, true, false]);
    expect([timers.get('soup'), timers.get('cake')]).toEqual([5, undefined]);
    const seen: unknown[] = [];
    timers.forEach((total, name, map) => seen.push([name, total, map === timers]));
    expect(seen).toEqual([
      ['soup', 5, true],
      ['bake', 2, true],
    ]);
  });

  it('is printed as its totals', () => {
    expect(inspect(timers)).toBe('{ soup: 5, bake: 2 }');
  });

  it('TIM-051 deletes a name with its timings', () => {
    const two = timersWith([1, 2]);
    expect(two.delete('bake')).toBe(true);
    expect(two.delete('bake')).toBe(false);
    expect(() => two.count('bake')).toThrow(RangeError);
    two.add('bake', 5);
    expect(two.count('bake')).toBe(1);
  });

  it('is empty after clear()', () => {
    const two = timersWith([1, 2]);
    two.clear();
    expect([two.size, two.get('bake')]).toEqual([0, undefined]);
  });
});

describe('Timers.histogram', () => {
  it.each([true, false])('is a copy of the distribution (every timing kept: %s)', (exact) => {
    const timers = timersWith([1, 2, 2], exact);
    const histogram = timers.histogram('bake');
    timers.add('bake', 100);
    histogram.add(7);
    expect(Array.from(histogram.buckets(), ({ count }) => count)).toEqual([1, 2, 1]);
    expect([histogram.count, histogram.max, histogram.total, histogram.stdev]).toEqual([4, 7, 12, Math.sqrt(22 / 3)]);
    expect([timers.count('bake'), timers.max('bake')]).toEqual([4, 100]);
  });
});

describe('Timers with exact: false', () => {
  it('gives median and percentiles within one per cent', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 100, noNaN: true }), (values, percent) => {
        const near = timersWith(values, false);
        const exact = timersWith(values);
        for (const asked of [percent, 50]) {
          const truth = exact.percentile('bake', asked);
          // What is below a nanosecond counts as zero.
          expect(Math.abs(near.percentile('bake', asked) - truth)).toBeLessThanOrEqual(0.01 * truth + 1e-6);
        }
        expect(near.median('bake')).toBe(near.percentile('bake', 50));
      }),
    );
  });
});
