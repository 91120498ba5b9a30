import { run } from '../run/run.ts';
import type { Coroutine } from '../task/coroutine.ts';
import { VirtualEventLoop, type VirtualLoopOptions } from './virtual-loop.ts';

/**
 * Runs a program in virtual time: a test of an hour takes a millisecond.
 *
 * @throws {@link DeadlockError} when everything waits for ever.
 */
export async function runVirtual<T>(main: Coroutine<T>, options?: VirtualLoopOptions): Promise<T> {
  return await run(main, { loopFactory: () => new VirtualEventLoop(options) });
}
