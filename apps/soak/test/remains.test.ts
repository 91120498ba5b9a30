import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdings, remains, ThreadWatch, type Holdings } from '../src/remains.ts';

// Descriptors and child processes are seen where the system shows them.
const HAS_PROC = existsSync('/proc/self/fd');
const CLOSING_TIME = 100;

let threads: ThreadWatch;
let before: Holdings;

beforeEach(() => {
  threads = new ThreadWatch();
  before = holdings(threads);
});
afterEach(() => threads.end());

const left = async (): Promise<string> => (await remains(before, threads, CLOSING_TIME)).join('; ');

describe('remains', () => {
  it('is nothing when nothing was left', async () => {
    expect(await left()).toBe('');
  });

  it('waits for what is being closed', async () => {
    const file = await open(import.meta.filename);
    const remaining = remains(before, threads);
    await file.close();
    expect(await remaining).toEqual([]);
  });

  it('sees a worker thread, also one that keeps nobody alive', async () => {
    const worker = new Worker('setInterval(() => undefined, 1_000)', { eval: true });
    worker.unref();
    expect(await left()).toMatch(/worker thread: 1 instead of 0/);
    await worker.terminate();
    expect(await left()).not.toMatch(/worker thread/);
  });

  it.runIf(HAS_PROC)('sees a child process, also one that keeps nobody alive', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1_000)'], { stdio: 'ignore' });
    child.unref();
    expect(await left()).toMatch(/child process \S+ -e setInterval/);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await left()).not.toMatch(/child process/);
  });

  it.runIf(HAS_PROC)('sees a descriptor, and what of', async () => {
    const file = await open(import.meta.filename);
    expect(await left()).toMatch(/descriptor of \S+remains\.test\.ts: 1 instead of 0/);
    await file.close();
  });
});
