import type { Coroutine } from '../task/coroutine.ts';
import { refuseInLoop, Runner, type RunnerOptions, type RunOptions } from './runner.ts';

/**
 * Runs a program: makes a loop, runs `main` on it as a task, cancels what it left running and closes the loop.
 *
 * @remarks
 * **Cancellation.** Ctrl-C cancels `main`, which may clean up; then `run` throws `KeyboardInterrupt`.
 *
 * **Differs from Python.** It returns a promise.
 *
 * @throws RuntimeError when the calling code runs in a loop. TypeError when `main` is no coroutine.
 * @example
 * ```ts
 * await run(async () => {
 *   await sleep(250);
 *   console.log('hello');
 * });
 * ```
 * @see Python: {@link https://docs.python.org/3/library/asyncio-runner.html#asyncio.run | asyncio.run}
 */
export async function run<T>(main: Coroutine<T>, options: RunnerOptions & RunOptions = {}): Promise<T> {
  refuseInLoop('run()');
  const runner = new Runner(options);
  try {
    return await runner.run(main, options);
  } finally {
    await runner.close();
  }
}
