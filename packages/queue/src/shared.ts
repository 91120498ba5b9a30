export type { ShutdownOptions } from './queue.ts';
export { SharedQueue, type SharedQueueHandle, type SharedQueueOptions } from './shared/shared-queue.ts';
