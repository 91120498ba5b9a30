import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TaskRun } from '../src/run-summary.ts';
import { tally } from '../src/tally.ts';
import { vitestReport } from './fixtures/vitest-report.ts';
import { temporaryFolder } from './temporary-folder.ts';

const started = (task: string, directory: string): TaskRun => ({
  taskId: `@x/queue#${task}`,
  task,
  directory,
  command: 'run',
});
const ended = (task: TaskRun, exitCode: number): TaskRun => ({ ...task, execution: { exitCode } });

describe('tally of a task without a report', () => {
  it.each([
    { exitCode: 0, counts: { passed: 1, failed: 0, skipped: 0 } },
    { exitCode: 2, counts: { passed: 0, failed: 1, skipped: 0, problem: '@x/queue#build failed' } },
  ])('is one check, by its exit code $exitCode', async ({ exitCode, counts }) => {
    const build = started('build', await temporaryFolder());
    expect(await tally(build, ended(build, exitCode))).toEqual(counts);
  });

  it('fails when the task is a runner that should have left one', async () => {
    const test = started('test', await temporaryFolder());
    expect(await tally(test, ended(test, 0))).toMatchObject({
      failed: 1,
      problem: expect.stringContaining('left no') as string,
    });
  });

  it('fails when the runner crashed before it could write one', async () => {
    const test = started('test', await temporaryFolder());
    expect(await tally(test, ended(test, 139))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('is skipped when the task never ran', async () => {
    const test = started('test', await temporaryFolder());
    expect(await tally(test, undefined)).toMatchObject({ passed: 0, failed: 0, skipped: 1 });
  });
});

describe('tally of a task with a report', () => {
  it('counts the tests of Vitest', async () => {
    const report = vitestReport({ status: 'passed', tests: ['passed', 'passed', 'skipped', 'todo'] });
    const test = started('test', await temporaryFolder({ 'reports/test.json': report }));
    expect(await tally(test, ended(test, 0))).toEqual({ passed: 2, failed: 0, skipped: 2 });
  });

  it('counts a file that could not be loaded as one failure, and failed tests as they are', async () => {
    const report = vitestReport(
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['failed', 'failed', 'passed'] },
    );
    const test = started('test', await temporaryFolder({ 'reports/test.json': report }));
    expect(await tally(test, ended(test, 1))).toMatchObject({ passed: 1, failed: 3, skipped: 0 });
  });

  it('adds a failure when the runner failed though its tests passed', async () => {
    const report = vitestReport({ status: 'passed', tests: ['passed'] });
    const test = started('test', await temporaryFolder({ 'reports/test.json': report }));
    expect(await tally(test, ended(test, 1))).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts the checks of a package', async () => {
    const report = JSON.stringify([
      { name: 'packs', outcome: 'passed' },
      { name: 'installs alone', outcome: 'failed' },
      { name: 'runs', outcome: 'skipped' },
    ]);
    const check = started('check:package', await temporaryFolder({ [join('reports', 'check-package.json')]: report }));
    expect(await tally(check, ended(check, 1))).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
  });
});
