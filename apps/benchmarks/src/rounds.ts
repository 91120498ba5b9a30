import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Entry } from './result.ts';
import { sampleOf } from './statistics.ts';
import type { Contestant, Suite } from './suite.ts';

const run = promisify(execFile);
const contest = fileURLToPath(new URL('contest.ts', import.meta.url));

/** Runs the contestants in turn, A B C A B C, each time in a fresh process, and gives what they came to. */
export async function playRounds(
  suite: Suite,
  size: number,
  rounds: number,
  onStep: (contestant: string, round: number) => void,
): Promise<Entry[]> {
  const present = suite.contestants.filter((contestant) => contestant.isPresent?.() !== false);
  const figures = new Map<Contestant, number[]>(present.map((contestant) => [contestant, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [contestant, values] of figures) {
      onStep(contestant.name, round);
      values.push(await measure(suite.name, contestant.name, size));
    }
  }
  return [...figures].map(([{ name, role }, values]) => ({ name, role, ...sampleOf(values) }));
}

async function measure(suite: string, contestant: string, size: number): Promise<number> {
  const args = ['--expose-gc', '--no-warnings', contest, suite, contestant, String(size)];
  const { stdout } = await run(process.execPath, args, { timeout: 120_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as number;
}
