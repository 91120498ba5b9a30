import type { Room } from '../room.ts';
import { queuePlans, type QueuePlan } from './queues/plan.ts';
import { playQueue } from './queues/play.ts';

/** The queues of one thread, their users cancelled at any moment. */
export const queues: Room<QueuePlan> = {
  name: 'queues',
  plans: queuePlans,
  play: (plan, stage) => playQueue(plan, stage),
};
