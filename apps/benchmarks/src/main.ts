import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { isPresent, measurer } from './run/measure.ts';
import { describeMachine } from './run/machine.ts';
import { sizesOf } from './run/measured.ts';
import { startProgress, type Progress } from './run/progress.ts';
import { playRounds } from './run/rounds.ts';
import type { Result } from './report/result.ts';
import { storeResult } from './report/store.ts';
import { describeResult } from './report/table.ts';
import type { Suite } from './suite.ts';
import { loadSuite, selectSuites } from './suites.ts';

interface Options {
  readonly quick?: true;
  readonly rounds?: number;
  readonly list?: true;
}

/** Longest time of one contestant in one round, in milliseconds. */
const TIME_LIMIT = { full: 120_000, quick: 20_000 };
const ROUNDS = { full: 5, quick: 2 };
/** Where a quick run keeps what was compiled for the next process; half of its time would go there. */
const COMPILED = fileURLToPath(new URL('../reports/compiled/', import.meta.url));

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));

const program = new Command('bench')
  .description('Runs ours, the peers and the limits of the platform in turn, and prints medians and ratios.')
  .argument('[suite...]', 'the suites to run; all by default')
  .option('--quick', 'less work and fewer rounds; the results go to reports/')
  .option('--rounds <number>', `how many rounds; ${ROUNDS.full} by default, ${ROUNDS.quick} with --quick`, positive)
  .option('--list', 'name the suites')
  .action(main);

await program.parseAsync();

async function main(asked: string[], options: Options): Promise<void> {
  try {
    const suites = await Promise.all(selectSuites(asked).map(loadSuite));
    if (options.list) for (const { name, title } of suites) console.log(`${name.padEnd(32)}${title}`);
    else await bench(suites, options);
  } catch (error) {
    if (stop.signal.aborted) process.exitCode = 130;
    else if (error instanceof RangeError) program.error(`error: ${error.message}`);
    else throw error;
  }
}

async function bench(suites: readonly Suite[], options: Options): Promise<void> {
  const extent = options.quick ? 'quick' : 'full';
  const rounds = options.rounds ?? ROUNDS[extent];
  const env = options.quick && { NODE_COMPILE_CACHE: COMPILED };
  const measure = measurer({ timeout: TIME_LIMIT[extent], signal: stop.signal, env: env ?? {} });
  const machine = describeMachine();
  const plays = suites.map((suite) => ({ suite, contestants: suite.contestants.filter(isPresent) }));
  const steps = plays.reduce((sum, { contestants }) => sum + contestants.length * rounds, 0);
  using progress: Progress = startProgress(steps);
  for (const { suite, contestants } of plays) {
    const sizes = sizesOf(suite, extent);
    const onStep = (contestant: string, round: number): void => progress.step(`${suite.name} ${round}: ${contestant}`);
    const entries = await playRounds(suite, { contestants, sizes, rounds, measure, signal: stop.signal, onStep });
    const { name, title, unit, better, scale } = suite;
    const scaleOf = scale && { scaleOf: scale.of };
    const date = new Date().toISOString();
    const result: Result = { suite: name, title, unit, better, ...scaleOf, sizes, rounds, date, machine, entries };
    progress.print(`${describeResult(result).join('\n')}\n`);
    await storeResult(result, extent);
  }
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a positive integer.');
  return number;
}
