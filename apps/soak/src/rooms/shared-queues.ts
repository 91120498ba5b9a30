import type { Room } from '../room.ts';
import { sharedQueuePlans, type SharedQueuePlan } from './shared-queues/plan.ts';
import { playSharedQueue } from './shared-queues/play.ts';

/** The queue between threads, some of which are terminated in the middle of it. */
export const sharedQueues: Room<SharedQueuePlan> = {
  name: 'shared-queues',
  plans: sharedQueuePlans,
  play: (plan, stage) => playSharedQueue(plan, stage),
};
