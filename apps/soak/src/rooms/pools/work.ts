/** What runs in the workers of pools: one argument, as `map` and `imap` give it. */
import { note } from '../../journal.ts';

export type Item = readonly [journal: string, id: number];

/** Fails for every seventh number. */
export function echoMost([journal, id]: Item): number {
  note(journal, id);
  if (id % 7 === 3) throw new RangeError(`failure ${id}`);
  return id;
}

export { die, echo, exit, exitWhileCloned, fail, giveBackFunction, sleep } from '../executors/work.ts';
