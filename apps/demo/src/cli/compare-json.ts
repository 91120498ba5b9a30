import type { Run } from '../compare/compare.ts';
import { totalsOf } from '../survey/totals.ts';

/** The result of a comparison for programs; times are milliseconds. */
export function compareAsJson(start: string, runs: readonly Run[], report: string): string {
  const ways = runs.map(({ mode, result, speedUp }) => ({
    way: mode.title,
    fetchers: mode.fetchers,
    workers: mode.workers,
    ending: result.ending,
    elapsed: result.elapsed,
    visited: result.records.length,
    failed: totalsOf(result.records).failed.length,
    cpu: result.cpu,
    speedUp: speedUp ?? null,
  }));
  return `${JSON.stringify({ start, runs: ways, report }, null, 2)}\n`;
}
