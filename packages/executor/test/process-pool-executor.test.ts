import { PassThrough } from 'node:stream';
import { processGate } from '@x/test-kit/worker-gate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TimeoutError } from '@x/future';
import { settled } from '@x/test-kit';
import { ProcessPoolExecutor, taskModule, type ProcessPoolOptions } from '../src/index.ts';
import { executorContract, work } from './contract/executor.ts';

const dies = taskModule<typeof import('./fixtures/dies.ts')>(new URL('./fixtures/dies.ts', import.meta.url));

executorContract('ProcessPoolExecutor', (options) => new ProcessPoolExecutor(options), processGate);

function make(options?: ProcessPoolOptions): ProcessPoolExecutor {
  const executor = new ProcessPoolExecutor(options);
  onTestFinished(() => executor.killWorkers());
  return executor;
}

describe('ProcessPoolExecutor', () => {
  it('runs tasks in other processes', async () => {
    const executor = make({ maxWorkers: 1, processNamePrefix: 'far' });
    const { pid, name } = await executor.submit(work.whoAmI);
    expect(pid).not.toBe(process.pid);
    expect(name).toBe('far_0');
  });

  it('EXEC-024 EXEC-121 starts processes in one way only', () => {
    expect(() => make({ context: 'fork' as never })).toThrow("context must be 'spawn', got 'fork'");
    expect(() => make({ context: 'spawn', maxTasksPerChild: 1 })).not.toThrow();
  });

  it('sends what JSON cannot: typed arrays, maps, dates, big integers', async () => {
    const value = {
      map: new Map([[1n, new Date(0)]]),
      bytes: new Uint8Array([1, 2]),
      set: new Set(['a']),
      no: undefined,
    };
    expect(await make({ maxWorkers: 1 }).submit(work.later, value)).toEqual(value);
  });

  it('EXEC-144 cancels what was sent ahead and has not begun when its signal aborts, with the reason', async () => {
    const executor = make({ maxWorkers: 1 });
    // Quick for so long that the next ones are sent together.
    for (let n = 0; n < 500; n++) await executor.submit(work.pow, n, 1);
    const [first, second] = [new AbortController(), new AbortController()];
    const held = executor.submitWith({ signal: first.signal }, work.holdGently);
    const ahead = executor.submitWith({ signal: second.signal }, work.pow, 2, 2);
    await settled();
    expect(ahead.running()).toBe(true);
    // The worker hears of both in this order, and goes on with the second when it has heard of the first.
    second.abort('enough');
    first.abort('go on');
    expect(await held).toBe('stopped: go on');
    await expect(ahead).rejects.toMatchObject({ name: 'CancelledError', args: ['enough'] });
  });

  it('leads what tasks print to other streams', async () => {
    const stdout = new PassThrough({ encoding: 'utf8' });
    const stderr = new PassThrough({ encoding: 'utf8' });
    const executor = make({ maxWorkers: 1, stdout, stderr });
    await executor.submit(work.print, 'hello');
    await executor.shutdown();
    expect([stdout.read(), stderr.read()]).toEqual(['hello\n', 'error: hello\n']);
  });

  it('stops listening for signals when its last worker is gone', async () => {
    const before = process.listenerCount('SIGINT');
    const executor = make({ maxWorkers: 2 });
    await executor.submit(work.pow, 1, 1);
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    await executor.shutdown();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('blocking', () => {
  it('resultSync() works in the tick of construction, and again', () => {
    const executor = make({ maxWorkers: 2 });
    const futures = Array.from({ length: 500 }, (_, n) => executor.submit(work.pow, n, 1));
    expect(futures.map((future) => future.resultSync())).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(executor.submit(work.fail, 'sync').exceptionSync()).toMatchObject({ message: 'sync' });
  });

  it('with `blocking` it works on an executor that is awaited, too', async () => {
    const executor = make({ maxWorkers: 1, blocking: true });
    const { pid } = await executor.submit(work.whoAmI);
    expect(executor.submit(work.whoAmI).resultSync().pid).toBe(pid);
    expect(await executor.submit(work.pow, 2, 5)).toBe(32);
    await executor.shutdown();
    expect(executor.stats.workers).toBe(0);
  });

  it('without, it cannot wait for a task that was sent before, and says so', async () => {
    const executor = make({ maxWorkers: 1 });
    await executor.submit(work.whoAmI);
    const sent = executor.submit(work.pow, 2, 2);
    expect(() => sent.resultSync()).toThrow(/would deadlock/);
    expect(await sent).toBe(4);
    expect(executor.submit(work.pow, 2, 3).resultSync()).toBe(8);
    await executor.shutdown();
    expect(executor.stats.workers).toBe(0);
  });

  it('hears of a worker that dies meanwhile', () => {
    const executor = make({ maxWorkers: 1, onWorkerLost: 'replace' });
    const lost = executor.submit(dies.exit, 7);
    const next = executor.submit(work.pow, 2, 2);
    expect(next.resultSync()).toBe(4);
    expect(lost.exceptionSync()).toMatchObject({ name: 'WorkerLostError', exitCode: 7 });
  });

  it('gives up at the timeout', () => {
    const executor = make({ maxWorkers: 1 });
    const held = executor.submit(work.hold, 'nowhere', 1);
    expect(() => held.resultSync({ timeout: 50 })).toThrow(TimeoutError);
    expect(held.done()).toBe(false);
  });

  it('shutdownSync() blocks until the work is done', () => {
    const executor = make({ maxWorkers: 2 });
    const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, 2));
    executor.shutdownSync();
    expect(futures.map((future) => future.result())).toEqual([1, 4, 9]);
  });

  it('goes on while workers that have served their time are replaced', () => {
    const executor = make({ maxWorkers: 1, maxTasksPerChild: 1 });
    const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, 2));
    executor.shutdownSync();
    expect(futures.map((future) => future.result())).toEqual([1, 4, 9]);
  });

  it('leads what tasks print to other streams, too', async () => {
    const stdout = new PassThrough({ encoding: 'utf8' });
    const executor = make({ maxWorkers: 1, stdout });
    executor.submit(work.print, 'hello').resultSync();
    await executor.shutdown();
    expect(stdout.read()).toBe('hello\n');
  });
});
