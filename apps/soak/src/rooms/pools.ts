import type { Room } from '../room.ts';
import { poolPlans, type PoolPlan } from './pools/plan.ts';
import { playPool } from './pools/play.ts';

/** `Pool` and `ThreadPool`, their workers under attack. */
export const pools: Room<PoolPlan> = {
  name: 'pools',
  plans: poolPlans,
  play: (plan, stage) => playPool(plan, stage),
};
