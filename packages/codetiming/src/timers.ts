import { TimerError } from './errors.ts';
import { Histogram } from './histogram.ts';
import { shown } from './shown.ts';
import { Timings } from './timings.ts';

export interface TimersOptions {
  /**
   * Keeps every timing, as codetiming does (default). With `false` a name takes bounded memory however often it is timed: median and percentiles
   * then come from a {@link Histogram}, and {@link Timers.apply} is refused.
   */
  readonly exact?: boolean | undefined;
}

/** Node calls the method of this name to print an object. */
const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/**
 * Timings under names, and what can be said about them. Read as a map it gives the total of each name. All durations are milliseconds.
 *
 * @remarks
 * **Differs from Python.** Durations are milliseconds. Iterating gives pairs, as a `Map` does. A name that is deleted loses its timings, too.
 *
 * @example
 * ```ts
 * const timers = new Timers();
 * timers.add('bake', 2);
 * timers.add('bake', 4);
 * timers.get('bake'); // => 6
 * timers.mean('bake'); // => 3
 * timers.percentile('bake', 90); // => 3.8
 * ```
 *
 * @see Python: {@link https://pypi.org/project/codetiming/ | codetiming.Timer.timers}
 */
export class Timers implements ReadonlyMap<string, number> {
  readonly #timings = new Map<string, Timings | Histogram>();
  readonly #isExact: boolean;

  constructor({ exact = true }: TimersOptions = {}) {
    if (typeof exact !== 'boolean') throw new TypeError(`exact must be a boolean, got ${shown(exact)}`);
    this.#isExact = exact;
  }

  /**
   * Records a timing, in milliseconds, under a name.
   *
   * @throws RangeError when `value` is infinite or `NaN`.
   */
  add(name: string, value: number): void {
    const timings = this.#timings.get(name);
    if (timings !== undefined) {
      timings.add(value);
      return;
    }
    if (typeof name !== 'string') throw new TypeError(`name must be a string, got ${shown(name)}`);
    const first = this.#isExact ? new Timings() : new Histogram();
    first.add(value);
    this.#timings.set(name, first);
  }

  /** Forgets everything. */
  clear(): void {
    this.#timings.clear();
  }

  /** Forgets a name with its timings; false if there are none. */
  delete(name: string): boolean {
    return this.#timings.delete(name);
  }

  /**
   * Always refused, by the type too: a total is the sum of its timings.
   *
   * @throws TypeError always; use {@link Timers.add}.
   */
  set(): never {
    throw new TypeError("'Timers' does not support item assignment. Use '.add()' to update values.");
  }

  /**
   * Calls `fn` with the timings under a name, a copy, in the order of recording.
   *
   * @throws RangeError when there are none.
   * @throws {@link TimerError} when these timers were made with `exact: false`.
   */
  apply<R>(fn: (values: number[]) => R, name: string): R {
    const timings = this.#of(name);
    if (timings instanceof Histogram) throw new TimerError('not kept');
    return fn(timings.values());
  }

  /**
   * How many timings there are.
   *
   * @throws RangeError when the name is unknown.
   */
  count(name: string): number {
    return this.#of(name).count;
  }

  /**
   * Their sum.
   *
   * @throws RangeError when the name is unknown.
   */
  total(name: string): number {
    return this.#of(name).total;
  }

  /**
   * The shortest.
   *
   * @throws RangeError when the name is unknown.
   */
  min(name: string): number {
    return this.#of(name).min;
  }

  /**
   * The longest.
   *
   * @throws RangeError when the name is unknown.
   */
  max(name: string): number {
    return this.#of(name).max;
  }

  /**
   * Their mean.
   *
   * @throws RangeError when the name is unknown.
   */
  mean(name: string): number {
    return this.#of(name).mean;
  }

  /**
   * Their median.
   *
   * @throws RangeError when the name is unknown.
   */
  median(name: string): number {
    return this.#of(name).median;
  }

  /**
   * Their standard deviation as a sample; `NaN` for a single one.
   *
   * @throws RangeError when the name is unknown.
   */
  stdev(name: string): number {
    return this.#of(name).stdev;
  }

  /**
   * The duration that `percent` of the timings do not exceed, interpolated between two neighbours.
   *
   * @remarks
   * **Differs from Python.** An addition. It is what `statistics.quantiles(…, method='inclusive')` computes; with `exact: false` it is within 1 % of it.
   *
   * @param percent - From 0, the shortest, to 100, the longest.
   * @throws RangeError when the name is unknown or `percent` is out of range.
   */
  percentile(name: string, percent: number): number {
    return this.#of(name).percentile(percent);
  }

  /**
   * The distribution of the timings so far, as a copy.
   *
   * @throws RangeError when the name is unknown.
   */
  histogram(name: string): Histogram {
    const timings = this.#of(name);
    return timings instanceof Histogram ? timings.copy() : new Histogram(timings.values());
  }

  /** The total of a name; `undefined` if there are no timings. */
  get(name: string): number | undefined {
    return this.#timings.get(name)?.total;
  }

  has(name: string): boolean {
    return this.#timings.has(name);
  }

  /** How many names have timings. */
  get size(): number {
    return this.#timings.size;
  }

  /** The names, in the order of their first timing. */
  keys(): MapIterator<string> {
    return this.#timings.keys();
  }

  /** The totals. */
  values(): MapIterator<number> {
    return this.#totals().values();
  }

  /** Pairs of name and total. */
  entries(): MapIterator<[string, number]> {
    return this.#totals().entries();
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return this.entries();
  }

  forEach(callback: (total: number, name: string, timers: Timers) => void): void {
    for (const [name, total] of this) callback(total, name, this);
  }

  /** @internal */
  [inspect](): Record<string, number> {
    return Object.fromEntries(this);
  }

  #of(name: string): Timings | Histogram {
    const timings = this.#timings.get(name);
    if (timings === undefined) throw new RangeError(`no timings are recorded under ${shown(name)}`);
    return timings;
  }

  #totals(): Map<string, number> {
    return new Map(Array.from(this.#timings, ([name, { total }]) => [name, total]));
  }
}
