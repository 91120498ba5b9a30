import { createHook } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { settled } from './settled.ts';

/** Longest time that a check waits for what is being closed, in milliseconds of real time. */
const CLOSING_TIME = 1_000;

const realNow = performance.now.bind(performance);

/** Something that was opened since the check began: what it is, where it was made, and whether it keeps the process alive. */
interface Opened {
  readonly kind: string;
  readonly origin: string;
  readonly isHeld: () => boolean;
}

/**
 * Watches for timers, sockets, ports, workers and child processes from now on; the returned check fails when one of them is still there and keeps
 * the process alive.
 *
 * @remarks
 * Closing a worker takes real time, so the check waits for what is on its way out, up to one second, and then says what stayed and where it was
 * made. Timers of the test runner are not counted, nor are faked ones: see `vi.getTimerCount()`.
 *
 * @example
 * ```ts
 * beforeEach(leakCheck); // Vitest calls the returned check after each test
 *
 * const checkLeaks = leakCheck();
 * await executor.shutdown();
 * await checkLeaks();
 * ```
 */
export function leakCheck(): () => Promise<void> {
  const opened = new Map<unknown, Opened>();
  const workerOrigins: string[] = [];

  const hook = createHook({
    init(asyncId, type, _trigger, resource: object) {
      // Immediates end by themselves; the end of workers and child processes is told by the events below.
      if (type === 'PROMISE' || type === 'PROCESSWRAP' || type === 'Immediate' || !isHandle(resource)) return;
      const origin = caller();
      if (isTestRunner(origin)) return;
      if (type === 'WORKER') {
        workerOrigins.push(origin);
        return;
      }
      const handle = new WeakRef(resource);
      opened.set(asyncId, { kind: type, origin, isHeld: () => handle.deref()?.hasRef() ?? false });
    },
    destroy: (asyncId) => void opened.delete(asyncId),
  });
  // Comes one tick after the worker was made, when its maker is no longer on the stack.
  const onWorker = (worker: Worker): void => {
    opened.set(worker, { kind: 'Worker', origin: workerOrigins.shift() ?? 'made by Node', isHeld: () => true });
    worker.once('exit', () => opened.delete(worker));
  };
  const onProcess = (message: unknown): void => {
    const { process: child } = message as { process: ChildProcess };
    opened.set(child, { kind: 'ChildProcess', origin: caller(), isHeld: () => true });
    child.once('exit', () => opened.delete(child));
  };
  hook.enable();
  process.on('worker', onWorker);
  subscribe('child_process', onProcess);

  return async () => {
    const deadline = realNow() + CLOSING_TIME;
    const held = (): Opened[] => [...opened.values()].filter(({ isHeld }) => isHeld());
    // One turn at least: Node reports the end of a cleared timer in the turn after.
    do await settled(1);
    while (held().length > 0 && realNow() < deadline);

    hook.disable();
    process.off('worker', onWorker);
    unsubscribe('child_process', onProcess);
    const left = held().map(({ kind, origin }) => `${kind} ${origin}`);
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  };
}

function isHandle(resource: object): resource is { hasRef(): boolean } {
  return 'hasRef' in resource && typeof resource.hasRef === 'function';
}

/** The first frame of the stack outside of Node and of this file: `at …`. */
function caller(): string {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  return (
    frames.find((frame) => !frame.includes('node:') && !frame.includes(import.meta.filename))?.trim() ?? 'made by Node'
  );
}

function isTestRunner(frame: string): boolean {
  return /node_modules\/(@vitest|vitest|birpc)\//.test(frame);
}
