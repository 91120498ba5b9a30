import { currentTask, guard } from '@x/event-loop';
import { CancelledError } from '@x/future';
import type { Command } from 'commander';
import type { TourProgram } from '../tour/catalogue.ts';
import { findProgram, nearestNames } from '../tour/find-program.ts';
import { runProgram } from '../tour/run-program.ts';
import { sourcePath, sourceText } from '../tour/sources.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { programsAsText, tourAsText } from './tour-text.ts';

interface TourArguments {
  readonly fast?: boolean;
  readonly python?: boolean;
  readonly source?: boolean;
}

/** `demo tour [name]`, `demo tour list`. */
export function addTourCommand(program: Command, onEnd: (code: ExitCode) => void): void {
  const tour = program
    .command('tour')
    .description('run the classic programs of concurrency, each the twin of one in Python')
    .argument('[name]', 'the program to run (default: say which there are)')
    .option('--fast', 'let time jump where everybody waits')
    .option('--python', 'show the twin in Python first')
    .option('--source', 'show the program first')
    .action(async (name: string | undefined, given: TourArguments) => {
      if (name === undefined) process.stdout.write(tourAsText());
      else onEnd(await showProgram(findProgram(name) ?? refuse(tour, name), given));
    });
  tour
    .command('list')
    .description('list the programs')
    .action(() => void process.stdout.write(programsAsText()));
}

function refuse(tour: Command, name: string): never {
  const names = nearestNames(name);
  const hint = names.length > 0 ? `Did you mean ${names.join(' or ')}?` : 'demo tour list names them all.';
  return tour.error(`error: the tour has no program '${name}'. ${hint}`);
}

/** Prints what was asked for on stdout, and on stderr what it is. */
async function showProgram(program: TourProgram, { fast, python, source }: TourArguments): Promise<ExitCode> {
  process.stderr.write(`${program.name}: ${program.title}\n`);
  if (python === true) await showSource(program, 'py');
  if (source === true) await showSource(program, 'ts');
  const isReal = fast === true && program.time === 'real';
  process.stderr.write(`\n${sourcePath(program, 'ts')} prints${isReal ? ', in real time since it needs it' : ''}:\n`);
  return exitCodeOf(await endOf(runProgram(program, fast === true)));
}

async function showSource(program: TourProgram, language: 'py' | 'ts'): Promise<void> {
  process.stderr.write(`\n${sourcePath(program, language)}\n`);
  process.stdout.write(await sourceText(program, language));
}

/** Ctrl-C reaches the program, too; it ends by itself. */
async function endOf(running: Promise<number | null>): Promise<number | null> {
  try {
    return await guard(running);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    currentTask()?.uncancel();
    await running;
    return null;
  }
}

/** A program that a signal has ended was interrupted; one that fails says so itself. */
function exitCodeOf(code: number | null): ExitCode {
  if (code === null) return EXIT.interrupted;
  return code === 0 ? EXIT.ok : EXIT.incomplete;
}
