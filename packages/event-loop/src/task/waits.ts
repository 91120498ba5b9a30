import { Wait } from '@x/future/context';
import { ForeignWait } from './foreign-wait.ts';

/** The waits that a task has begun and not ended, in the order in which they began: mostly one, which needs no set. */
export type Waits = Wait<unknown> | ReadonlySet<Wait<unknown>> | undefined;

/** The waits with one more. */
export function withWait(waits: Waits, wait: Wait<unknown>): Waits {
  if (waits === undefined) return wait;
  if (waits instanceof Wait) return new Set([waits, wait]);
  return (waits as Set<Wait<unknown>>).add(wait);
}

/** The waits with one less; nothing changes when it is not among them. */
export function withoutWait(waits: Waits, wait: Wait<unknown>): Waits {
  if (waits === wait || waits === undefined) return undefined;
  if (!(waits instanceof Wait)) (waits as Set<Wait<unknown>>).delete(wait);
  return waits;
}

/** Whether there is none. */
export function hasNoWait(waits: Waits): boolean {
  return waits === undefined || (!(waits instanceof Wait) && waits.size === 0);
}

/** The waits as a list. */
export function listWaits(waits: Waits): Wait<unknown>[] {
  if (waits === undefined) return [];
  return waits instanceof Wait ? [waits] : [...waits];
}

/**
 * Cancels every wait that can still be reached; says whether there was one.
 *
 * @remarks
 * A generator's wait for native code of its own is left to that code, as long as the code waits for something itself.
 */
export function cancelWaits(waits: Waits, msg: unknown): boolean {
  if (waits === undefined) return false;
  if (waits instanceof Wait) return waits.cancel(msg);
  const all = [...waits];
  const own = all.filter((wait) => !(wait instanceof ForeignWait));
  let reached = false;
  for (const wait of own.length > 0 ? own : all) if (wait.cancel(msg)) reached = true;
  return reached;
}
