import { availableParallelism } from 'node:os';
import { NotImplementedError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { Executor, ProcessPoolExecutor, ThreadPoolExecutor } from '../src/index.ts';
import { work } from './contract/executor.ts';

describe.each([ThreadPoolExecutor, ProcessPoolExecutor])('options of %o', (Pool) => {
  it('EXEC-018 EXEC-021 refuses a maxWorkers that is no positive integer', () => {
    expect(() => new Pool({ maxWorkers: 0 })).toThrow(new RangeError('maxWorkers must be greater than 0, got 0'));
    expect(() => new Pool({ maxWorkers: -1 })).toThrow(RangeError);
    expect(() => new Pool({ maxWorkers: 2.5 })).toThrow(new TypeError('maxWorkers must be an integer, got 2.5'));
    expect(() => new Pool({ maxWorkers: '2' as never })).toThrow(TypeError);
  });

  it('EXEC-019 has as many workers as there are CPUs by default', () => {
    expect(new Pool().maxWorkers).toBe(availableParallelism());
  });

  it('EXEC-023 refuses a maxTasksPerChild that is no positive integer', () => {
    expect(() => new Pool({ maxTasksPerChild: 0 })).toThrow(RangeError);
    expect(() => new Pool({ maxTasksPerChild: -1 })).toThrow(RangeError);
    expect(() => new Pool({ maxTasksPerChild: 1.5 })).toThrow('maxTasksPerChild must be an integer, got 1.5');
  });

  it('names every other option that is out of range', () => {
    expect(() => new Pool({ minWorkers: 3, maxWorkers: 2 })).toThrow('minWorkers must be at most maxWorkers, 2, got 3');
    expect(() => new Pool({ idleTimeout: -1 })).toThrow('idleTimeout must be zero or more, got -1');
    expect(() => new Pool({ maxMemory: 0 })).toThrow('maxMemory must be greater than 0, got 0');
    expect(() => new Pool({ onWorkerLost: 'ignore' as never })).toThrow(
      "onWorkerLost must be 'break' or 'replace', got 'ignore'",
    );
    expect(() => new Pool({ initargs: 'abc' as never })).toThrow("initargs must be an array, got 'abc'");
  });
});

describe('Executor', () => {
  class Inline extends Executor {}

  it('EXEC-011 cannot submit by itself, and has nothing to shut down', async () => {
    expect(() => new Inline().submit(work.pow, 1, 1)).toThrow(NotImplementedError);
    await expect(new Inline().shutdown()).resolves.toBeUndefined();
  });
});
