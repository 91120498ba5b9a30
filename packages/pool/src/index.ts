export { taskModule, WorkerLostError, type TaskModule } from '@x/executor';
export { registerError, TimeoutError } from '@x/future';
export { AsyncResult, AsyncResult as ApplyResult, MapResult } from './async-result.ts';
export { cpuCount } from './cpu-count.ts';
export { MaybeEncodingError, PoolTerminatedError } from './errors.ts';
export { IMapIterator, IMapUnorderedIterator } from './imap-iterator.ts';
export { Pool, type PoolOptions } from './pool.ts';
export { ThreadPool, type ThreadWorkerOptions } from './thread-pool.ts';
export {
  WorkerPool,
  type ApplyOptions,
  type CallbackOptions,
  type ChunkSizeOptions,
  type IMapOptions,
  type PoolState,
} from './worker-pool.ts';
