import { once } from 'node:events';
import { createServer } from 'node:net';
import { MessageChannel, Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { leakCheck, SharedGate, startProgram } from '../src/index.ts';

describe('leakCheck', () => {
  it('passes when everything that was opened is closed', async () => {
    const checkLeaks = leakCheck();
    clearTimeout(setTimeout(vi.fn(), 60_000));
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await expect(checkLeaks()).resolves.toBeUndefined();
  });

  it('passes over what does not keep the process alive', async () => {
    const checkLeaks = leakCheck();
    const timer = setTimeout(vi.fn(), 60_000).unref();
    await expect(checkLeaks()).resolves.toBeUndefined();
    clearTimeout(timer);
  });

  it('names what was left and where it was made', async () => {
    const checkLeaks = leakCheck();
    const timer = setInterval(vi.fn(), 60_000);
    const { port1 } = new MessageChannel();
    port1.ref();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');

    const check = expect(checkLeaks()).rejects;
    await check.toThrow(
      /left behind: Timeout at .*leak-check\.test\.ts:\d+.*, MESSAGEPORT at .*leak-check.*, TCPSERVERWRAP/,
    );
    clearInterval(timer);
    port1.close();
    server.close();
  });

  it('notices a worker that was left', async () => {
    const checkLeaks = leakCheck();
    const gate = new SharedGate();
    const worker = new Worker(new URL('./fixtures/passes-gate.ts', import.meta.url), { workerData: gate.handle });
    await gate.arrived();
    await expect(checkLeaks()).rejects.toThrow(/Worker at .*leak-check\.test/);
    await worker.terminate();
  });

  it('waits for a worker on its way out', async () => {
    const checkLeaks = leakCheck();
    const gate = new SharedGate();
    const worker = new Worker(new URL('./fixtures/passes-gate.ts', import.meta.url), { workerData: gate.handle });
    await gate.arrived();
    gate.open();
    await checkLeaks();
    expect(worker.threadId).toBe(-1);
  });

  it('notices a child process that was left', async () => {
    const checkLeaks = leakCheck();
    await using program = startProgram(new URL('./fixtures/runs-until-interrupted.ts', import.meta.url));
    await program.printed('ready');
    await expect(checkLeaks()).rejects.toThrow(/ChildProcess at .*program\.ts/);
  });
});
