import { Wait, type Runnable } from '@x/future/context';
import { Task } from '../task/task.ts';
import { TurnEntry } from '../task/turn-entry.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Stands for the callbacks of the loop: they keep the order in which they were scheduled. */
const CALLBACKS = {};

/**
 * Puts the entries of an iteration into another order that a loop could have had.
 *
 * @remarks
 * Steps of different tasks change places. What a task does keeps its order, and so do callbacks, those who wait for one
 * future, and those to whom one primitive gave something: their order is promised.
 */
export function rearrange(entries: Runnable[], random: SeededRandom): void {
  const waiting = entries.map((entry) => ({ entry, ties: tiesOf(entry) }));
  for (let at = 0; at < entries.length; at += 1) {
    const free = waiting.filter(
      (one, index) => !waiting.slice(0, index).some((before) => isTied(before.ties, one.ties)),
    );
    const chosen = free[random.below(free.length)] as (typeof waiting)[number];
    waiting.splice(waiting.indexOf(chosen), 1);
    entries[at] = chosen.entry;
  }
}

/** What an entry has to keep its place in regard to. */
function tiesOf(entry: Runnable): readonly unknown[] {
  if (entry instanceof Task) return [entry];
  if (entry instanceof TurnEntry) return [entry.task];
  if (entry instanceof Wait) return [entry.scope?.task ?? CALLBACKS, entry.source].filter((tie) => tie !== undefined);
  return [CALLBACKS];
}

function isTied(before: readonly unknown[], one: readonly unknown[]): boolean {
  return one.some((tie) => before.includes(tie));
}
