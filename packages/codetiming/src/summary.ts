/**
 * Count, total, extremes, mean and standard deviation of numbers, without keeping the numbers.
 */
export class Summary {
  #count = 0;
  #total = 0;
  #min = NaN;
  #max = NaN;
  #mean = 0;
  #squares = 0;

  /**
   * Takes in one value.
   *
   * @throws RangeError when it is infinite or `NaN`.
   */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value must be a finite number, got ${value}`);
    this.#count += 1;
    this.#total += value;
    if (!(value >= this.#min)) this.#min = value;
    if (!(value <= this.#max)) this.#max = value;
    // Welford's method: no difference of large sums, which would lose the digits that matter.
    const distance = value - this.#mean;
    this.#mean += distance / this.#count;
    this.#squares += distance * (value - this.#mean);
  }

  get count(): number {
    return this.#count;
  }

  get total(): number {
    return this.#total;
  }

  /** The smallest value, `NaN` if there is none. */
  get min(): number {
    return this.#min;
  }

  /** The largest value, `NaN` if there is none. */
  get max(): number {
    return this.#max;
  }

  /** The arithmetic mean, `NaN` if there is no value. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#mean;
  }

  /** The standard deviation of a sample (its divisor is `count - 1`), `NaN` below two values. */
  get stdev(): number {
    return this.#count < 2 ? NaN : Math.sqrt(this.#squares / (this.#count - 1));
  }

  /** Takes over what another one has seen. */
  protected assign(other: Summary): void {
    this.#count = other.#count;
    this.#total = other.#total;
    this.#min = other.#min;
    this.#max = other.#max;
    this.#mean = other.#mean;
    this.#squares = other.#squares;
  }
}
