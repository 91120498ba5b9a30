export { DeadlockError, OutsideError } from './testing/errors.ts';
export { explore, ExploreError, type ExploreOptions } from './testing/explore.ts';
export { runVirtual } from './testing/run-virtual.ts';
export { virtual } from './testing/virtual.ts';
export { VirtualClock } from './testing/virtual-clock.ts';
export { VirtualEventLoop, type VirtualLoopOptions } from './testing/virtual-loop.ts';
