import { expect, it } from 'vitest';
import * as context from '../src/context.ts';
import * as future from '../src/index.ts';

it('exports these names and no others', () => {
  expect(Object.keys(future).sort()).toMatchInlineSnapshot(`
    [
      "ALL_COMPLETED",
      "BaseException",
      "BaseExceptionGroup",
      "BrokenExecutor",
      "CancelledError",
      "DoneAndNotDone",
      "ExceptionGroup",
      "FIRST_COMPLETED",
      "FIRST_EXCEPTION",
      "FUTURE",
      "Future",
      "InvalidStateError",
      "KeyboardInterrupt",
      "NotImplementedError",
      "RuntimeError",
      "SystemExit",
      "TimeoutError",
      "asCompleted",
      "asCompletedSync",
      "catchGroup",
      "isFuture",
      "registerError",
      "registeredError",
      "rethrowIfCancelled",
      "wait",
      "waitSync",
    ]
  `);
});

it('exports these names for authors of libraries', () => {
  expect(Object.keys(context).sort()).toMatchInlineSnapshot(`
    [
      "Deque",
      "FOLLOWS_AWAITS",
      "FutureWait",
      "LazyPromise",
      "ListedWait",
      "LoopBinding",
      "PromiseWait",
      "Raised",
      "SUSPENDED",
      "Settled",
      "Wait",
      "WaiterList",
      "bindToCaller",
      "cancellation",
      "checkWaitOptions",
      "currentScope",
      "enterScope",
      "guard",
      "inspectAsText",
      "rejected",
      "resolved",
      "runInScope",
      "shown",
      "startTimer",
      "swapActiveScope",
      "waitOf",
      "warn",
      "watchLoss",
    ]
  `);
});
