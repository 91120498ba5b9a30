import type { LossWatch } from './report-loss.ts';

/** The error that ended a future, and the watch that reports it if nobody reads it. */
export class Failure {
  readonly error: unknown;
  #watch: LossWatch | undefined;

  constructor(error: unknown, watch: LossWatch) {
    this.error = error;
    this.#watch = watch;
  }

  /** Somebody has read the error: there is nothing to report. */
  markSeen(): void {
    this.#watch?.release();
    this.#watch = undefined;
  }
}
