export { DeadlockError, OutsideError } from './testing/errors.ts';
export { runVirtual } from './testing/run-virtual.ts';
export { VirtualClock } from './testing/virtual-clock.ts';
export { VirtualEventLoop, type VirtualLoopOptions } from './testing/virtual-loop.ts';
