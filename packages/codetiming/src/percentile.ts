/**
 * The value below which `percent` of `count` sorted values lie, on a straight line between its two neighbours.
 *
 * @param at - Gives the value at a place in sorted order, from 0.
 * @throws TypeError when `percent` is no number.
 * @throws RangeError when `percent` is not between 0 and 100.
 */
export function percentile(percent: number, count: number, at: (place: number) => number): number {
  if (typeof percent !== 'number') throw new TypeError(`percent must be a number, got ${typeof percent}`);
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`percent must be between 0 and 100, got ${percent}`);
  if (count === 0) return NaN;
  const place = (percent / 100) * (count - 1);
  const below = at(Math.floor(place));
  const above = at(Math.ceil(place));
  const share = place - Math.floor(place);
  // Rounding must not carry the result past a neighbour.
  return Math.min(above, Math.max(below, below * (1 - share) + above * share));
}
