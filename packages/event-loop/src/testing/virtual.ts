import type { Coroutine } from '../task/coroutine.ts';
import { runVirtual } from './run-virtual.ts';
import type { VirtualLoopOptions } from './virtual-loop.ts';

/**
 * Makes a test function of a body, to be run in virtual time: for Vitest, and every runner that awaits what a test
 * returns.
 *
 * @example
 * ```ts
 * it('gives up after an hour', virtual(async () => {
 *   await expect(waitFor(sleep(Infinity), 3_600_000)).rejects.toThrow(TimeoutError);
 * }));
 * ```
 */
export function virtual(body: Coroutine<unknown>, options?: VirtualLoopOptions): () => Promise<void> {
  return async () => {
    await runVirtual(body, options);
  };
}
