export { SerializationError, WorkerLostError, type WorkerExit } from './errors.ts';
export { blockOpenly, endedAlready, endWithProgram } from './end-with-program.ts';
export { inheritedFlags } from './inherited-flags.ts';
export { packError, unpackError, type PackedError } from './packed-error.ts';
export { checkSendable } from './sendable.ts';
export { loadTask, taskDefinition, type TaskDefinition } from './task-definition.ts';
export type { AnyFunction } from './task-function.ts';
export { taskModule, type TaskModule } from './task-module.ts';
