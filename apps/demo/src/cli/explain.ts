import { BaseException } from '@x/future';
import { CommanderError } from 'commander';
import { OutputFolderError } from '../store/errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** Says why the program ends without a result, and gives the exit code for it. */
export function explain(error: unknown): ExitCode {
  // It has said so itself; `--help` ends this way too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof BaseException) {
    say('interrupted before anything was surveyed');
    return EXIT.interrupted;
  }
  if (error instanceof OutputFolderError) {
    say(`${error.message}; choose another folder with --out`);
    return EXIT.output;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.defect;
}

function say(text: string): void {
  process.stderr.write(`demo: ${text}\n`);
}
