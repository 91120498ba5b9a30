import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ProcessPoolExecutor, type ProcessPoolOptions } from '../src/index.ts';
import { executorContract, work } from './contract/executor.ts';
import { processGate } from './fixtures/gate.ts';

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
