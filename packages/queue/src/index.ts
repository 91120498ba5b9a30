export {
  QueueEmpty,
  QueueEmpty as Empty,
  QueueFull,
  QueueFull as Full,
  QueueShutDown,
  QueueShutDown as ShutDown,
  type QueueErrorOptions,
  type QueueFullOptions,
} from './errors.ts';
export { LifoQueue } from './lifo-queue.ts';
export type { QueueOptions, ShutdownOptions } from './options.ts';
export { PriorityQueue, type PriorityQueueOptions } from './priority-queue.ts';
export { Queue } from './queue.ts';
export { SimpleQueue } from './simple-queue.ts';
