import { availableParallelism, cpus } from 'node:os';
import { Command } from 'commander';
import type { Machine } from './result.ts';
import { playRounds } from './rounds.ts';
import { storeResult } from './store.ts';
import { findSuite, suites } from './suites.ts';
import { describeResult } from './table.ts';

interface Options {
  readonly quick?: boolean;
  readonly rounds?: string;
  readonly list?: boolean;
}

const program = new Command('bench')
  .description('Runs ours, the peers and the limits of the platform in turn, and prints medians and ratios.')
  .argument('[suite...]', 'the suites to run; all by default')
  .option('--quick', 'less work and fewer rounds')
  .option('--rounds <number>', 'how many rounds; 5 by default, 3 with --quick')
  .option('--list', 'name the suites')
  .action(bench);

await program.parseAsync();

async function bench(names: string[], options: Options): Promise<void> {
  if (options.list === true) {
    for (const { name, title } of suites) console.log(`${name.padEnd(20)}${title}`);
    return;
  }
  const quick = options.quick === true;
  const rounds = Number(options.rounds ?? (quick ? 3 : 5));
  if (!Number.isInteger(rounds) || rounds < 1)
    program.error(`--rounds must be a positive integer, got ${options.rounds ?? ''}`);
  for (const suite of names.length === 0 ? suites : names.map(findSuite)) {
    const size = quick ? suite.size.quick : suite.size.full;
    const entries = await playRounds(suite, size, rounds, showStep(suite.name));
    const { name, title, unit, better } = suite;
    const date = new Date().toISOString();
    const result = { suite: name, title, unit, better, size, rounds, date, machine: machine(), entries };
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    console.log(`${describeResult(result).join('\n')}\n`);
    await storeResult(result);
  }
}

function showStep(suite: string): (contestant: string, round: number) => void {
  return (contestant, round) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${suite}, round ${round}: ${contestant}`);
  };
}

function machine(): Machine {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: availableParallelism(),
  };
}
