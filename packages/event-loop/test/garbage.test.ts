import { runProgram } from '@x/test-kit';
import { beforeAll, describe, expect, it } from 'vitest';

describe.each(['native async', 'generator'])('What is collected (%s)', (kind) => {
  let results: Record<string, string[]>;

  beforeAll(async () => {
    const { stdout, stderr } = await runProgram(new URL('fixtures/garbage.ts', import.meta.url), {
      args: [kind],
      execArgv: ['--expose-gc'],
    });
    expect(stderr).toBe('');
    results = JSON.parse(stdout) as Record<string, string[]>;
  }, 30_000);

  it.each(['pending', 'result unread', 'result read'])('AFUT-022 is not reported as a future: %s', (name) => {
    expect(results[name]).toEqual([]);
  });

  it.each([
    ['failure unread', 'Future exception was never retrieved; RangeError: lost'],
    ['failure of a subclass unread', 'Answer exception was never retrieved; RangeError: lost'],
    ['failure unread, in debug mode', 'Future exception was never retrieved; RangeError: lost; made somewhere'],
    ['task failed', 'Task exception was never retrieved; RangeError: lost'],
  ])('AFUT-023 is reported once: %s', (name, report) => {
    expect(results[name]).toEqual([report]);
  });

  it.each(['failure seen by exception()', 'failure seen by result()', 'failure, then cancel()'])(
    'AFUT-024 is not reported once it was seen: %s',
    (name) => {
      expect(results[name]).toEqual([]);
    },
  );

  it('TASK-030 is no task that is pending: the loop holds it to its end', () => {
    expect(results['task pending']).toEqual(['forgotten']);
  });

  it('TASK-031 is not reported as a failed task that was asked to cancel', () => {
    expect(results['task failed, then cancel()']).toEqual([]);
  });

  it('TG-036 is all that a failed task group was about, whoever holds the group', () => {
    expect(results['group failed']).toEqual(['<TaskGroup cancelling>']);
  });
});
