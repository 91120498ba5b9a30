import { timeout } from '@x/event-loop';
import { TimeoutError } from '@x/future';
import { crawl } from '../crawl/crawl.ts';
import { Frontier } from '../crawl/frontier.ts';
import { PageClient } from '../crawl/page-client.ts';
import { createLocalReader, type PageReader } from '../crawl/page-reader.ts';
import type { PageRecord } from '../crawl/record.ts';
import { Scope } from '../crawl/scope.ts';
import { SurveyClock } from '../crawl/survey-clock.ts';
import { WorkerReader } from '../crawl/worker-reader.ts';
import type { SurveyStore } from '../store/survey-store.ts';
import { untilInterrupted } from '../tasks/interruption.ts';
import type { SurveyPlan } from './plan.ts';
import type { Ending, SurveyResult } from './result.ts';
import type { Stages } from '../crawl/stages.ts';

/** Told of each visit that is over, with the number of addresses known by then. */
export type OnProgress = (record: PageRecord, known: number) => void;

export interface VisitOptions {
  readonly onProgress?: OnProgress | undefined;
  /** Reads the pages in place of the processes of the plan. */
  readonly reader?: PageReader | undefined;
}

/**
 * Visits every page of a site, and keeps them in the store.
 *
 * @remarks
 * **Cancellation.** Ends the visits, and is not passed on: what was found until then is the result, with `ending`
 * telling why there is no more.
 */
export async function visitSite(
  plan: SurveyPlan,
  store: SurveyStore,
  stages: Stages,
  { onProgress, reader: given }: VisitOptions = {},
): Promise<SurveyResult> {
  const { name, start, note, limits, workers } = plan;
  await using reader = given ?? (workers === 0 ? createLocalReader() : new WorkerReader(workers));

  const frontier = new Frontier(limits.maxPages);
  frontier.add({ url: start, from: undefined, depth: 0, redirects: [] });
  const scope = new Scope([new URL(start).host, ...plan.hosts]);
  const client = new PageClient(limits, stages);

  const startedAt = new Date();
  const clock = new SurveyClock();
  const cpu = process.cpuUsage();
  const records: PageRecord[] = [];
  const ending = await endingOf(plan.timeout, () =>
    crawl({ client, reader, store, scope, frontier, clock, stages }, limits.fetchers, (record) => {
      records.push(record);
      onProgress?.(record, frontier.known);
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return {
    name,
    start,
    note,
    startedAt,
    ending,
    elapsed: clock.now(),
    records,
    known: frontier.known,
    leftOut: frontier.leftOut,
    fetchers: limits.fetchers,
    workers,
    stages: stages.summarize(),
    cpu: { main: (user + system) / 1000, workers: reader.workersCpu },
  };
}

async function endingOf(limit: number | undefined, work: () => Promise<void>): Promise<Ending> {
  try {
    const ending = await untilInterrupted(async () => {
      await timeout(limit, work);
      return 'complete' as const;
    });
    return ending ?? 'interrupted';
  } catch (error) {
    if (error instanceof TimeoutError) return 'out of time';
    throw error;
  }
}
