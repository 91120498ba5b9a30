export type { ShutdownOptions } from './options.ts';
export type { SharedQueueHandle } from './shared/handle.ts';
export { SharedQueue, type SharedQueueOptions } from './shared/shared-queue.ts';
