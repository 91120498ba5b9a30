import { join } from 'node:path';
import { SurveyStore } from '../store/survey-store.ts';
import type { SurveyPlan } from '../survey/plan.ts';
import type { SurveyResult } from '../survey/result.ts';
import { Stages } from '../crawl/stages.ts';
import { type OnProgress, visitSite } from '../survey/visit-site.ts';
import { type Mode, modesOf } from './modes.ts';

/** One way to survey, and how it went. */
export interface Run {
  readonly mode: Mode;
  readonly result: SurveyResult;
  /** How many times as fast as the first way; `undefined` when the two did not do the same. */
  readonly speedUp: number | undefined;
}

export interface CompareOptions {
  /** Told before each way begins. */
  readonly onMode?: (mode: Mode) => OnProgress | undefined;
}

/**
 * Surveys the same site in each way, one after the other; the word index and the report are left out.
 *
 * @remarks
 * **Cancellation.** Ends with the way that is under way; its result says so.
 */
export async function compare(plan: SurveyPlan, { onMode }: CompareOptions = {}): Promise<Run[]> {
  const runs: Run[] = [];
  for (const mode of modesOf(plan)) {
    const onProgress = onMode?.(mode);
    const result = await runMode(plan, mode, onProgress);
    runs.push({ mode, result, speedUp: speedUp(runs[0]?.result ?? result, result) });
    if (result.ending === 'interrupted') break;
  }
  return runs;
}

async function runMode(plan: SurveyPlan, mode: Mode, onProgress: OnProgress | undefined): Promise<SurveyResult> {
  const { folder, fetchers, workers } = mode;
  const ownPlan = { ...plan, workers, folder: join(plan.folder, folder), limits: { ...plan.limits, fetchers } };
  await using store = await SurveyStore.open(ownPlan.folder);
  return await visitSite(ownPlan, store, new Stages(), { onProgress });
}

function speedUp(first: SurveyResult, other: SurveyResult): number | undefined {
  const isSame =
    first.ending === 'complete' && other.ending === 'complete' && first.records.length === other.records.length;
  return isSame ? first.elapsed / other.elapsed : undefined;
}
