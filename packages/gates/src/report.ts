import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult } from './checklist.ts';
import { type Counts, NOTHING, sum } from './counts.ts';

/** The part of Vitest's JSON report that is counted. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Where a task leaves its report, from the root of its package: `reports/check-package.json` for `check:package`. */
export function reportPath(task: string): string {
  return join('reports', `${task.replaceAll(':', '-')}.json`);
}

/** Counts what the runner of a task reported; undefined when it left no report. */
export async function readReport(file: string): Promise<Counts | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  const report = JSON.parse(text) as VitestReport | readonly CheckResult[];
  return 'testResults' in report ? countTests(report) : countChecks(report);
}

function countTests(report: VitestReport): Counts {
  // A file that could not even be loaded has no test that failed.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countChecks(results: readonly CheckResult[]): Counts {
  return sum(results.map(({ outcome }) => ({ ...NOTHING, [outcome]: 1 })));
}
