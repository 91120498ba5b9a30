import { shown } from './shown.ts';

/**
 * The root of errors that ordinary error handling should let pass: cancelling, and orders to end the program.
 *
 * @remarks
 * **Differs from Python.** `catch` cannot be told to skip a kind of error. Code that catches everything should rethrow
 * what `instanceof BaseException`; {@link rethrowIfCancelled} does it for {@link CancelledError}.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#BaseException | BaseException}
 */
export class BaseException extends Error {
  override readonly name: string = 'BaseException';
  readonly code: string = 'ERR_BASE_EXCEPTION';
  /** What the constructor was given, as in Python: empty, or one value of any type. */
  readonly args: readonly unknown[];

  constructor(...args: readonly unknown[]) {
    super(messageOf(args[0]));
    this.args = args.length > 0 && args[0] === undefined ? args.slice(1) : args;
  }
}

/**
 * The task or future was cancelled before it had a result.
 *
 * @remarks
 * Thrown into a task at the wait where `cancel()` reached it, and by everything that asks a cancelled future for its
 * value. The message given to `cancel(msg)` is `args[0]`, of any type.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError | asyncio.CancelledError}
 */
export class CancelledError extends BaseException {
  override readonly name = 'CancelledError';
  override readonly code = 'ERR_CANCELLED';
}

/** Ctrl-C ended the program's main task. Exit code 130 is for the caller to set. */
export class KeyboardInterrupt extends BaseException {
  override readonly name = 'KeyboardInterrupt';
  override readonly code = 'ERR_KEYBOARD_INTERRUPT';
}

/**
 * A task, thread or process asks for its end. `exitCode` is the code that Python would leave: of `code` itself when it
 * is a number, 0 without one, and 1 for anything else, which is then a text for stderr.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#SystemExit | SystemExit}
 */
export class SystemExit extends BaseException {
  override readonly name = 'SystemExit';
  override readonly code = 'ERR_SYSTEM_EXIT';
  /** The exit code asked for; 0 when none was given. */
  readonly exitCode: number;

  /** @param code - Python's `code`: mostly a number; `true` is 1, `false` 0. */
  constructor(code: unknown = 0) {
    super(code);
    this.exitCode = toExitCode(code);
  }
}

/** Something was used in a way or at a time in which it cannot work. */
export class RuntimeError extends Error {
  override readonly name: string = 'RuntimeError';
  readonly code: string = 'ERR_RUNTIME';
}

/** A method that a subclass has to provide was called on the abstract class. */
export class NotImplementedError extends RuntimeError {
  override readonly name = 'NotImplementedError';
  override readonly code = 'ERR_NOT_IMPLEMENTED';

  constructor(what = 'this method') {
    super(`${what} is not implemented`);
  }
}

/** Facts kept on a {@link TimeoutError}. */
export interface TimeoutErrorOptions extends ErrorOptions {
  /** How long the caller was willing to wait, in milliseconds. */
  readonly timeout?: number | undefined;
}

/**
 * The wait ran out of time. What was waited for goes on, unless the method says that it is cancelled.
 *
 * @remarks
 * **Differs from Python.** One class serves asyncio, concurrent.futures and multiprocessing. It is not the
 * `DOMException` of `AbortSignal.timeout()`.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#TimeoutError | TimeoutError}
 */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ERR_TIMEOUT';
  /** How long the caller was willing to wait, in milliseconds, where one number says it. */
  readonly timeout: number | undefined;

  constructor(message = '', options: TimeoutErrorOptions = {}) {
    super(message, options);
    this.timeout = options.timeout;
  }
}

/**
 * The operation does not fit the state of its object: a result before there is one, a second result, a closed file.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.InvalidStateError | asyncio.InvalidStateError}
 */
export class InvalidStateError extends Error {
  override readonly name: string = 'InvalidStateError';
  readonly code: string = 'ERR_INVALID_STATE';
}

/**
 * The executor lost what it needs to run tasks; the base of each executor's own error. Later submits are refused.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.BrokenExecutor | BrokenExecutor}
 */
export class BrokenExecutor extends RuntimeError {
  override readonly name: string = 'BrokenExecutor';
  override readonly code: string = 'ERR_BROKEN_EXECUTOR';
}

/**
 * For a `catch` that handles ordinary errors only: throws `error` on when it is a cancellation.
 *
 * @example
 * ```ts
 * try {
 *   await work();
 * } catch (error) {
 *   rethrowIfCancelled(error);
 *   report(error);
 * }
 * ```
 */
export function rethrowIfCancelled(error: unknown): void {
  if (error instanceof CancelledError) throw error;
}

function messageOf(arg: unknown): string {
  if (arg === undefined) return '';
  return typeof arg === 'string' ? arg : shown(arg);
}

function toExitCode(code: unknown): number {
  if (code === null) return 0;
  return typeof code === 'number' || typeof code === 'boolean' ? Number(code) : 1;
}
