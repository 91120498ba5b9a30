import { Worker } from 'node:worker_threads';
import type { KeepOrder } from './order.ts';

const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './keeper-entry.ts' : './keeper-entry.js', import.meta.url);

// An idle keeper waits so long for the next process, in milliseconds.
const IDLE = 100;

let keeper: Worker | undefined;
let kept = 0;
let leaving: NodeJS.Timeout | undefined;

/**
 * Has a process started and kept by a thread of its own, which hears of its end even while this thread is blocked:
 * Node sees to child processes in the event loop of whoever started them.
 */
export function order(what: KeepOrder): void {
  clearTimeout(leaving);
  keeper ??= startKeeper();
  kept += 1;
  const ports = [what.port, what.stdin, what.stdout, what.stderr].filter((port) => port !== undefined);
  keeper.postMessage(what, ports);
}

/** The process has ended. */
export function orderDone(): void {
  kept -= 1;
  if (kept > 0) return;
  leaving = setTimeout(() => {
    keeper?.postMessage('leave');
    keeper = undefined;
  }, IDLE).unref();
}

function startKeeper(): Worker {
  const worker = new Worker(ENTRY, { name: 'process keeper', execArgv: [] });
  worker.unref();
  return worker;
}
