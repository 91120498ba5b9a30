export { cancellation } from './context/cancellation.ts';
export { Deque } from './context/deque.ts';
export { FutureWait } from './context/future-wait.ts';
export { guard } from './context/guard.ts';
export { startTimer } from './context/global-timer.ts';
export { LazyPromise } from './context/lazy-promise.ts';
export { checkWaitOptions, type WaitOptions } from './context/limits.ts';
export { LoopBinding } from './context/loop-binding.ts';
export { Raised } from './context/raised.ts';
export {
  bindToCaller,
  currentScope,
  enterScope,
  FOLLOWS_AWAITS,
  runInScope,
  swapActiveScope,
  type HandleLike,
  type LoopLike,
  type Runnable,
  type Scope,
  type TaskLike,
} from './context/scope.ts';
export { PromiseWait } from './context/promise-wait.ts';
export { rejected, resolved, Settled } from './context/settled.ts';
export { ListedWait, WaiterList } from './context/waiter-list.ts';
export { SUSPENDED, Wait, waitOf, type Consumer, type Interruption } from './context/wait.ts';
export { inspectAsText } from './inspect.ts';
export { warn, watchLoss, type LossReport, type LossWatch } from './report-loss.ts';
export { shown } from './shown.ts';
