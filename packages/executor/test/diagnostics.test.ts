import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor } from '../src/index.ts';
import { work } from './contract/executor.ts';

describe.each([ThreadPoolExecutor, ProcessPoolExecutor])('diagnostics of %o', (Pool) => {
  it('tells of workers and tasks, in order', async () => {
    const seen: string[] = [];
    for (const event of ['task.submit', 'task.start', 'task.finish', 'worker.start', 'worker.exit']) {
      const listen = (message: unknown): void => {
        const { task, worker } = message as { task?: string; worker?: string };
        seen.push([event, task, worker?.replace(/.*_/, '#')].filter(Boolean).join(' '));
      };
      subscribe(`x.executor.${event}`, listen);
      onTestFinished(() => void unsubscribe(`x.executor.${event}`, listen));
    }
    const executor = new Pool({ maxWorkers: 1 });
    await executor.submit(work.pow, 2, 2);
    await executor.submitWith({ name: 'second' }, work.pow, 2, 2);
    await executor.shutdown();
    expect(seen).toEqual([
      'task.submit pow',
      'worker.start #0',
      'task.start pow #0',
      'task.finish pow #0',
      'task.submit second',
      'task.start second #0',
      'task.finish second #0',
      'worker.exit #0',
    ]);
  });
});
