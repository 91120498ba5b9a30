import { RuntimeError } from '@x/future';
import { shown } from '@x/future/context';
import { Future } from '../future/future.ts';
import { findRunningLoop } from '../loop/running-loop.ts';
import { currentTask } from '../task/current-task.ts';
import type { Task } from '../task/task.ts';
import { awaitedByOn, notedWaiters } from './awaited-by.ts';
import { captureFrames, type StackFrame } from './stack-frame.ts';
import { outerFrames, suspendedStack } from './task-stack.ts';

/** How much of the stacks is captured. */
export interface CallGraphOptions {
  /**
   * The frame at which the stack of the running task begins: 1, the default, is the caller, 2 its caller, and so on.
   */
  readonly depth?: number | undefined;
  /**
   * How many frames of each stack are kept, the innermost ones; a negative number keeps the outermost. All by default.
   */
  readonly limit?: number | undefined;
}

/**
 * One frame of a {@link FutureCallGraph}.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.FrameCallGraphEntry | asyncio.FrameCallGraphEntry}
 */
export class FrameCallGraphEntry {
  readonly frame: StackFrame;

  constructor(frame: StackFrame) {
    this.frame = frame;
  }
}

/**
 * A future, where its code is, and who awaits it.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.FutureCallGraph | asyncio.FutureCallGraph}
 */
export class FutureCallGraph {
  readonly future: Future<unknown>;
  /** Innermost first; empty for a future that is no task. */
  readonly callStack: readonly FrameCallGraphEntry[];
  readonly awaitedBy: readonly FutureCallGraph[];

  constructor(
    future: Future<unknown>,
    callStack: readonly FrameCallGraphEntry[],
    awaitedBy: readonly FutureCallGraph[],
  ) {
    this.future = future;
    this.callStack = callStack;
    this.awaitedBy = awaitedBy;
  }
}

/**
 * Who waits for a future, who waits for them, and where each of them is.
 *
 * @remarks
 * Nothing is recorded beforehand: the waits of the loop's tasks are looked through at the call.
 *
 * **Differs from Python.** JavaScript does not tell where a suspended function stands. In debug mode tasks note where
 * their waits begin; otherwise, and where a future is awaited, the stack has the names of the task's coroutines. The
 * running task shows its exact stack.
 *
 * @param future - the running task by default.
 * @returns `undefined` when no future is given and no task runs.
 * @throws RuntimeError outside of a loop, when no future is given. TypeError when `future` is no future of a loop.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.capture_call_graph | asyncio.capture_call_graph}
 */
export function captureCallGraph(
  future?: Future<unknown>,
  options: CallGraphOptions = {},
): FutureCallGraph | undefined {
  const { depth = 1, limit } = options;
  checkInteger('depth', depth);
  if (limit !== undefined) checkInteger('limit', limit);
  const loop = findRunningLoop();
  if (future === undefined && loop === undefined) {
    throw new RuntimeError('captureCallGraph() needs a future when it is called outside of a running event loop');
  }
  if (future !== undefined && !(future instanceof Future)) {
    throw new TypeError(`future must be a Future or a Task of a loop, got ${shown(future)}`);
  }
  const running = loop && currentTask();
  const root = future ?? running;
  if (root === undefined) return undefined;
  return new GraphBuilder(running, depth, limit).graphOf(root);
}

class GraphBuilder {
  readonly #running: Task<unknown> | undefined;
  readonly #depth: number;
  readonly #limit: number | undefined;
  #edges: ReturnType<typeof awaitedByOn> | undefined;
  /** The futures between the root and the one in hand: who awaits itself in a circle is shown once. */
  readonly #path = new Set<Future<unknown>>();

  constructor(running: Task<unknown> | undefined, depth: number, limit: number | undefined) {
    this.#running = running;
    this.#depth = depth;
    this.#limit = limit;
  }

  graphOf(future: Future<unknown>): FutureCallGraph {
    this.#edges ??= awaitedByOn(future.getLoop().tasks);
    this.#path.add(future);
    const waiters = new Set([...(this.#edges.get(future) ?? []), ...notedWaiters(future)]);
    const awaitedBy = [...waiters].filter((waiter) => !this.#path.has(waiter)).map((waiter) => this.graphOf(waiter));
    this.#path.delete(future);
    return new FutureCallGraph(
      future,
      this.#stackOf(future).map((frame) => new FrameCallGraphEntry(frame)),
      awaitedBy,
    );
  }

  #stackOf(future: Future<unknown>): StackFrame[] {
    const limit = this.#limit;
    if (limit === 0) return [];
    const stack =
      future === this.#running
        ? [...captureFrames().slice(Math.max(this.#depth - 1, 0)), ...outerFrames(this.#running)]
        : suspendedStack(future);
    if (limit === undefined) return stack;
    return limit > 0 ? stack.slice(0, limit) : stack.slice(limit);
  }
}

function checkInteger(name: string, value: unknown): void {
  if (!Number.isInteger(value)) throw new RangeError(`${name} must be an integer, got ${shown(value)}`);
}
