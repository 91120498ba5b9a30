import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrawlLimits } from '../src/crawl/limits.ts';
import type { SurveyPlan } from '../src/survey/plan.ts';

/** A folder of its own for a test, taken away at its end. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'demo-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A small survey that reads pages in this process, unless told otherwise. */
export function planFor(
  start: string,
  folder: string,
  { workers = 0, ...limits }: Partial<CrawlLimits & Pick<SurveyPlan, 'workers'>> = {},
): SurveyPlan {
  return {
    name: start,
    start,
    hosts: [],
    folder,
    workers,
    limits: { fetchers: 4, perHost: 4, maxPages: 100, maxBytes: 1e6, pageTimeout: 5_000, ...limits },
  };
}
