import { isMainThread } from 'node:worker_threads';
import { joinOwnThreadsSync } from './registry.ts';

let isWatching = false;

/**
 * From here on an uncaught exception of the program ends it when its threads are done, as in Python. Node would end
 * them with it.
 */
export function stayForThreads(): void {
  if (isWatching || !isMainThread) return;
  isWatching = true;
  process.on('uncaughtExceptionMonitor', () => process.once('exit', joinOwnThreadsSync));
}
