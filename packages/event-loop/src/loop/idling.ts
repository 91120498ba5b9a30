import type { Clock } from './clock.ts';
import type { Idling } from './pump.ts';

const LONGEST = 2 ** 31 - 1;

/** Sleeps on the clock's timer until something is due; I/O wakes the loop by making something ready. */
export class ClockIdling implements Idling {
  readonly #clock: Clock;
  /** Whether the process is kept alive even when nothing is due. */
  keepsAlive = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  wait(deadline: number | undefined, resume: () => void): () => void {
    if (deadline === undefined && !this.keepsAlive) return nothing;
    const delay = (deadline ?? Infinity) - this.#clock.now();
    // Timers know whole milliseconds, and round down; one that is too early would only come back.
    const timer = this.#clock.setTimeout(resume, Math.min(Math.max(0, Math.ceil(delay)), LONGEST));
    return () => this.#clock.clearTimeout(timer);
  }
}

function nothing(): void {}
