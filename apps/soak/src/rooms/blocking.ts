import type { Room } from '../room.ts';
import { blockingPlans, type BlockingPlan } from './blocking/plan.ts';
import { playBlocking } from './blocking/play.ts';

/** Executors and pools from a thread that blocks, and hears only what reaches it so. */
export const blocking: Room<BlockingPlan> = {
  name: 'blocking',
  plans: blockingPlans,
  play: (plan, stage) => playBlocking(plan, stage),
};
