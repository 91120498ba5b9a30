import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';

/** Notes, in a worker, that a task has begun: a line that is there even when the worker dies after it. */
export function note(journal: string, id: number): void {
  appendFileSync(journal, `${id}\n`);
}

/** How often each task has begun. */
export function readJournal(journal: string): ReadonlyMap<number, number> {
  const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').filter(Boolean) : [];
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(Number(line), (counts.get(Number(line)) ?? 0) + 1);
  return counts;
}

/** Grows with each task that begins. */
export function lengthOf(journal: string): number {
  return statSync(journal, { throwIfNoEntry: false })?.size ?? 0;
}
