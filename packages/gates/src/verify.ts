/**
 * The command `pnpm test`: builds, checks and tests everything through turbo, then counts what every runner reported.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { line, NOTHING, sum } from './counts.ts';
import { reportPath } from './report.ts';
import { parsePlan, readSummary, SUMMARIES } from './run-summary.ts';
import { type Tally, tally } from './tally.ts';
import { turbo, turboPlan } from './turbo.ts';

const TASKS = ['build', 'typecheck', 'lint', 'check:format', 'check:unused', 'check:size', 'check:package', 'test'];

process.chdir(join(import.meta.dirname, '../../..'));

const planned = parsePlan(await turboPlan(TASKS));
// Only what this run reports may count. The reports of cached tasks come back with the task.
await rm(SUMMARIES, { recursive: true, force: true });
await Promise.all(planned.map(({ directory, task }) => rm(join(directory, reportPath(task)), { force: true })));

const exitCode = await turbo([...TASKS, '--continue=dependencies-successful', '--output-logs=new-only', '--summarize']);

const done = new Map((await readSummary()).map((task) => [task.taskId, task]));
const tallies: Tally[] = await Promise.all(planned.map((task) => tally(task, done.get(task.taskId))));
if (exitCode !== 0 && sum(tallies).failed === 0) {
  tallies.push({ ...NOTHING, failed: 1, problem: `turbo ended with code ${exitCode}` });
}

for (const { problem } of tallies) if (problem !== undefined) console.log(problem);
const missed = planned.flatMap(({ taskId }) => (done.has(taskId) ? [] : [taskId]));
if (missed.length > 0) console.log(`did not run, since something they need failed: ${missed.join(', ')}`);
const total = sum(tallies);
console.log(line(total));
process.exitCode = total.failed === 0 ? 0 : 1;
