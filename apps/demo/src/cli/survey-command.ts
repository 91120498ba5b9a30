import type { Command } from 'commander';
import { type Survey, survey } from '../survey/survey.ts';
import { totalsOf } from '../survey/totals.ts';
import { webAddress } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { observe } from './observe.ts';
import { addSurveyOptions, planOf, type SurveyArguments } from './options.ts';
import { createProgress } from './progress.ts';
import { surveyAsJson } from './survey-json.ts';
import { surveyAsText } from './survey-text.ts';
import { openTarget } from './target.ts';

/** `demo survey [url]`. */
export function addSurveyCommand(program: Command, onEnd: (code: ExitCode) => void): void {
  const command = program
    .command('survey', { isDefault: true })
    .description('walk a site, keep and measure its pages, and write a report')
    .argument('[url]', 'where to start (default: the embedded site)', webAddress)
    .action(async (url: string | undefined, given: SurveyArguments) => onEnd(await runSurvey(url, given)));
  addSurveyOptions(command, 'survey');
}

async function runSurvey(url: string | undefined, given: SurveyArguments): Promise<ExitCode> {
  const result = await surveyTarget(url, given);
  process.stdout.write(given.json === true ? surveyAsJson(result) : surveyAsText(result));
  return exitCodeOf(result);
}

async function surveyTarget(url: string | undefined, given: SurveyArguments): Promise<Survey> {
  using progress = createProgress(process.stderr);
  await using target = await openTarget(url, progress);
  progress.note(`Surveying ${target.name} (Ctrl-C: end early, with a report on what was found)`);
  return await survey(planOf(target, given), observe(progress));
}

function exitCodeOf({ ending, records }: Survey): ExitCode {
  if (ending === 'interrupted') return EXIT.interrupted;
  const { surveyed, failed } = totalsOf(records);
  if (surveyed.length === 0 && failed.length > 0) return EXIT.unreachable;
  return ending === 'out of time' || failed.length > 0 ? EXIT.incomplete : EXIT.ok;
}
