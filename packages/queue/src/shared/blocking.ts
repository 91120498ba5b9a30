import type { Bell, Listener } from './bell.ts';
import { NOT_YET } from './line.ts';

/**
 * How many attempts come before the thread sleeps. They take about as long as sleeping and waking, so this at most
 * doubles the cost of a long wait, and saves all of it when the other thread is at work on another processor.
 */
const ATTEMPTS = 500;

/** Blocks the thread until `attempt` succeeds or throws; {@link NOT_YET} when `timeout` milliseconds were too short. */
export function block<T>(
  bell: Bell,
  listener: Listener,
  attempt: () => T | typeof NOT_YET,
  timeout: number | undefined,
): T | typeof NOT_YET {
  const deadline = performance.now() + (timeout ?? Infinity);
  for (let attempts = timeout === 0 ? 1 : ATTEMPTS; attempts > 0; attempts--) {
    const outcome = attempt();
    if (outcome !== NOT_YET) return outcome;
  }
  for (;;) {
    // Armed before the attempt, so that a change in between is heard.
    const armed = bell.arm(listener);
    const outcome = attempt();
    const left = deadline - performance.now();
    if (outcome !== NOT_YET || left <= 0) return outcome;
    bell.wait(armed, left);
  }
}
