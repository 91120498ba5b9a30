import type { Room } from '../room.ts';
import { executorPlans, type ExecutorPlan } from './executors/plan.ts';
import { playExecutor } from './executors/play.ts';

/** Thread and process executors, their workers under attack. */
export const executors: Room<ExecutorPlan> = {
  name: 'executors',
  plans: executorPlans,
  play: (plan, stage) => playExecutor(plan, stage),
};
