import { shown } from '@x/future/context';

/**
 * Refuses what `await queue.get()` would wait for instead of handing it over.
 *
 * @throws TypeError when `item` is a promise or another thenable.
 */
export function refuseThenable(item: unknown): void {
  if (typeof (item as Partial<PromiseLike<unknown>> | null | undefined)?.then !== 'function') return;
  throw new TypeError(`item must not be a promise or other thenable, wrap it in an object: got ${shown(item)}`);
}
