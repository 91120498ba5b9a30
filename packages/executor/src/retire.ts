import type { Tinypool } from 'tinypool';

/**
 * Ends a pool whose worker has died: tinypool may have started another in its place.
 *
 * @remarks
 * Not by its `destroy()`, which waits in a way that an error of the worker meanwhile turns into an uncaught exception.
 */
export function retire(pool: Tinypool): void {
  pool.options.minThreads = 0;
  for (const worker of pool.threads) void worker.terminate();
}
