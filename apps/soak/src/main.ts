import { Command, InvalidArgumentError } from 'commander';
import { playBatch } from './batch.ts';
import { campaign } from './campaign.ts';
import { readProgram, type Finding } from './found.ts';
import { programNamed } from './program.ts';
import type { Report } from './report.ts';
import { findRoom, rooms } from './rooms.ts';

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly only: readonly string[];
  readonly repeat?: string;
}

const names = rooms.map((room) => room.name);

await new Command('soak')
  .description('Plays random programs under random faults, and checks what must always hold.')
  .option('--minutes <number>', 'how long', toMinutes, 1)
  .option('--seed <integer>', 'which programs', toSeed, Math.trunc(Math.random() * 2 ** 31))
  .option('--only <rooms>', `some of ${names.join(',')}`, toRooms, names)
  .option('--repeat <program>', "play one program again: a name like 'queues:123', or a file of found/")
  .action(soak)
  .parseAsync();

async function soak(options: Options): Promise<void> {
  if (options.repeat !== undefined) return repeat(options.repeat);
  const { minutes, seed, only } = options;
  console.log(`soak --minutes ${minutes} --seed ${seed} --only ${only.join(',')} on Node ${process.version}`);
  const begin = performance.now();
  const { played, findings } = await campaign({
    rooms: only,
    seed,
    milliseconds: minutes * 60_000,
    onReport: show(begin),
    onFinding: explain,
  });
  if (process.stdout.isTTY) process.stdout.write('\r\u001B[K');
  const seconds = Math.round((performance.now() - begin) / 1_000);
  console.log(`${played} programs in ${seconds} s, seed ${seed}: ${findings.length} with violations`);
  if (findings.length > 0) process.exitCode = 1;
}

async function repeat(what: string): Promise<void> {
  const program = what.endsWith('.json') ? readProgram(what) : programNamed(what);
  const { failure } = await playBatch({ program, name: what });
  if (failure === undefined) {
    console.log(`${what}: nothing violated`);
    return;
  }
  console.log(`${JSON.stringify(program, undefined, 2)}\n${failure.output}`);
  for (const { invariant, text } of failure.violations) console.log(`${invariant}: ${text}`);
  process.exitCode = 1;
}

/** One line that changes on a terminal, one line for each program elsewhere. */
function show(begin: number): (report: Report) => void {
  let count = 0;
  return (report) => {
    if (report.event !== 'finished') return;
    count += 1;
    const { name, milliseconds, memory } = report;
    const held = `${(memory.held / 2 ** 20).toFixed(1)} MB held, ${(memory.resident / 2 ** 20).toFixed(0)} MB resident`;
    const seconds = Math.round((performance.now() - begin) / 1_000);
    if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${seconds} s, ${count} programs, ${held}: ${name}`);
    else console.log(`${name} ${milliseconds} ms, ${held}`);
  };
}

function explain({ name, violations, output, file, isRepeatable, program }: Finding): void {
  console.log(`\nVIOLATED${name === undefined ? '' : ` by ${name}`}`);
  for (const { invariant, text } of violations) console.log(`  ${invariant}: ${text}`);
  if (output !== '') console.log(output);
  if (program === undefined) return;
  console.log(JSON.stringify(program));
  if (isRepeatable !== true) console.log('It does not fail alone; the whole seed may be needed.');
  console.log(`Repeat it: pnpm soak --repeat ${file ?? name ?? ''}\n`);
}

function toMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new InvalidArgumentError('It must be a number above zero.');
  return minutes;
}

function toSeed(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('It must be an integer.');
  return Number(text);
}

function toRooms(text: string): readonly string[] {
  const chosen = text.split(',');
  try {
    chosen.forEach(findRoom);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return chosen;
}
