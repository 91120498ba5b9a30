export { taskContext, type TaskContext } from './task-context.ts';
export { transfer } from './transfer.ts';
