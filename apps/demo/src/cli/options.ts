import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { SurveyPlan } from '../survey/plan.ts';
import { duration, host, size, wholeNumber } from './arguments.ts';
import { POLITE, type Target } from './target.ts';

/** What the command line says about a survey. */
export interface SurveyArguments {
  readonly out: string;
  readonly fetchers: number;
  readonly perHost?: number;
  readonly host: readonly string[];
  readonly maxPages: number;
  readonly maxSize: number;
  readonly pageTimeout: number;
  readonly timeout?: number;
  readonly workers: number;
  readonly json?: boolean;
}

/** Adds the options that all surveys have. */
export function addSurveyOptions(command: Command, folder: string): Command {
  const options = [
    new Option('-o, --out <folder>', 'where to put what is found; replaces an earlier survey').default(folder),
    new Option('-f, --fetchers <number>', 'pages visited at a time').argParser(wholeNumber(1)).default(32),
    new Option(
      '--per-host <number>',
      `requests at a time, for each host (default: ${POLITE}; the embedded site: no bound)`,
    ).argParser(wholeNumber(1)),
    new Option('--host <host>', 'a further host that belongs to the site; may be repeated')
      .argParser(host)
      .default([], 'none'),
    new Option('--max-pages <number>', 'most addresses to visit').argParser(wholeNumber(1)).default(1000),
    new Option('--max-size <size>', 'longest page to read').argParser(size).default(5e6, '5MB'),
    new Option('--page-timeout <time>', 'longest time for one page').argParser(duration).default(10_000, '10s'),
    new Option('--timeout <time>', 'longest time for all pages together (default: none)').argParser(duration),
    new Option('-w, --workers <number>', 'processes that read pages; 0 reads them in the main process')
      .argParser(wholeNumber(0))
      .default(availableParallelism(), 'one for each CPU'),
    new Option('--json', 'print the result as JSON'),
  ];
  for (const option of options) command.addOption(option);
  return command;
}

/** The plan for a survey of `target`. */
export function planOf(target: Target, given: SurveyArguments): SurveyPlan {
  const { fetchers, maxPages, pageTimeout, timeout, workers } = given;
  return {
    name: target.name,
    start: target.start,
    note: target.note,
    hosts: given.host,
    folder: resolve(callersFolder(), given.out),
    limits: {
      fetchers,
      perHost: given.perHost ?? target.perHost ?? fetchers,
      maxPages,
      maxBytes: given.maxSize,
      pageTimeout,
    },
    timeout,
    workers,
  };
}

/** Package managers run scripts in the package's folder; people mean the one that they are in. */
function callersFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}
