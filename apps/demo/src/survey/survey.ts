import { join } from 'node:path';
import { renderSurveyReport } from '../report/survey-report.ts';
import { SurveyStore } from '../store/survey-store.ts';
import { indexWords } from '../words/index-words.ts';
import { uninterrupted, untilInterrupted } from '../tasks/interruption.ts';
import type { SurveyPlan } from './plan.ts';
import type { SurveyResult } from './result.ts';
import { Stages } from '../crawl/stages.ts';
import { totalsOf } from './totals.ts';
import { visitSite, type VisitOptions } from './visit-site.ts';

/** A survey that is over, and its files. */
export interface Survey extends SurveyResult {
  readonly folder: string;
  /** The path of `report.html`. */
  readonly report: string;
}

export interface SurveyOptions extends VisitOptions {
  /** Told before the words are counted, which takes a moment. */
  readonly onIndex?: () => void;
}

/**
 * Surveys a site: visits its pages, indexes their words, writes the report.
 *
 * @remarks
 * **Cancellation.** Skips what is left of the first two, and writes the report on what there is; `ending` says so.
 *
 * @throws {@link OutputFolderError} when the folder cannot be written.
 */
export async function survey(plan: SurveyPlan, options: SurveyOptions = {}): Promise<Survey> {
  const stages = new Stages();
  await using store = await SurveyStore.open(plan.folder);
  const visited = await visitSite(plan, store, stages, options);
  const indexed = visited.ending === 'interrupted' ? visited : await withWords(visited, store, stages, options);
  const report = join(plan.folder, 'report.html');
  const written = await untilInterrupted(() => uninterrupted(() => writeReport(store, indexed)));
  return { ...indexed, ending: written === undefined ? 'interrupted' : indexed.ending, folder: plan.folder, report };
}

async function writeReport(store: SurveyStore, result: SurveyResult): Promise<string> {
  return await store.writeWhole('report.html', await renderSurveyReport(result));
}

async function withWords(
  result: SurveyResult,
  store: SurveyStore,
  stages: Stages,
  { onIndex }: SurveyOptions,
): Promise<SurveyResult> {
  onIndex?.();
  const { surveyed } = totalsOf(result.records);
  const index = stages.wrap('index words', () => indexWords(store, surveyed, Math.max(1, result.workers)));
  const words = await untilInterrupted(index);
  if (words === undefined) return { ...result, ending: 'interrupted' };
  return { ...result, words, stages: stages.summarize() };
}
