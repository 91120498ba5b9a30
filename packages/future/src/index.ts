export {
  asCompleted,
  asCompletedSync,
  type FutureIterator,
  type FutureStep,
  type FutureSteps,
  type FutureStepsAgain,
} from './as-completed.ts';
export type { BlockOptions, Completer } from './blocking.ts';
export type { WaitOptions } from './context/limits.ts';
export { registerError, registeredError, type ErrorClass } from './error-registry.ts';
export {
  BaseException,
  BrokenExecutor,
  CancelledError,
  InvalidStateError,
  KeyboardInterrupt,
  NotImplementedError,
  rethrowIfCancelled,
  RuntimeError,
  SystemExit,
  TimeoutError,
  type TimeoutErrorOptions,
} from './errors.ts';
export { BaseExceptionGroup, catchGroup, ExceptionGroup, type ErrorCondition } from './exception-group.ts';
export type { Executor, ShutdownOptions } from './executor.ts';
export type { Follower, Waiter } from './followers.ts';
export { Future, type DoneCallback, type FutureState } from './future.ts';
export { FUTURE, isFuture } from './is-future.ts';
export {
  ALL_COMPLETED,
  DoneAndNotDone,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  wait,
  waitSync,
  type ReturnWhen,
  type WaitForFuturesOptions,
} from './wait.ts';
