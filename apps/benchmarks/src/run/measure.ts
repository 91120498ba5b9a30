import { fileURLToPath } from 'node:url';
import { findPython } from '../python/find-python.ts';
import type { Contestant, PythonContestant, Suite } from '../suite.ts';
import type { Measured } from './measured.ts';
import { runProgram, type ProgramOptions } from './program.ts';

/** Runs a contestant at some sizes, in processes of its own. */
export type Measure = (suite: Suite, contestant: Contestant, sizes: readonly number[]) => Promise<Measured>;

const CONTEST = fileURLToPath(new URL('../contest.ts', import.meta.url));

/** How contestants are measured: those in JavaScript through `contest.ts`, those in Python by their interpreter. */
export function measurer(options: ProgramOptions): Measure {
  return async (suite, contestant, sizes) => {
    if ('script' in contestant) return measurePython(contestant, sizes, options);
    const args = ['--expose-gc', '--no-warnings', CONTEST, suite.name, contestant.name, sizes.join()];
    return JSON.parse(lastLine(await runProgram(process.execPath, args, options))) as Measured;
  };
}

/** Whether a contestant can take part on this machine. */
export function isPresent(contestant: Contestant): boolean {
  return !('script' in contestant) || findPython(contestant.needs) !== undefined;
}

/** Without a warm-up: CPython compiles before it runs. */
async function measurePython(
  { script, needs }: PythonContestant,
  sizes: readonly number[],
  options: ProgramOptions,
): Promise<Measured> {
  const { path } = findPython(needs) ?? { path: 'python3' };
  const figures: [number, number][] = [];
  for (const size of sizes)
    figures.push([size, Number(lastLine(await runProgram(path, ['-c', script, String(size)], options)))]);
  return { figures };
}

function lastLine(stdout: string): string {
  return stdout.trim().split('\n').at(-1) as string;
}
