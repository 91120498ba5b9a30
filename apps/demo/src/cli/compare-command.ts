import { join } from 'node:path';
import { atomicWrite } from '@x/async-fs';
import type { Command } from 'commander';
import { compare, type Run } from '../compare/compare.ts';
import { renderCompareReport } from '../report/compare-report.ts';
import { explained } from '../store/errors.ts';
import { uninterrupted, untilInterrupted } from '../tasks/interruption.ts';
import { totalsOf } from '../survey/totals.ts';
import { webAddress } from './arguments.ts';
import { compareAsJson } from './compare-json.ts';
import { compareAsText } from './compare-text.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { observe } from './observe.ts';
import { addSurveyOptions, planOf, type SurveyArguments } from './options.ts';
import { createProgress } from './progress.ts';
import { openTarget } from './target.ts';

/** `demo compare [url]`. */
export function addCompareCommand(program: Command, onEnd: (code: ExitCode) => void): void {
  const command = program
    .command('compare')
    .description('run the same survey one page at a time, then concurrently, then with processes, and compare')
    .argument('[url]', 'where to start (default: the embedded site)', webAddress)
    .action(async (url: string | undefined, given: SurveyArguments) => onEnd(await runCompare(url, given)));
  addSurveyOptions(command, 'comparison');
}

async function runCompare(url: string | undefined, given: SurveyArguments): Promise<ExitCode> {
  const { start, runs, report } = await compareTarget(url, given);
  process.stdout.write(given.json === true ? compareAsJson(start, runs, report) : compareAsText(runs, report));
  return exitCodeOf(runs);
}

interface Comparison {
  readonly start: string;
  readonly runs: readonly Run[];
  /** The path of `compare.html`. */
  readonly report: string;
}

async function compareTarget(url: string | undefined, given: SurveyArguments): Promise<Comparison> {
  using progress = createProgress(process.stderr);
  await using target = await openTarget(url, progress);
  const { name, start, note } = target;
  const plan = planOf(target, given);
  progress.note(`Surveying ${name} in several ways, one after the other (Ctrl-C: end early)`);
  const runs = await compare(plan, {
    onMode: ({ title }) => {
      progress.note(`${title} ...`);
      return observe(progress).onProgress;
    },
  });
  const report = join(plan.folder, 'compare.html');
  await untilInterrupted(() =>
    uninterrupted(async () => {
      const html = await renderCompareReport(name, note, runs);
      await explained(plan.folder, () => atomicWrite(report, html));
    }),
  );
  return { start, runs, report };
}

function exitCodeOf(runs: readonly Run[]): ExitCode {
  const results = runs.map(({ result }) => result);
  if (results.some(({ ending }) => ending === 'interrupted')) return EXIT.interrupted;
  const { surveyed } = totalsOf(results[0]?.records ?? []);
  if (surveyed.length === 0) return EXIT.unreachable;
  const isWhole = results.every(
    ({ ending, records }) => ending === 'complete' && totalsOf(records).failed.length === 0,
  );
  return isWhole ? EXIT.ok : EXIT.incomplete;
}
