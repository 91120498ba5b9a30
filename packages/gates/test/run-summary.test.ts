import { describe, expect, it } from 'vitest';
import { parsePlan } from '../src/run-summary.ts';

describe('parsePlan', () => {
  it('leaves out the tasks that a package does not have', () => {
    const task = { taskId: '@x/queue#test', task: 'test', directory: 'packages/queue', command: 'vitest run' };
    const nothing = { ...task, taskId: '@x/test-kit#build', command: '<NONEXISTENT>' };
    expect(parsePlan(JSON.stringify({ tasks: [task, nothing] }))).toEqual([task]);
  });
});
