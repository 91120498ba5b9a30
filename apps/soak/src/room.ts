import type { Arbitrary } from 'fast-check';
import type { Stage } from './stage.ts';

/** A random program: how things are made, and what is done with them, one step after the other. All of it is JSON. */
export interface Plan<Setup = unknown, Step = unknown> {
  readonly setup: Setup;
  /** Each of them makes sense without the others, so that a failing plan can be shortened. */
  readonly steps: readonly Step[];
}

/** A part of the toolkit, and the programs that it is put through. */
export interface Room<P extends Plan = Plan> {
  readonly name: string;
  readonly plans: Arbitrary<P>;
  /** Plays the plan to its end, and tells the stage what did not hold. */
  play(plan: P, stage: Stage): Promise<void>;
}
