import type { Entry } from '../report/result.ts';
import { exponentOf, quantile, sampleOf } from '../report/statistics.ts';
import type { Contestant, Suite } from '../suite.ts';
import type { Measure } from './measure.ts';
import type { Measured } from './measured.ts';

/** How a suite is played. */
export interface Play {
  readonly contestants: readonly Contestant[];
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly measure: Measure;
  /** Ends the play; a contestant that was ended with it has not failed. */
  readonly signal?: AbortSignal | undefined;
  readonly onStep: (contestant: string, round: number) => void;
}

/**
 * Runs the contestants in turn, A B C A B C, each time in a fresh process, and gives what they came to. One that fails
 * is left out of the following rounds, and does not hold up the others.
 */
export async function playRounds(suite: Suite, play: Play): Promise<Entry[]> {
  const runs = new Map<Contestant, Measured[]>(play.contestants.map((contestant) => [contestant, []]));
  const failures = new Map<Contestant, string>();
  for (let round = 1; round <= play.rounds; round += 1) {
    for (const [contestant, done] of runs) {
      play.onStep(contestant.name, round);
      if (failures.has(contestant)) continue;
      try {
        done.push(await play.measure(suite, contestant, play.sizes));
      } catch (error) {
        play.signal?.throwIfAborted();
        failures.set(contestant, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return [...runs].map(([contestant, done]) => {
    const { name, role } = contestant;
    const failure = failures.get(contestant);
    return failure === undefined ? { name, role, ...standingOf(done, suite) } : { name, role, failure };
  });
}

function standingOf(
  runs: readonly Measured[],
  suite: Suite,
): Omit<Extract<Entry, { median: number }>, 'name' | 'role'> {
  if (suite.scale === undefined) {
    const warmups = runs.flatMap(({ warmup }) => warmup ?? []);
    const sample = sampleOf(runs.map(({ figures }) => figures[0]?.[1] ?? NaN));
    return { ...sample, ...(warmups.length > 0 && { warmup: quantile(warmups, 0.5) }) };
  }
  const points = (runs[0]?.figures ?? []).map(([size], index) => {
    const costs = runs.map(({ figures }) => figures[index]?.[1] ?? NaN);
    return [size, quantile(costs, 0.5)] as const;
  });
  const growth = sampleOf(runs.map(({ figures }) => 10 ** exponentOf(figures)));
  return { ...growth, exponent: Math.log10(growth.median), points };
}
