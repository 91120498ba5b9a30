import type { Transfer } from '../buffers/channel.ts';

/**
 * Tries to answer a call from what is there: gives the answer, or the transfer that has to come first.
 *
 * @remarks
 * It is tried again after each transfer, and takes nothing before it has everything. So a call that is cancelled
 * leaves what was read for it to the next one.
 *
 * @param ended - whether the transfer before met the end of the file.
 */
export type Attempt<T> = (ended: boolean) => T | Transfer;

/** Work that a call needs done one time: gives the transfer when first asked, and nothing from then on. */
export function once(work: () => Promise<unknown>): () => Transfer | undefined {
  let hasBegun = false;
  return () => {
    if (hasBegun) return undefined;
    hasBegun = true;
    return work().then(() => false);
  };
}
