import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { settled } from '../src/index.ts';
import { processGate, threadGate, type GateHandle } from '../src/worker-gate.ts';

const FIXTURE = new URL('./fixtures/passes-worker-gate.ts', import.meta.url);

describe.each([
  ['threadGate', threadGate, (handle: GateHandle) => new Worker(FIXTURE, { workerData: handle })],
  ['processGate', processGate, (handle: GateHandle) => fork(FIXTURE, [handle as string])],
] as const)('%s', (_, makeGate, start) => {
  it('holds workers until it is opened', async () => {
    const gate = makeGate();
    onTestFinished(() => gate.remove?.());
    const onPass = vi.fn();
    const passed = [start(gate.handle), start(gate.handle)].map((worker) => once(worker, 'message').then(onPass));

    await gate.arrived(2);
    await settled();
    expect(onPass).not.toHaveBeenCalled();

    gate.open();
    await Promise.all(passed);
    expect(gate.arrivals).toBe(2);
  });
});
