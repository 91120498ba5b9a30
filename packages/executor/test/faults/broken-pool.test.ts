import { BrokenExecutor, RuntimeError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { BrokenProcessPool, BrokenThreadPool } from '../../src/index.ts';
import { BREAKING, dies, work } from './matrix.ts';

describe.each(BREAKING)('onWorkerLost: break, $workers $kind', ({ kind, make, gate }) => {
  const Broken = kind === 'threads' ? BrokenThreadPool : BrokenProcessPool;

  it('EXEC-091 EXEC-093 EXEC-094 EXEC-099 a lost worker fails every open future, each with its own error', async () => {
    const executor = make();
    const [hold, never] = [gate(), gate()];
    const futures = [
      executor.submit(dies.holdAndExit, hold.handle, 7),
      ...[1, 2, 3].map(() => executor.submit(work.hold, never.handle)),
      executor.submit(work.pow, 1, 1),
    ];
    await hold.arrived(1);
    // Those that are held by another worker go down with it.
    const errors = Promise.all(futures.map((future) => future.getException()));
    hold.open();
    const broken = (await errors) as Error[];
    expect(new Set(broken).size).toBe(broken.length);
    for (const error of broken) {
      expect(error).toBeInstanceOf(Broken);
      expect(error).toMatchObject({ exitCode: 7 });
      expect(error.message).toMatch(
        /^A (process|thread) in the \1 pool was terminated abruptly while the future was running or pending: .* ended with exit code 7$/,
      );
    }
    await executor.shutdown();
    expect(executor.stats.workers).toBe(0);
  });

  it('EXEC-091 a callback of one that fails may cancel another', async () => {
    const executor = make();
    const lost = executor.submit(dies.exit, 7);
    const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, 1));
    lost.addDoneCallback(() => futures[1]?.cancel());
    await Promise.allSettled([lost, ...futures]);
    expect(futures.map((future) => future.cancelled())).toEqual([false, true, false]);
    expect(futures[0]?.exception()).toBeInstanceOf(Broken);
    expect(futures[2]?.exception()).toBeInstanceOf(Broken);
    expect(executor.stats.pending).toBe(0);
  });

  it('EXEC-092 later submits throw', async () => {
    const executor = make();
    await executor.submit(dies.exit, 1).getException();
    const submit = (): unknown => executor.submit(work.pow, 1, 1);
    expect(submit).toThrow(Broken);
    expect(submit).toThrow(BrokenExecutor);
    expect(submit).toThrow(RuntimeError);
    expect(submit).toThrow(/^A child (process|thread) terminated abruptly, the \1 pool is not usable anymore/);
  });

  it('EXEC-109 a task that throws, or throws later, breaks nothing', async () => {
    const executor = make();
    const warned = new Promise((resolve) => process.once('warning', resolve));
    await executor.submit(work.fail, 'merely').getException();
    await executor.submit(dies.throwInTimer, 'later');
    await warned;
    expect(await executor.submit(work.pow, 2, 2)).toBe(4);
  });

  it('a worker that we end ourselves breaks nothing', async () => {
    const executor = make();
    await executor.submitWith({ timeout: 20 }, dies.loopForEver).getException();
    expect(await executor.submit(work.pow, 2, 2)).toBe(4);
    const controller = new AbortController();
    const hold = gate();
    const forced = executor.submitWith({ signal: controller.signal, force: true }, work.hold, hold.handle);
    await hold.arrived();
    controller.abort();
    await expect(forced).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await executor.submit(work.pow, 2, 3)).toBe(8);
  });

  it('EXEC-088 shutdown() ends although the worker dies meanwhile', async () => {
    const executor = make();
    const hold = gate();
    const future = executor.submit(dies.holdAndExit, hold.handle, 2);
    await hold.arrived();
    const down = executor.shutdown();
    hold.open();
    await expect(future).rejects.toBeInstanceOf(Broken);
    await down;
    expect(executor.stats.workers).toBe(0);
  });

  it('EXEC-105 map over large data throws when a worker dies, and does not hang', async () => {
    const executor = make();
    const data = Array.from({ length: 10 }, () => new Uint8Array(200_000));
    const lost = executor.submit(dies.exit, 6);
    const results = executor.map(work.sumBytes, data);
    await lost.getException();
    await expect(
      (async () => {
        for await (const sum of results) expect(sum).toBe(0);
        throw new Broken('all of them came back first');
      })(),
    ).rejects.toBeInstanceOf(Broken);
  });
});
