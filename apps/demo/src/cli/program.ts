import { Command } from 'commander';
import { addCompareCommand } from './compare-command.ts';
import type { ExitCode } from './exit-code.ts';
import { addSurveyCommand } from './survey-command.ts';
import { addTourCommand } from './tour-command.ts';

const EXIT_CODES = `
Exit codes:
  0    every page was surveyed
  1    some pages failed, or the time ran out; a program of the tour failed
  2    the command line cannot be understood
  3    not even the first page could be surveyed
  4    the output folder cannot be written
  130  ended by Ctrl-C
`;

/**
 * The commands of the program.
 *
 * @param onEnd - told the exit code of the command that ran
 */
export function createProgram(onEnd: (code: ExitCode) => void): Command {
  const program = new Command('demo')
    .description('Surveys a web site, and runs a tour of small programs, made with the @x packages.')
    .exitOverride()
    .showHelpAfterError('(demo --help shows what can be said)')
    .addHelpText('after', EXIT_CODES);
  addSurveyCommand(program, onEnd);
  addCompareCommand(program, onEnd);
  addTourCommand(program, onEnd);
  return program;
}
