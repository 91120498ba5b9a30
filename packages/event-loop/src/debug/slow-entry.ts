import { shown, Wait, type Runnable } from '@x/future/context';
import { TurnEntry } from '../task/turn-entry.ts';

/** Logs an entry of the ready queue that kept the loop longer than `limit` milliseconds. */
export function reportSlowEntry(entry: Runnable, took: number, limit: number): void {
  if (took < limit) return;
  console.warn(`Executing ${shown(workOf(entry))} took ${(took / 1000).toFixed(3)} seconds`);
}

/** Whose work an entry is: the steps of a task come in several shapes. */
function workOf(entry: Runnable): unknown {
  if (entry instanceof TurnEntry) return entry.task;
  return entry instanceof Wait ? (entry.scope?.task ?? entry) : entry;
}
