import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { settled, SharedGate } from '../src/index.ts';

const workerAt = (gate: SharedGate): Worker =>
  new Worker(new URL('./fixtures/passes-gate.ts', import.meta.url), { workerData: gate.handle });

describe('SharedGate', () => {
  it('holds the threads of workers until it is opened', async () => {
    const gate = new SharedGate();
    const onPass = vi.fn();
    const workers = [workerAt(gate), workerAt(gate)];
    const passed = workers.map((worker) => once(worker, 'message').then(onPass));

    await gate.arrived(2);
    await settled();
    expect(onPass).not.toHaveBeenCalled();

    gate.open();
    await Promise.all(passed);
    expect(onPass).toHaveBeenCalledTimes(2);
  });

  it('lets through who comes after it was opened', async () => {
    const gate = new SharedGate();
    gate.open();
    await once(workerAt(gate), 'message');
    expect(gate.arrivals).toBe(1);
  });
});
