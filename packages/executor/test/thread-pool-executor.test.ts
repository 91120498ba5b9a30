import { PassThrough } from 'node:stream';
import { isMainThread } from 'node:worker_threads';
import { RuntimeError, TimeoutError, waitSync } from '@x/future';
import { SharedGate } from '@x/test-kit';
import { threadGate } from '@x/test-kit/worker-gate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BrokenInterpreterPool, BrokenThreadPool, InterpreterPoolExecutor, ThreadPoolExecutor } from '../src/index.ts';
import type { ThreadPoolOptions } from '../src/index.ts';
import { executorContract, work } from './contract/executor.ts';

executorContract('ThreadPoolExecutor', (options) => new ThreadPoolExecutor(options), threadGate);

function make(options?: ThreadPoolOptions): ThreadPoolExecutor {
  const executor = new ThreadPoolExecutor(options);
  onTestFinished(() => executor.killWorkers());
  return executor;
}

describe('ThreadPoolExecutor', () => {
  it('EXEC-030 names its threads by threadNamePrefix', async () => {
    const executor = make({ threadNamePrefix: 'SpecialPool', maxWorkers: 1 });
    expect((await executor.submit(work.whoAmI)).name).toBe('SpecialPool_0');
  });

  it('runs tasks in other threads of this process', async () => {
    const { pid, threadId } = await make({ maxWorkers: 1 }).submit(work.whoAmI);
    expect(isMainThread || threadId > 0).toBe(true);
    expect(pid).toBe(process.pid);
  });

  it('tells exactly when a task runs, although the thread says nothing', async () => {
    const executor = make({ maxWorkers: 1 });
    const hold = new SharedGate();
    const future = executor.submit(work.hold, hold.handle, 1);
    expect([future.state, future.running()]).toEqual(['pending', false]);
    await hold.arrived();
    expect([future.state, future.running(), String(future)]).toEqual([
      'running',
      true,
      expect.stringContaining('state=running'),
    ]);
    hold.open();
    await future;
    expect(String(future)).toMatch(/^<Future #\d+ state=finished returned number>$/);
  });

  it('gives what waits behind a long task to an idle thread', async () => {
    const executor = make({ maxWorkers: 2, minWorkers: 2 });
    await executor.ready();
    await Promise.all(Array.from({ length: 2_000 }, (_, n) => executor.submit(work.pow, n, 1)));
    const hold = new SharedGate();
    const tiny = (from: number) => Array.from({ length: 300 }, (_, n) => executor.submit(work.pow, from + n, 1));
    const before = tiny(0);
    const long = executor.submit(work.hold, hold.handle);
    const after = tiny(300);
    expect(await Promise.all([...before, ...after])).toEqual(Array.from({ length: 600 }, (_, n) => n));
    expect(long.done()).toBe(false);
    hold.open();
    await long;
  });

  it('EXEC-145 lets a synchronous loop see that it is aborted', async () => {
    const executor = make({ maxWorkers: 1 });
    const controller = new AbortController();
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const future = executor.submitWith({ signal: controller.signal }, work.holdWatching, begun);
    const arrived = Atomics.waitAsync(begun, 0, 0);
    if (arrived.async) await arrived.value;
    controller.abort('enough');
    expect(await future).toBe('stopped: enough');
    expect(await executor.submit(work.pow, 2, 2)).toBe(4);
  });

  it('EXEC-145 force reaches a task that has begun, although the word of that is still on its way', async () => {
    const executor = make({ maxWorkers: 1 });
    const hold = new SharedGate();
    onTestFinished(() => hold.open());
    const controller = new AbortController();
    const future = executor.submitWith({ signal: controller.signal, force: true }, work.hold, hold.handle);
    // Without a turn of the event loop, so that no message comes in.
    while (hold.arrivals === 0);
    controller.abort('now');
    await expect(future).rejects.toMatchObject({ name: 'CancelledError', args: ['now'] });
  });

  it('leads what tasks print to other streams', async () => {
    const stdout = new PassThrough({ encoding: 'utf8' });
    const stderr = new PassThrough({ encoding: 'utf8' });
    const executor = make({ maxWorkers: 1, stdout, stderr });
    await executor.submit(work.print, 'hello');
    await executor.shutdown();
    expect([stdout.read(), stderr.read()]).toEqual(['hello\n', 'error: hello\n']);
  });

  it('is as exact when it spins', async () => {
    const executor = make({ maxWorkers: 2, spin: 0.05 });
    for (let n = 0; n < 50; n++) expect(await executor.submit(work.pow, n, 1)).toBe(n);
    expect(() => make({ spin: -1 })).toThrow('spin must be zero or more, got -1');
  });

  it('gives the event loop its turns while it spins from one task to the next', async () => {
    const executor = make({ maxWorkers: 1, spin: 5 });
    let turns = 0;
    const turn = (): unknown => (turns++ < 3 ? setImmediate(turn) : undefined);
    turn();
    while (turns < 3) expect(await executor.submit(work.pow, 2, 2)).toBe(4);
  });
});

describe('blocking', () => {
  it('resultSync() works in the tick of construction', () => {
    const executor = make({ maxWorkers: 2 });
    const futures = Array.from({ length: 500 }, (_, n) => executor.submit(work.pow, n, 1));
    expect(futures.map((future) => future.resultSync())).toEqual(Array.from({ length: 500 }, (_, n) => n));
  });

  it('exceptionSync() and a timeout', () => {
    const executor = make({ maxWorkers: 1 });
    expect(executor.submit(work.fail, 'sync').exceptionSync()).toMatchObject({ message: 'sync' });
    const hold = new SharedGate();
    const held = executor.submit(work.hold, hold.handle, 'held');
    expect(() => held.resultSync({ timeout: 10 })).toThrow(TimeoutError);
    hold.open();
    expect(held.resultSync()).toBe('held');
  });

  it('waitSync() waits for futures of two executors', () => {
    const futures = [make({ maxWorkers: 1 }), make({ maxWorkers: 1 })].map((executor) =>
      executor.submit(work.pow, 3, 2),
    );
    const { done, notDone } = waitSync(futures);
    expect([done.size, notDone.size]).toEqual([2, 0]);
  });

  it('shutdownSync() blocks until the work is done', () => {
    const executor = make({ maxWorkers: 2 });
    const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, 2));
    executor.shutdownSync();
    expect(futures.map((future) => future.result())).toEqual([1, 4, 9]);
    expect(() => executor.submit(work.pow, 1, 1)).toThrow(RuntimeError);
  });

  it('hears of the only worker that has ended before anybody looked', () => {
    const executor = make({ maxWorkers: 1 });
    expect(executor.submit(work.pow, 2, 2).resultSync()).toBe(4);
    const gone = new Int32Array(new SharedArrayBuffer(4));
    const lost = executor.submit((flag: Int32Array) => {
      process.on('exit', () => {
        Atomics.store(flag, 0, 1);
        Atomics.notify(flag, 0);
      });
      process.exit(3);
    }, gone);
    Atomics.wait(gone, 0, 0);
    executor.shutdownSync();
    expect(lost.exception()).toMatchObject({ name: 'WorkerLostError', exitCode: 3 });
  });

  it('goes on while workers that have served their time are replaced', () => {
    const executor = make({ maxWorkers: 1, maxTasksPerChild: 1 });
    const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, 2));
    executor.shutdownSync();
    expect(futures.map((future) => future.result())).toEqual([1, 4, 9]);
  });

  it('EXEC-141 works inside a worker of another executor', async () => {
    const executor = make({ maxWorkers: 1 });
    const url = new URL('../src/index.ts', import.meta.url).href;
    const nested = async (index: string): Promise<number> => {
      const { ThreadPoolExecutor: Nested } = (await import(index)) as typeof import('../src/index.ts');
      const inner = new Nested({ maxWorkers: 1 });
      const result = inner.submit((n: number) => n * 2, 21).resultSync();
      await inner.shutdown();
      return result;
    };
    expect(await executor.submit(nested, url)).toBe(42);
  });
});

describe('InterpreterPoolExecutor', () => {
  it('is the thread pool under its other name', async () => {
    const executor = new InterpreterPoolExecutor({ maxWorkers: 1 });
    onTestFinished(() => executor.killWorkers());
    expect((await executor.submit(work.whoAmI)).name).toMatch(/^InterpreterPoolExecutor-\d+_0$/);
  });

  it('EXEC-119 fails with BrokenInterpreterPool, and says what the initializer threw', async () => {
    const warned = new Promise<Error & { detail?: string }>((resolve) => process.once('warning', resolve));
    const executor = new InterpreterPoolExecutor({
      initializer: work.initializeBadly,
      initargs: ['bad'],
      maxWorkers: 1,
    });
    onTestFinished(() => executor.killWorkers());
    const error = await executor.submit(work.pow, 1, 1).getException();
    expect(error).toBeInstanceOf(BrokenInterpreterPool);
    expect(error).toBeInstanceOf(BrokenThreadPool);
    expect((await warned).detail).toMatch(/Overflow: bad/);
  });
});
