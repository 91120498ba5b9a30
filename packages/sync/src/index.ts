export { Barrier } from './barrier.ts';
export { BoundedSemaphore } from './bounded-semaphore.ts';
export { Condition, type ConditionOptions } from './condition.ts';
export { BrokenBarrierError } from './errors.ts';
export { Event, Event as AsyncEvent } from './event.ts';
export type { Hold } from './hold.ts';
export { Lock } from './lock.ts';
export { Semaphore } from './semaphore.ts';
