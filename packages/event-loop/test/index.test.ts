import { expect, it } from 'vitest';
import * as extending from '../src/extending.ts';
import * as eventLoop from '../src/index.ts';
import * as testing from '../src/testing.ts';

it('exports these names and no others', () => {
  expect(Object.keys(eventLoop).sort()).toMatchInlineSnapshot(`
    [
      "ALL_COMPLETED",
      "BaseException",
      "BaseExceptionGroup",
      "CancelledError",
      "Context",
      "ContextVar",
      "CoroutineObject",
      "DoneAndPending",
      "EventLoop",
      "ExceptionGroup",
      "FIRST_COMPLETED",
      "FIRST_EXCEPTION",
      "FrameCallGraphEntry",
      "Future",
      "FutureCallGraph",
      "Handle",
      "InvalidStateError",
      "KeyboardInterrupt",
      "NotImplementedError",
      "Runner",
      "RuntimeError",
      "Scheduler",
      "SystemExit",
      "Task",
      "TaskGroup",
      "Timeout",
      "TimeoutError",
      "TimerHandle",
      "Token",
      "allTasks",
      "asCompleted",
      "captureCallGraph",
      "catchGroup",
      "copyContext",
      "coroutine",
      "createEagerTaskFactory",
      "createTask",
      "currentTask",
      "eagerTaskFactory",
      "ensureFuture",
      "formatCallGraph",
      "futureAddToAwaitedBy",
      "futureDiscardFromAwaitedBy",
      "gather",
      "getEventLoop",
      "getRunningLoop",
      "guard",
      "isCoroutine",
      "isCoroutineFunction",
      "isFuture",
      "newEventLoop",
      "printCallGraph",
      "rethrowIfCancelled",
      "run",
      "runCoroutineThreadsafe",
      "scheduler",
      "setEventLoop",
      "shield",
      "sleep",
      "staggeredRace",
      "taskGroup",
      "timeout",
      "timeoutAt",
      "toThread",
      "wait",
      "waitFor",
      "wrapFuture",
    ]
  `);
});

it('exports these names for tests', () => {
  expect(Object.keys(testing).sort()).toMatchInlineSnapshot(`
    [
      "DeadlockError",
      "ExploreError",
      "OutsideError",
      "VirtualClock",
      "VirtualEventLoop",
      "explore",
      "runVirtual",
      "virtual",
    ]
  `);
});

it('exports these names for tasks and loops of another make', () => {
  expect(Object.keys(extending).sort()).toMatchInlineSnapshot(`
    [
      "enterTask",
      "leaveTask",
      "registerTask",
      "swapCurrentTask",
      "unregisterTask",
    ]
  `);
});
