import { shown, Wait, type Runnable } from '@x/future/context';

/** Logs an entry of the ready queue that kept the loop longer than `limit` milliseconds. */
export function reportSlowEntry(entry: Runnable, took: number, limit: number): void {
  if (took < limit) return;
  const what = entry instanceof Wait ? (entry.scope?.task ?? entry) : entry;
  console.warn(`Executing ${shown(what)} took ${(took / 1000).toFixed(3)} seconds`);
}
