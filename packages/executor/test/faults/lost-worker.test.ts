import { describe, expect, it } from 'vitest';
import { WorkerLostError } from '../../src/index.ts';
import { dies, expectWorking, REPLACING, work } from './matrix.ts';

describe.each(REPLACING)('onWorkerLost: replace, $workers $kind', ({ kind, make, gate }) => {
  it('EXEC-099 EXEC-108 process.exit(n) costs its own task only', async () => {
    const executor = make();
    const before = executor.submit(work.pow, 2, 1);
    const lost = executor.submit(dies.exit, 7);
    const behind = [1, 2, 3, 4].map((n) => executor.submit(work.pow, n, 1));
    const error = await lost.getException();
    expect(error).toBeInstanceOf(WorkerLostError);
    expect(error).toMatchObject({
      exitCode: 7,
      code: 'ERR_WORKER_LOST',
      message: expect.stringContaining('exit code 7') as string,
    });
    expect(await before).toBe(2);
    expect(await Promise.all(behind)).toEqual([1, 2, 3, 4]);
    await expectWorking(executor);
  });

  it('EXEC-108 out of memory costs its own task only', async () => {
    const executor = make({ resourceLimits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4 } });
    const lost = executor.submit(dies.runOutOfMemory);
    const behind = [1, 2].map((n) => executor.submit(work.pow, n, 1));
    const error = await lost.getException();
    expect(error).toBeInstanceOf(WorkerLostError);
    expect((error as Error).message).toMatch(kind === 'threads' ? /ran out of memory/ : /SIGABRT|SIGTRAP|exit code/);
    expect(await Promise.all(behind)).toEqual([1, 2]);
    await expectWorking(executor);
  }, 20_000);

  it('a worker that dies under load costs one of a thousand tasks, and none runs twice', async () => {
    const executor = make();
    const counts = new Int32Array(new SharedArrayBuffer(4_000));
    const count = kind === 'threads' ? counts : undefined;
    const futures = Array.from({ length: 1_000 }, (_, n) =>
      n === 500
        ? executor.submit(dies.exit, 3)
        : executor.submit(
            (index: number, shared: Int32Array | undefined) => {
              if (shared !== undefined) Atomics.add(shared, index, 1);
              return index;
            },
            n,
            count,
          ),
    );
    const outcomes = await Promise.allSettled(futures);
    const failed = outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []));
    expect(failed).toEqual([500]);
    if (count !== undefined) expect([...counts].filter((runs) => runs !== 1)).toEqual([0]);
    await expectWorking(executor);
  });

  it('a function that was quick a thousand times, and then ends its worker, costs that call only', async () => {
    const executor = make();
    const run = (n: number, how: string): number => {
      if (n === 1_000) {
        if (how === 'threads') process.exit(3);
        process.kill(process.pid, 'SIGKILL');
        for (;;);
      }
      return n;
    };
    const futures = Array.from({ length: 1_500 }, (_, n) => executor.submit(run, n, kind));
    const outcomes = await Promise.allSettled(futures);
    expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([1_000]);
    await expectWorking(executor);
  });

  it('EXEC-103 dying while the result is cloned costs that task', async () => {
    const executor = make();
    await expect(executor.submit(dies.exitInGetter, 5)).rejects.toMatchObject({ exitCode: 5 });
    await expectWorking(executor);
  });

  it('a result that throws while it is cloned fails that task', async () => {
    const executor = make();
    await expect(executor.submit(dies.throwInGetter)).rejects.toMatchObject({
      name: 'SerializationError',
      what: 'result',
    });
    await expectWorking(executor);
  });

  it('an endless loop is ended by its timeout', async () => {
    const executor = make();
    const looping = executor.submitWith({ timeout: 30 }, dies.loopForEver);
    const behind = executor.submit(work.pow, 3, 2);
    await expect(looping).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    expect(await behind).toBe(9);
    await expectWorking(executor);
  });

  it('a task that never answers is ended by its timeout', async () => {
    const executor = make();
    await expect(executor.submitWith({ timeout: 30 }, dies.neverAnswer)).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    await expectWorking(executor);
  });

  it('EXEC-146 a task that ends just before its timeout does not cost the next one its worker', async () => {
    const executor = make();
    for (let n = 0; n < 20; n++) expect(await executor.submitWith({ timeout: 1_000 }, work.pow, n, 1)).toBe(n);
    expect(executor.stats.completed).toBe(20);
    await expectWorking(executor);
  });

  it('a task whose result came while the program was busy is not too late, and keeps its worker', async () => {
    const executor = make({ maxWorkers: 1 });
    const { pid, threadId } = await executor.submit(work.whoAmI);
    const hold = gate();
    const begun = Promise.withResolvers<unknown>();
    const options = { timeout: 150, onProgress: begun.resolve };
    const future = executor.submitWith(options, work.reportAndHold, hold.handle, 'in time');
    await begun.promise;
    // What comes next are the timers; only then is read what has come in.
    await new Promise((resolve) => setImmediate(resolve));
    hold.open();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expect(await future).toBe('in time');
    expect(await executor.submit(work.whoAmI)).toMatchObject({ pid, threadId });
  });

  it('the result of a task with a time limit does not wait for the next task', async () => {
    const executor = make({ maxWorkers: 1 });
    const [together, hold] = [gate(), gate()];
    // Quick, and so trusted to be quick again.
    for (let n = 0; n < 20; n++) await executor.submit(work.holdIf, false, hold.handle);
    void executor.submit(work.hold, together.handle);
    await together.arrived();
    const limited = executor.submitWith({ timeout: 60_000 }, work.holdIf, false, hold.handle);
    const behind = executor.submit(work.holdIf, true, hold.handle);
    together.open();
    await limited;
    expect(behind.done()).toBe(false);
    hold.open();
    await behind;
  });

  it('a task that was aborted is not begun by another worker when its own has died', async () => {
    const executor = make({ maxWorkers: 1 });
    for (let n = 0; n < 20; n++) await executor.submit(work.pow, n, 1);
    const hold = gate();
    const controllers = [new AbortController(), new AbortController()];
    const lost = executor.submit(dies.holdAndExit, hold.handle, 7);
    const waiting = controllers.map(({ signal }) => executor.submitWith({ signal }, work.holdGently));
    await hold.arrived();
    waiting.forEach((future) => future.running());
    // One hears of it from its worker no more, the other has none.
    controllers[0]?.abort('before');
    lost.addDoneCallback(() => controllers[1]?.abort('after'));
    hold.open();
    await expect(lost).rejects.toMatchObject({ exitCode: 7 });
    for (const future of waiting) await expect(future).rejects.toMatchObject({ name: 'CancelledError' });
    expect(executor.stats.pending).toBe(0);
    await expectWorking(executor);
  });

  it('what a finished task throws later is reported, and costs nobody', async () => {
    const executor = make();
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    expect(await executor.submit(dies.throwInTimer, 'much later')).toBe('returned');
    const { name, message } = await warned;
    expect(`${name}: ${message}`).toMatch(/WorkerWarning: uncaught outside any running task, in \w+PoolExecutor/);
    await expectWorking(executor);
  });

  it('a rejection that a finished task leaves behind is reported, too', async () => {
    const executor = make();
    const warned = new Promise<Error & { detail?: string }>((resolve) => process.once('warning', resolve));
    expect(await executor.submit(dies.rejectLater, 'left behind')).toBe('returned');
    expect((await warned).detail).toMatch(/left behind/);
    await expectWorking(executor);
  });

  it('what is thrown while the task waits fails the task', async () => {
    const executor = make();
    await expect(executor.submit(dies.throwWhileWaiting, 'meanwhile')).rejects.toThrow('meanwhile');
    await expectWorking(executor);
  });

  it('EXEC-088 a worker that dies during shutdown() does not keep it from ending', async () => {
    const executor = make();
    const hold = gate();
    const lost = executor.submit(dies.holdAndExit, hold.handle, 4);
    const behind = executor.submit(work.pow, 2, 2);
    await hold.arrived();
    const down = executor.shutdown();
    hold.open();
    await expect(lost).rejects.toMatchObject({ exitCode: 4 });
    await down;
    expect(behind.result()).toBe(4);
    expect(executor.stats.workers).toBe(0);
  });

  it('an idle worker that dies is replaced', async () => {
    const executor = make();
    await executor.submit(work.pow, 1, 1);
    await executor.submit(() => void setImmediate(() => process.exit(9)));
    while (executor.stats.workers > 0) await new Promise((resolve) => setImmediate(resolve));
    await expectWorking(executor);
  });

  it('EXEC-107 an executor whose workers cannot start breaks, and says so', async () => {
    const executor = make({ execArgv: ['--require', '/nowhere/at-all.cjs'] });
    const future = executor.submit(work.pow, 1, 1);
    await expect(future).rejects.toMatchObject({ message: expect.stringMatching(/terminated abruptly/) as string });
    expect(() => executor.submit(work.pow, 1, 1)).toThrow(/not usable anymore/);
    await executor.shutdown();
    expect(executor.stats.workers).toBe(0);
  });

  it('EXEC-107 flags that Node refuses break the executor at the first task', async () => {
    const executor = make({ execArgv: ['--no-such-flag'] });
    await expect(executor.submit(work.pow, 1, 1))
      .rejects.toMatchObject({ name: /^Broken/ as unknown as string })
      .catch(() => undefined);
    expect(() => executor.submit(work.pow, 1, 1)).toThrow(/not usable anymore/);
  });

  it('a task module that throws as it loads fails its tasks, with the cause', async () => {
    const executor = make();
    const { taskModule } = await import('../../src/index.ts');
    const broken = taskModule<{ run: () => void }>('data:text/javascript,throw new RangeError("at load")');
    const error = (await executor.submit(broken.run).getException()) as Error;
    expect(error.message).toMatch(/the task module data:.* could not be loaded for its export 'run'/);
    expect(error.cause).toMatchObject({ name: 'RangeError', message: 'at load' });
    await expectWorking(executor);
  });
});

describe.each(REPLACING.filter(({ kind }) => kind === 'processes'))('signals, $workers processes', ({ make }) => {
  it.each(['SIGKILL', 'SIGSEGV', 'SIGTERM'] as const)('EXEC-098 %s costs the task that ran', async (signal) => {
    const executor = make();
    const lost = executor.submit(dies.kill, signal);
    const behind = [1, 2, 3].map((n) => executor.submit(work.pow, n, 1));
    await expect(lost).rejects.toMatchObject({
      signal,
      message: expect.stringContaining(`was ended by ${signal}`) as string,
    });
    expect(await Promise.all(behind)).toEqual([1, 2, 3]);
    await expectWorking(executor);
  });

  it('EXEC-098 process.abort() costs the task that ran', async () => {
    const executor = make();
    await expect(executor.submit(dies.abort)).rejects.toMatchObject({ signal: 'SIGABRT' });
    await expectWorking(executor);
  });

  it('EXEC-105 large arguments under way to a worker that dies fail or run, and none hangs', async () => {
    const executor = make();
    const big = new Uint8Array(300_000).fill(1);
    const futures = [
      executor.submit(dies.kill, 'SIGKILL'),
      ...Array.from({ length: 10 }, () => executor.submit(work.sumBytes, big)),
    ];
    const outcomes = await Promise.allSettled<unknown>(futures);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(10).fill('fulfilled')]);
    await expectWorking(executor);
  });
});
