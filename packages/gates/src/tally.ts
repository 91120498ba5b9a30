import { join } from 'node:path';
import { type Counts, NOTHING } from './counts.ts';
import { readReport, reportPath } from './report.ts';
import type { TaskRun } from './run-summary.ts';

/** What one task adds to the count, and a line about it when it failed. */
export interface Tally extends Counts {
  readonly problem?: string;
}

/**
 * Counts one task: by its runner's report where it leaves one, as a single check otherwise. Paths are taken from the root of the repository.
 *
 * @param done - The same task after the run; undefined when turbo never started it, since something it needs failed.
 */
export async function tally(planned: TaskRun, done: TaskRun | undefined): Promise<Tally> {
  const { taskId, task, directory } = planned;
  if (done === undefined) return { ...NOTHING, skipped: 1 };

  const exitCode = done.execution?.exitCode ?? 1;
  const report = await readReport(join(directory, reportPath(task)));
  if (report === undefined) {
    if (exitCode !== 0) return { ...NOTHING, failed: 1, problem: `${taskId} failed` };
    // A runner that says nothing may have run nothing.
    if (leavesReport(task)) return { ...NOTHING, failed: 1, problem: `${taskId} left no ${reportPath(task)}` };
    return { ...NOTHING, passed: 1 };
  }
  // The runner itself failed, whatever its tests say: an unhandled error, a crash on the way out.
  if (exitCode !== 0 && report.failed === 0) {
    return {
      ...report,
      failed: 1,
      problem: `${taskId} ended with code ${exitCode}, though no test in its report failed`,
    };
  }
  return report.failed > 0 ? { ...report, problem: `${taskId}: ${report.failed} failed` } : report;
}

function leavesReport(task: string): boolean {
  return task === 'check:package' || task === 'test' || task.startsWith('test:');
}
