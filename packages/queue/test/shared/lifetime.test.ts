import { leakCheck, runProgram } from '@x/test-kit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedQueue } from '../../src/shared.ts';
import { ended, startWorker } from './workers.ts';

beforeEach(leakCheck);
// Starting a thread takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const program = (name: string): URL => new URL(`./fixtures/${name}.ts`, import.meta.url);

describe('A pending wait', () => {
  it('keeps the process alive', async ({ signal }) => {
    const { stdout, stderr, code } = await runProgram(program('waits-for-worker'), { signal });
    expect({ stdout, stderr, code }).toEqual({ stdout: 'first\nthird\n', stderr: '', code: 0 });
  });

  it('keeps a worker alive, until the queue is shut down', async () => {
    const [requests, answers] = [new SharedQueue<number>(1), new SharedQueue<number>(1)];
    const worker = startWorker('echoes', { requests: requests.handle, answers: answers.handle });
    for (let item = 0; item < 10; item++) {
      await requests.put(item);
      expect(await answers.get()).toBe(item);
    }
    requests.shutdown();
    await ended(worker);
  });
});

describe('A queue that nobody waits for', () => {
  it('lets the process end', async ({ signal }) => {
    const { stdout, stderr, code } = await runProgram(program('ends-by-itself'), { signal });
    const lines = ['the queue is full (maxsize 1) after 1 ms', 'item', 'the queue is empty after 1 ms', ''];
    expect({ stdout, stderr, code }).toEqual({ stdout: lines.join('\n'), stderr: '', code: 0 });
  });
});
