// Node's own, whatever a test has put in place of the global one: files are no matter of fake time.
import { setImmediate } from 'node:timers';

let upcoming: (() => void)[] = [];

/**
 * Begins an operation of the system at the end of this turn of Node's loop, with all others that came up in the turn.
 *
 * @remarks
 * The threads that do the work go to sleep as soon as they find none, and to wake one takes longer than to read a small
 * file. Operations that are handed over together find the threads awake.
 *
 * @param start - must not throw.
 */
export function together(start: () => void): void {
  if (upcoming.push(start) === 1) setImmediate(startAll);
}

function startAll(): void {
  const starting = upcoming;
  upcoming = [];
  for (const start of starting) start();
}
