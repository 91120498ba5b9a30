import { BrokenExecutor, RuntimeError } from '@x/future';

/** How a worker ended. Exactly one of the fields says why, where that is known. */
export interface WorkerExit {
  /** The exit code, when it ended by itself. */
  readonly exitCode?: number | undefined;
  /** The signal that ended a worker process. */
  readonly signal?: string | undefined;
  /** What nobody caught in the worker, its running out of memory included. */
  readonly error?: unknown;
}

/**
 * The worker that ran the task ended before the task did. The executor has replaced the worker; only this task is
 * lost, and whether it had its effects is unknown.
 *
 * @remarks
 * Its neighbour {@link BrokenProcessPool} says that the whole executor is of no use any more. Which of them comes is
 * the choice of the option `onWorkerLost`.
 */
export class WorkerLostError extends RuntimeError {
  override readonly name = 'WorkerLostError';
  override readonly code = 'ERR_WORKER_LOST';
  /** The worker's name. */
  readonly worker: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;

  constructor(worker: string, exit: WorkerExit) {
    super(`${worker} ${describeExit(exit)} while it ran the task`, { cause: exit.error });
    this.worker = worker;
    this.exitCode = exit.exitCode;
    this.signal = exit.signal;
  }
}

/**
 * A worker process ended abruptly, or its initializer failed: every open future has failed with an error of this
 * class, and `submit` throws one.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.process.BrokenProcessPool | BrokenProcessPool}
 */
export class BrokenProcessPool extends BrokenExecutor {
  override readonly name = 'BrokenProcessPool';
  override readonly code = 'ERR_BROKEN_PROCESS_POOL';
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;

  constructor(message?: string, options: ErrorOptions & WorkerExit = {}) {
    super(message, options);
    this.exitCode = options.exitCode;
    this.signal = options.signal;
  }
}

/**
 * The initializer of a worker thread failed, or a thread ended under `onWorkerLost: 'break'`: every open future has
 * failed with an error of this class, and `submit` throws one.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.thread.BrokenThreadPool | BrokenThreadPool}
 */
export class BrokenThreadPool extends BrokenExecutor {
  override readonly name: string = 'BrokenThreadPool';
  override readonly code: string = 'ERR_BROKEN_THREAD_POOL';
  readonly exitCode: number | undefined;

  constructor(message?: string, options: ErrorOptions & WorkerExit = {}) {
    super(message, options);
    this.exitCode = options.exitCode;
  }
}

/**
 * {@link BrokenThreadPool} of an `InterpreterPoolExecutor`.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.interpreter.BrokenInterpreterPool | BrokenInterpreterPool}
 */
export class BrokenInterpreterPool extends BrokenThreadPool {
  override readonly name = 'BrokenInterpreterPool';
  override readonly code = 'ERR_BROKEN_INTERPRETER_POOL';
}

/** What could not be sent: an argument to a worker, or a result or error back. */
export type Sent = 'argument' | 'result' | 'error';

/**
 * An argument, a result or an error could not be copied to the other side. Only this task fails; `cause` is the
 * `DataCloneError`.
 *
 * @see Python: `PicklingError`
 */
export class SerializationError extends RuntimeError {
  override readonly name = 'SerializationError';
  override readonly code = 'ERR_SERIALIZATION';
  readonly what: Sent;

  constructor(what: Sent, message: string, options?: ErrorOptions) {
    super(message);
    if (options !== undefined && 'cause' in options) this.cause = options.cause;
    this.what = what;
  }
}

const OPEN = '\n"""\n';
const CLOSE = '\n"""';

/**
 * Stands at the end of the causes of an error that came from a worker; its message is the stack there.
 *
 * @see Python: `concurrent.futures.process._RemoteTraceback`
 */
export class RemoteTraceback extends Error {
  override readonly name = 'RemoteTraceback';
  readonly code = 'ERR_REMOTE_TRACEBACK';

  constructor(tb: string) {
    super(`${OPEN}${tb}${CLOSE}`);
    // Where the error was decoded says nothing to anybody.
    this.stack = `${this.name}: ${this.message}`;
  }

  /** The stack in the worker. */
  get tb(): string {
    return this.message.slice(OPEN.length, -CLOSE.length);
  }
}

/** How a worker ended, in words that follow its name. */
export function describeExit({ exitCode, signal, error }: WorkerExit): string {
  if ((error as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'ran out of memory';
  if (signal !== undefined) return `was ended by ${signal}`;
  if (error !== undefined) return `ended by an uncaught ${error instanceof Error ? error.name : typeof error}`;
  return exitCode === undefined ? 'ended' : `ended with exit code ${exitCode}`;
}
