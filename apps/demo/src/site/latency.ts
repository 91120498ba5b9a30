import { seededRandom } from './seeded-random.ts';

/** Shortest and longest time that a page of the embedded site takes to answer, in milliseconds. */
export const LATENCY = { shortest: 20, longest: 120, seed: 1 } as const;

/**
 * Gives each path a latency of its own, in milliseconds, drawn uniformly. It belongs to the page: whoever asks, and in
 * whatever order, waits as long.
 */
export function drawLatencies(paths: Iterable<string>): Map<string, number> {
  const random = seededRandom(LATENCY.seed);
  const draw = (): number => LATENCY.shortest + random() * (LATENCY.longest - LATENCY.shortest);
  return new Map([...paths].sort().map((path) => [path, draw()]));
}
