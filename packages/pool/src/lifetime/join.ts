import { TimeoutError, type BlockOptions, type Future, type WaitOptions } from '@x/future';
import { checkWaitOptions } from '@x/future/context';

/** Waits for the end of something; that `timeout` milliseconds are over first is no error. Negative ones are as 0. */
export async function join(ended: Future<void>, { timeout, signal }: WaitOptions = {}): Promise<void> {
  try {
    await ended.get({ timeout: atLeastZero(timeout), signal });
  } catch (error) {
    if (!(error instanceof TimeoutError) || error === signal?.reason) throw error;
  }
}

/** How long to block, in milliseconds. */
export function blockingTime({ timeout }: BlockOptions = {}): number {
  const limit = atLeastZero(timeout);
  checkWaitOptions({ timeout: limit });
  return limit ?? Infinity;
}

function atLeastZero(timeout: number | undefined): number | undefined {
  return timeout !== undefined && timeout < 0 ? 0 : timeout;
}
