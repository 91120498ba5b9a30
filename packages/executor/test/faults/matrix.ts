import { processGate, threadGate, type WorkerGate } from '@x/test-kit/worker-gate';
import { expect, onTestFinished } from 'vitest';
import {
  ProcessPoolExecutor,
  taskModule,
  ThreadPoolExecutor,
  type TaskModule,
  type WorkerExecutor,
  type WorkerOptions,
} from '../../src/index.ts';

export const dies: TaskModule<typeof import('../fixtures/dies.ts')> = taskModule(
  new URL('../fixtures/dies.ts', import.meta.url),
);
export const work: TaskModule<typeof import('../fixtures/work.ts')> = taskModule(
  new URL('../fixtures/work.ts', import.meta.url),
);

/** One way to run workers under fault tests. */
export interface Arrangement {
  readonly kind: 'threads' | 'processes';
  readonly workers: number;
  readonly make: (options?: WorkerOptions) => WorkerExecutor;
  readonly gate: () => WorkerGate;
}

function arrange(kind: Arrangement['kind'], workers: number, onWorkerLost: 'break' | 'replace'): Arrangement {
  return {
    kind,
    workers,
    make: (options) => {
      const all = { maxWorkers: workers, onWorkerLost, ...options };
      const executor = kind === 'threads' ? new ThreadPoolExecutor(all) : new ProcessPoolExecutor(all);
      onTestFinished(() => executor.killWorkers());
      return executor;
    },
    gate: () => {
      const made = kind === 'threads' ? threadGate() : processGate();
      onTestFinished(() => {
        made.open();
        made.remove?.();
      });
      return made;
    },
  };
}

/** A lost worker costs its task. */
export const REPLACING: readonly Arrangement[] = [
  arrange('threads', 1, 'replace'),
  arrange('threads', 2, 'replace'),
  arrange('processes', 1, 'replace'),
  arrange('processes', 2, 'replace'),
];

/** A lost worker costs the executor. */
export const BREAKING: readonly Arrangement[] = [
  arrange('threads', 1, 'break'),
  arrange('processes', 1, 'break'),
  arrange('processes', 2, 'break'),
];

/** Later tasks run, and the executor ends without leaving anybody behind. */
export async function expectWorking(executor: WorkerExecutor): Promise<void> {
  const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, 2));
  expect(await Promise.all(futures)).toEqual([1, 4, 9]);
  await executor.shutdown();
  expect(executor.stats.workers).toBe(0);
}
