import { describe, expect, it } from 'vitest';
import { cpuCount, Pool, ThreadPool } from '../src/index.ts';
import { poolContract } from './contract/pool.ts';
import { ended, leavesNothing, THREADS, work } from './fixtures/pools.ts';

poolContract(THREADS);

const methodsOf = (made: { prototype: object }): string[] =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(made.prototype) as object).sort();

describe('ThreadPool', () => {
  leavesNothing();

  it('POOL-008 has the methods of Pool', () => {
    expect(methodsOf(ThreadPool)).toEqual(methodsOf(Pool));
    expect(methodsOf(ThreadPool)).toContain('imapUnorderedSync');
  });

  it('has as many workers as there are CPUs by default', () => {
    expect(ended(new ThreadPool()).processes).toBe(cpuCount());
  });

  it('POOL-086 its workers are daemons by the name of PoolWorker', async () => {
    expect(await ended(new ThreadPool(1)).apply(work.whoAmIInPython)).toEqual({
      process: 'MainProcess',
      isDaemon: false,
      thread: expect.stringMatching(/^PoolWorker-\d+_0$/) as string,
      isDaemonThread: true,
    });
  });

  it('runs its calls in threads of this process', async () => {
    const { pid, threadId } = await ended(new ThreadPool(1)).apply(work.whoAmI);
    expect(pid).toBe(process.pid);
    expect(threadId).toBeGreaterThan(0);
  });
});

describe('cpuCount', () => {
  it('PROC-033 is at least 1', () => {
    expect(cpuCount()).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(cpuCount())).toBe(true);
  });
});
