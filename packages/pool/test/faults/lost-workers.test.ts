import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { WorkerLostError, type WorkerPool } from '../../src/index.ts';
import { SayWhenError } from '../fixtures/errors.ts';
import { leavesNothing, PROCESSES, range, THREADS, work, type Kind } from '../fixtures/pools.ts';

leavesNothing();

/** Later calls run, in every form, and the pool ends. */
async function expectWorking(pool: WorkerPool): Promise<void> {
  const squares = range(5).map((n) => n * n);
  expect(await pool.map(work.sqr, range(5))).toEqual(squares);
  const values: number[] = [];
  for await (const value of pool.imap(work.sqr, range(5))) values.push(value);
  expect(values).toEqual(squares);
  pool.close();
  await pool.join();
}

const CASES: readonly (readonly [Kind, number])[] = [
  [THREADS, 1],
  [THREADS, 2],
  [PROCESSES, 1],
  [PROCESSES, 2],
];

describe.each(CASES.map(([kind, workers]) => ({ name: kind.name, workers, kind })))(
  '$name of $workers',
  ({ kind, workers }) => {
    it('a worker that exits costs the call that it ran', async () => {
      const pool = kind.make(workers);
      const results = [5, -3, 6, 7].map((n) => pool.applyAsync(work.exitFor, [n]));
      await expect(results[1]!).rejects.toMatchObject({ name: 'WorkerLostError', exitCode: 3 });
      expect(await Promise.all([results[0], results[2], results[3]])).toEqual([5, 6, 7]);
      await expectWorking(pool);
    });

    it('it costs a map its chunk, and so the whole result; the other chunks are done', async () => {
      const pool = kind.make(workers);
      await expect(pool.map(work.exitFor, [1, 2, -4, 3], { chunksize: 1 })).rejects.toBeInstanceOf(WorkerLostError);
      await expectWorking(pool);
    });

    it('it costs an imap the results of its chunk, and no others', async () => {
      const pool = kind.make(workers);
      const walk = pool.imap(work.exitFor, [1, 2, 3, -4, 5, 6], { chunksize: 2 });
      expect([await walk.next(), await walk.next()].map(({ value }) => value)).toEqual([1, 2]);
      await expect(walk.next()).rejects.toMatchObject({ name: 'WorkerLostError', exitCode: 4 });
      expect([await walk.next(), await walk.next()].map(({ value }) => value)).toEqual([5, 6]);
      expect(await walk.next()).toMatchObject({ done: true });
      await expectWorking(pool);
    });

    it('a worker that runs out of memory costs its call', async () => {
      const resourceLimits = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4 };
      // What a dying process prints is of no interest.
      const pool = kind.make(workers, { resourceLimits, stderr: new PassThrough().resume() });
      const lost = pool.applyAsync(work.runOutOfMemory);
      const behind = pool.applyAsync(work.sqr, [3]);
      await expect(lost).rejects.toBeInstanceOf(WorkerLostError);
      expect(await behind).toBe(9);
      await expectWorking(pool);
    }, 20_000);

    it('a call that never ends is ended by terminate()', async () => {
      const pool = kind.make(workers);
      const open = [pool.applyAsync(work.neverAnswer), pool.mapAsync(work.sqr, range(4))];
      await pool.terminate();
      for (const result of open) expect(result.ready()).toBe(true);
      await expect(open[0]!).rejects.toMatchObject({ code: 'ERR_POOL_TERMINATED' });
      await pool.join();
    });

    it('errors under load cost nobody else anything', async () => {
      const pool = kind.make(workers);
      const results = range(300).map((n) =>
        n % 3 === 0 ? pool.applyAsync(work.fail, [`${n}`]) : pool.applyAsync(work.sqr, [n]),
      );
      const outcomes = await Promise.allSettled(results);
      for (const [n, outcome] of outcomes.entries()) {
        if (n % 3 > 0) expect(outcome).toEqual({ status: 'fulfilled', value: n * n });
        else expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(SayWhenError);
      }
      await expectWorking(pool);
    });
  },
);

describe('Pool', () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGSEGV'] as const)('a worker that %s ends costs its call', async (signal) => {
    const pool = PROCESSES.make(1);
    const lost = pool.applyAsync(work.kill, [signal]);
    const behind = pool.applyAsync(work.sqr, [3]);
    await expect(lost).rejects.toMatchObject({ name: 'WorkerLostError', signal });
    expect(await behind).toBe(9);
    await expectWorking(pool);
  });
});
