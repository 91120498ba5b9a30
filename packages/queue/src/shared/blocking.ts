import { availableParallelism } from 'node:os';
import type { Bell, Listener } from './bell.ts';
import { NOT_YET } from './line.ts';
import { pause } from './pause.ts';

/**
 * How long to try before the thread sleeps, in milliseconds. It is as long as falling asleep and being woken may take,
 * so that it at most doubles the cost of a long wait, and saves all of it when the other thread is at work on another
 * processor.
 */
const LONGEST_TRYING = 0.05;
const SHORTEST_TRYING = 0.002;

const SHORTEST_PAUSE = 64;
const LONGEST_PAUSE = 1_024;

/** What to block for. */
export interface Blocking<T> {
  readonly bell: Bell;
  readonly listener: Listener;
  readonly attempt: () => T | typeof NOT_YET;
  /**
   * Moments until the second attempt, then twice as many each time: the other thread gets ahead meanwhile, and several
   * items can follow each other. Two threads that work on the same slot take turns at the same piece of memory, and are
   * half as fast.
   */
  readonly firstPause?: number;
}

/** With one processor the other thread cannot go on meanwhile. */
const MOST_TRYING = availableParallelism() > 1 ? LONGEST_TRYING : SHORTEST_TRYING;

/** Shorter after each time that it was in vain: the other thread may need this processor. */
let trying = MOST_TRYING;

/** Blocks the thread until `attempt` succeeds or throws; {@link NOT_YET} when `timeout` milliseconds were too short. */
export function block<T>(
  { bell, listener, attempt, firstPause = SHORTEST_PAUSE }: Blocking<T>,
  timeout: number | undefined,
): T | typeof NOT_YET {
  const begin = performance.now();
  const deadline = begin + (timeout ?? Infinity);
  const asleep = Math.min(begin + trying, deadline);
  for (let moments = firstPause; ; moments *= 2) {
    pause(Math.min(moments, LONGEST_PAUSE));
    const outcome = attempt();
    if (outcome !== NOT_YET) {
      trying = Math.min(trying * 2, MOST_TRYING);
      return outcome;
    }
    if (performance.now() >= asleep) break;
  }
  trying = Math.max(trying / 2, SHORTEST_TRYING);
  for (;;) {
    // Armed before the attempt, so that a change in between is heard.
    const armed = bell.arm(listener);
    const outcome = attempt();
    const left = deadline - performance.now();
    if (outcome !== NOT_YET || left <= 0) return outcome;
    bell.wait(armed, left);
  }
}
