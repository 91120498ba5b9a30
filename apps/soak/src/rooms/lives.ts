import type { Room } from '../room.ts';
import { lifePlans, type LifePlan } from './lives/plan.ts';
import { playLives } from './lives/play.ts';

/** `Thread`, `Process` and `Timer`: begun, waited for in every way, ended at any moment. */
export const lives: Room<LifePlan> = {
  name: 'lives',
  plans: lifePlans,
  play: (plan, stage) => playLives(plan, stage),
};
