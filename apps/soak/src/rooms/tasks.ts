import type { Room } from '../room.ts';
import { taskPlans, type TaskPlan } from './tasks/plan.ts';
import { playTasks } from './tasks/play.ts';

/** Tasks, groups, timeouts and primitives, cancelled at any moment, in virtual and in real time. */
export const tasks: Room<TaskPlan> = {
  name: 'tasks',
  plans: taskPlans,
  play: (plan, stage) => playTasks(plan, stage),
};
