import { percentile } from './percentile.ts';
import { Summary } from './summary.ts';

/** Every timing under one name, in the order of recording. */
export class Timings extends Summary {
  readonly #values: number[] = [];
  #sorted: Float64Array | undefined;

  override add(value: number): void {
    super.add(value);
    this.#values.push(value);
    this.#sorted = undefined;
  }

  /** A copy: what is done to it does not change the statistics. */
  values(): number[] {
    return this.#values.slice();
  }

  percentile(percent: number): number {
    const sorted = (this.#sorted ??= Float64Array.from(this.#values).sort());
    return percentile(percent, sorted.length, (place) => sorted[place] ?? NaN);
  }

  get median(): number {
    return this.percentile(50);
  }
}
