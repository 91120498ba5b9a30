export type { ChunkResult } from './chunk-result.ts';
export type { OnWorkerLost } from './config.ts';
export {
  BrokenInterpreterPool,
  BrokenProcessPool,
  BrokenThreadPool,
  RemoteTraceback,
  SerializationError,
  WorkerLostError,
  type Sent,
  type WorkerExit,
} from './errors.ts';
export { Executor, type AnyIterables, type Iterables } from './executor.ts';
export type { ResourceLimits } from './host.ts';
export { InterpreterPoolExecutor } from './interpreter-pool-executor.ts';
export type { ChunkOptions, MapOptions, SubmitOptions, WorkerOptions } from './options.ts';
export { ProcessPoolExecutor, type ProcessPoolOptions } from './process-pool-executor.ts';
export type { ExecutorStats } from './stats.ts';
export type { AnyFunction } from './task-function.ts';
export { taskModule, type TaskModule } from './task-module.ts';
export { ThreadPoolExecutor, type ThreadPoolOptions } from './thread-pool-executor.ts';
export { WorkerExecutor } from './worker-executor.ts';
