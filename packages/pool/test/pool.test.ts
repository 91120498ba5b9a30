import { readFileSync } from 'node:fs';
import { RuntimeError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { Pool } from '../src/index.ts';
import { poolContract } from './contract/pool.ts';
import { ended, heard, leavesNothing, newFile, PROCESSES, range, work } from './fixtures/pools.ts';

poolContract(PROCESSES);

describe('Pool', () => {
  leavesNothing();

  it('POOL-003 refuses a maxtasksperchild that makes no sense', () => {
    for (const maxtasksperchild of [0, -1, 0.5, '12' as never]) {
      expect(() => new Pool(1, { maxtasksperchild })).toThrow(RangeError);
      expect(() => new Pool(1, { maxtasksperchild })).toThrow(/^maxtasksperchild must be a positive int, got/);
    }
  });

  it('takes the number of workers alone, or among the options', () => {
    expect(ended(new Pool({ processes: 2 })).processes).toBe(2);
    expect(ended(new Pool(1, { processes: 2 })).processes).toBe(1);
  });

  it('knows one way to start processes', () => {
    expect(() => new Pool(1, { context: 'fork' as never })).toThrow(RangeError);
  });

  it('POOL-079 close() and join() with maxtasksperchild 1 do not hang', async () => {
    const pool = ended(new Pool(3, { maxtasksperchild: 1 }));
    const results = range(6).map((n) => pool.applyAsync(work.sqr, [n]));
    pool.close();
    await pool.join();
    expect(await Promise.all(results)).toEqual(range(6).map((n) => n * n));
  }, 20_000);

  it('POOL-080 replaces workers after maxtasksperchild calls, and loses none', async () => {
    const pool = ended(new Pool(3, { maxtasksperchild: 10 }));
    const first = new Set<number>();
    for (const { pid } of await Promise.all(range(3).map(() => pool.apply(work.whoAmI)))) first.add(pid);
    const results = range(100).map((n) => pool.applyAsync(work.sqr, [n]));
    expect(await Promise.all(results)).toEqual(range(100).map((n) => n * n));
    const last = await Promise.all(range(3).map(() => pool.apply(work.whoAmI)));
    for (const { pid } of last) {
      expect(pid).toBeGreaterThan(0);
      expect(first).not.toContain(pid);
    }
  }, 20_000);

  it('POOL-081 counts a chunk as one call', async () => {
    const pool = ended(new Pool(1, { maxtasksperchild: 2 }));
    const exits = heard('worker.exit');
    const pids = await pool.map(work.whoAmIFor, range(20), { chunksize: 10 });
    expect(new Set(pids).size).toBe(1);
    await pool.apply(work.sqr, [1]);
    expect(exits).toHaveLength(1);
  });

  it('getSync of a call that was sent before says that it would wait for ever; with `blocking` it works', async () => {
    const pool = ended(new Pool(1));
    await pool.ready;
    const result = pool.applyAsync(work.sqr, [3]);
    expect(() => result.getSync()).toThrow(RuntimeError);
    expect(await result).toBe(9);
  });

  it('POOL-086 its workers are daemons by the name of PoolWorker', async () => {
    expect(await ended(new Pool(1)).apply(work.whoAmIInPython)).toEqual({
      process: expect.stringMatching(/^PoolWorker-\d+_0$/) as string,
      isDaemon: true,
      thread: 'MainThread',
      isDaemonThread: false,
    });
  });

  it('runs the initializer in each new worker', async () => {
    const file = newFile();
    const pool = ended(new Pool(1, { maxtasksperchild: 1, initializer: work.append, initargs: [file, 'x'] }));
    await pool.apply(work.sqr, [1]);
    await pool.apply(work.sqr, [1]);
    pool.close();
    await pool.join();
    expect(readFileSync(file, 'utf8').split('x\n').length).toBeGreaterThanOrEqual(3);
  });
});
