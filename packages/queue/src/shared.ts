export type { ShutdownOptions } from './options.ts';
export { SharedQueue, type SharedQueueHandle, type SharedQueueOptions } from './shared/shared-queue.ts';
