import { describe, expect, it } from 'vitest';
import { BREAKING, dies } from './matrix.ts';

const processes = BREAKING.find(({ kind }) => kind === 'processes')!;
const threads = BREAKING.find(({ kind }) => kind === 'threads')!;

function exits(): Promise<{ exitCode?: number; signal?: string }> {
  return import('node:diagnostics_channel').then(
    ({ subscribe, unsubscribe }) =>
      new Promise((resolve) => {
        const onExit = (message: unknown): void => {
          unsubscribe('x.executor.worker.exit', onExit);
          resolve(message as { exitCode?: number; signal?: string });
        };
        subscribe('x.executor.worker.exit', onExit);
      }),
  );
}

describe('terminateWorkers and killWorkers', () => {
  it('EXEC-130 terminateWorkers() sends SIGTERM', async () => {
    const executor = processes.make();
    const hold = processes.gate();
    const future = executor.submit(dies.holdAndExit, hold.handle, 1);
    await hold.arrived();
    const exit = exits();
    await executor.terminateWorkers();
    expect(await exit).toMatchObject({ signal: 'SIGTERM' });
    expect(future.done()).toBe(true);
  });

  it('EXEC-130 killWorkers() sends SIGKILL', async () => {
    const executor = processes.make();
    const hold = processes.gate();
    void executor.submit(dies.holdAndExit, hold.handle, 1).getException();
    await hold.arrived();
    const exit = exits();
    await executor.killWorkers();
    expect(await exit).toMatchObject({ signal: 'SIGKILL' });
  });

  it('EXEC-135 a worker that ignores SIGTERM stays, and is named; killWorkers() ends it', async () => {
    const executor = processes.make();
    const hold = processes.gate();
    const future = executor.submit(dies.ignoreSignals, hold.handle);
    await hold.arrived();
    hold.open();
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    await executor.terminateWorkers();
    expect((await warned).message).toMatch(/still running after 1000 ms: ProcessPoolExecutor-\d+_0/);
    expect(executor.stats.workers).toBe(1);
    expect(future.done()).toBe(true);
    await executor.killWorkers();
    expect(executor.stats.workers).toBe(0);
  });

  it('EXEC-125 no worker is replaced once the executor was ended by force', async () => {
    const executor = processes.make({ maxTasksPerChild: 1 });
    const hold = processes.gate();
    const futures = [1, 2, 3].map(() => executor.submit(dies.holdAndExit, hold.handle, 1));
    await hold.arrived();
    await executor.killWorkers();
    expect(futures.map((future) => future.cancelled())).toEqual([false, true, true]);
    expect(executor.stats.workers).toBe(0);
  });

  it.each([threads, processes])('an endless loop is no match for killWorkers(): $kind', async ({ make }) => {
    const executor = make();
    const begun = Promise.withResolvers<unknown>();
    const future = executor.submitWith({ onProgress: begun.resolve, timeout: 60_000 }, dies.reportAndLoop);
    await begun.promise;
    await executor.killWorkers();
    await expect(future).rejects.toMatchObject({ message: expect.stringContaining('forcefully shut down') as string });
    expect(executor.stats.workers).toBe(0);
  });
});
