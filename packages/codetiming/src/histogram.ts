import { percentile } from './percentile.ts';
import { Summary } from './summary.ts';

/** How many values a {@link Histogram} has seen between two bounds. */
export interface HistogramBucket {
  /** Shortest duration in the bucket, in milliseconds. */
  readonly from: number;
  /** Where the next bucket begins, in milliseconds. */
  readonly to: number;
  readonly count: number;
}

/** Farthest that a percentile lies from the true one, as a share of it. */
const ERROR = 0.01;

/** Each bucket is this many times as wide as the one before. */
const GROWTH = (1 + ERROR) / (1 - ERROR);

/** What is shorter counts as zero: a nanosecond, in milliseconds. */
const SHORTEST = 1e-6;

/** What is longer shares one bucket: about 30 years, in milliseconds. */
const LONGEST = 1e12;

/**
 * The distribution of any number of durations, in milliseconds, in bounded memory.
 *
 * @remarks
 * Count, total, extremes, mean and standard deviation are exact. A percentile is within 1 % of the exact one, for durations between a nanosecond and
 * 30 years: a bucket begins where the one before ends, and each is 2 % wider. At most some 2,000 buckets can ever be in use; timings of one function
 * fill a few hundred.
 *
 * @example
 * ```ts
 * const latency = new Histogram();
 * for (let value = 1; value <= 1_000; value++) latency.add(value);
 * latency.mean; // => 500.5
 * Math.abs(latency.percentile(99) - 990) < 9.9; // => true
 * ```
 */
export class Histogram extends Summary {
  readonly #counts = new Map<number, number>();

  /** @param values - Durations to begin with, in milliseconds. */
  constructor(values: Iterable<number> = []) {
    super();
    for (const value of values) this.add(value);
  }

  /** Takes in one duration, in milliseconds. */
  override add(value: number): void {
    super.add(value);
    const index = indexOf(value);
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
  }

  /**
   * The duration, in milliseconds, that `percent` of all do not exceed; `NaN` if there is none.
   *
   * @throws RangeError when `percent` is not between 0 and 100.
   */
  percentile(percent: number): number {
    return percentile(percent, this.count, (place) => this.#at(place));
  }

  /** The middle duration, in milliseconds: {@link Histogram.percentile} 50. */
  get median(): number {
    return this.percentile(50);
  }

  /** A histogram of the same durations, which goes its own way from here. */
  copy(): Histogram {
    const copy = new Histogram();
    copy.assign(this);
    for (const [index, count] of this.#counts) copy.#counts.set(index, count);
    return copy;
  }

  /** The buckets that hold anything, shortest durations first. */
  *buckets(): Generator<HistogramBucket, void, undefined> {
    for (const index of this.#indexes()) {
      yield {
        from: index === 0 ? 0 : upperBound(index - 1),
        to: upperBound(index),
        count: this.#counts.get(index) ?? 0,
      };
    }
  }

  /** About the value at a place in sorted order: the middle of its bucket. */
  #at(place: number): number {
    if (place === 0) return this.min;
    if (place === this.count - 1) return this.max;
    let passed = 0;
    for (const index of this.#indexes()) {
      passed += this.#counts.get(index) ?? 0;
      if (passed > place) return Math.min(this.max, Math.max(this.min, middle(index)));
    }
    return this.max;
  }

  #indexes(): Iterable<number> {
    return Int32Array.from(this.#counts.keys()).sort();
  }
}

/** Bucket 0 is for zero; bucket n ends before SHORTEST · GROWTH^n. */
function indexOf(value: number): number {
  if (value < SHORTEST) return 0;
  return 1 + Math.floor(Math.log(Math.min(value, LONGEST) / SHORTEST) / Math.log(GROWTH));
}

function upperBound(index: number): number {
  return SHORTEST * GROWTH ** index;
}

/** As far from either bound, as a share of it. */
function middle(index: number): number {
  return index === 0 ? 0 : (2 * upperBound(index)) / (GROWTH + 1);
}
