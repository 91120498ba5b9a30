import { type AnyFunction, Timer, Timers, type Wrapped } from '@x/codetiming';

/** The stages that a survey times, in the order in which a page passes them. */
const STAGES = ['fetch', 'save', 'read', 'index words'] as const;

export type Stage = (typeof STAGES)[number];

/** How long the runs of one stage took, in milliseconds. */
export interface StageTiming {
  readonly stage: Stage;
  readonly count: number;
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  /** 95 % of the runs took no longer. */
  readonly slow: number;
  readonly max: number;
}

/** The timers of one survey. */
export class Stages {
  readonly #timers = new Timers();

  /** `fn`, with each call timed as a run of `stage`. */
  wrap<F extends AnyFunction>(stage: Stage, fn: F): Wrapped<F> {
    return new Timer({ name: stage, timers: this.#timers, logger: null }).wrap(fn);
  }

  /** The stages that ran. */
  summarize(): StageTiming[] {
    const timers = this.#timers;
    return STAGES.filter((stage) => timers.has(stage)).map((stage) => ({
      stage,
      count: timers.count(stage),
      total: timers.total(stage),
      mean: timers.mean(stage),
      median: timers.median(stage),
      slow: timers.percentile(stage, 95),
      max: timers.max(stage),
    }));
  }
}
