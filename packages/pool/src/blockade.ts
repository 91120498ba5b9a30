import { FIRST_COMPLETED, RuntimeError, TimeoutError, waitSync, type BlockOptions, type Future } from '@x/future';
import { checkWaitOptions } from '@x/future/context';

/** Blocks the thread, within one limit for all its calls, until a future of a changing list is done. */
export class Blockade {
  readonly #timeout: number | undefined;
  readonly #deadline: number;

  constructor({ timeout }: BlockOptions) {
    checkWaitOptions({ timeout });
    this.#timeout = timeout;
    this.#deadline = performance.now() + (timeout ?? Infinity);
  }

  /**
   * Blocks until one of `calls` is done.
   *
   * @throws {@link RuntimeError} when there is none: what is waited for has to be read from async input first.
   * @throws {@link TimeoutError} when it takes too long.
   */
  until(calls: readonly Future<unknown>[]): void {
    if (calls.length === 0) {
      throw new RuntimeError('would deadlock: async input cannot be read while this thread is blocked');
    }
    const timeout = Math.max(0, this.#deadline - performance.now());
    const limits = this.#timeout === undefined ? {} : { timeout };
    const { done } = waitSync(calls, { ...limits, returnWhen: FIRST_COMPLETED });
    if (done.size > 0) return;
    const limit = this.#timeout ?? 0;
    throw new TimeoutError(`no call ended within ${limit} ms`, { timeout: limit });
  }
}
