export type { TaskLike } from '@x/future/context';
export { enterTask, leaveTask, swapCurrentTask } from './task/entered-task.ts';
export { registerTask, unregisterTask, type RegisteredTask } from './task/registered-tasks.ts';
