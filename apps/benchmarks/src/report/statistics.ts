/** What several rounds came to. */
export interface Sample {
  readonly median: number;
  /** Half the distance between the quartiles, as a part of the median. */
  readonly spread: number;
  readonly values: readonly number[];
}

/** The median of some figures, and how far they lie apart. */
export function sampleOf(values: readonly number[]): Sample {
  const median = quantile(values, 0.5);
  const spread = median === 0 ? 0 : (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median;
  return { median, spread, values };
}

/** The exponent `e` of the curve `cost = c · size ^ e` that comes closest to some points: a straight line of logarithms. */
export function exponentOf(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const [x, y] = [mean(logs.map(([size]) => size)), mean(logs.map(([, cost]) => cost))];
  const slope = logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0);
  return slope / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? 0;
  return below + (above - below) * (at - Math.floor(at));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
