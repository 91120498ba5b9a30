export {
  ALL_COMPLETED,
  BaseException,
  BaseExceptionGroup,
  CancelledError,
  catchGroup,
  ExceptionGroup,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  InvalidStateError,
  isFuture,
  KeyboardInterrupt,
  NotImplementedError,
  rethrowIfCancelled,
  RuntimeError,
  SystemExit,
  TimeoutError,
  type ReturnWhen,
  type WaitOptions,
} from '@x/future';
export { guard } from '@x/future/context';
export {
  captureCallGraph,
  FrameCallGraphEntry,
  FutureCallGraph,
  type CallGraphOptions,
} from './call-graph/call-graph.ts';
export { futureAddToAwaitedBy, futureDiscardFromAwaitedBy } from './call-graph/awaited-by.ts';
export { formatCallGraph, printCallGraph, type PrintCallGraphOptions } from './call-graph/format-call-graph.ts';
export type { StackFrame } from './call-graph/stack-frame.ts';
export { asCompleted, type CompletionIterator } from './combine/as-completed.ts';
export type { Body } from './combine/body.ts';
export { gather, type Gathered, type GatherOptions } from './combine/gather.ts';
export { shield } from './combine/shield.ts';
export { sleep, type SleepOptions } from './combine/sleep.ts';
export { staggeredRace, type RaceResult } from './combine/staggered-race.ts';
export { TaskGroup, taskGroup } from './combine/task-group.ts';
export { Timeout, timeout, timeoutAt } from './combine/timeout.ts';
export { waitFor } from './combine/wait-for.ts';
export { DoneAndPending, wait, type WaitForTasksOptions } from './combine/wait.ts';
export { Context, ContextVar, copyContext, Token, type ContextVarOptions } from './context/context.ts';
export type { TaskEvent } from './debug/task-events.ts';
export { Future, type DoneCallbackOptions, type FutureOptions } from './future/future.ts';
export { wrapFuture } from './future/wrap-future.ts';
export type { CallbackLoop, EventLoopOptions, ScheduleOptions } from './loop/callback-loop.ts';
export type { Clock } from './loop/clock.ts';
export { EventLoop, newEventLoop, type TaskFactory } from './loop/event-loop.ts';
export type { ExceptionContext, ExceptionHandler } from './loop/exception-handler.ts';
export { Handle, TimerHandle } from './loop/handle.ts';
export type { Idling } from './loop/pump.ts';
export { getEventLoop, getRunningLoop, setEventLoop } from './loop/running-loop.ts';
export type { Signal } from './loop/signal-handlers.ts';
export { run } from './run/run.ts';
export { runCoroutineThreadsafe } from './run/run-coroutine-threadsafe.ts';
export { Runner, type RunnerOptions, type RunOptions } from './run/runner.ts';
export { toThread } from './run/to-thread.ts';
export {
  Scheduler,
  Scheduler as scheduler,
  type EnterOptions,
  type ScheduledEvent,
  type SchedulerOptions,
} from './scheduler/scheduler.ts';
export type { CancellableFuture } from './task/cancellable-future.ts';
export { coroutine, CoroutineObject } from './task/coroutine-object.ts';
export {
  isCoroutine,
  isCoroutineFunction,
  type Awaitable,
  type Coroutine,
  type CoroutineFunction,
  type CoroutineLike,
  type Steps,
} from './task/coroutine.ts';
export { allTasks, createTask, currentTask, type LoopChoice } from './task/current-task.ts';
export { createEagerTaskFactory, eagerTaskFactory, type TaskConstructor } from './task/eager.ts';
export { ensureFuture, type EnsureFutureOptions } from './task/ensure-future.ts';
export type { PrintStackOptions, StackOptions } from './task/stack.ts';
export { Task, type TaskOptions } from './task/task.ts';
