import { inspect } from 'node:util';
import { SystemExit } from '@x/future';
import type { BaseThread } from './base-thread.ts';

/** What a hook is told of an error that nobody caught in a thread. */
export interface ExceptHookArgs {
  /** The class of the error; `undefined` when something else was thrown. */
  readonly excType: (new (...args: never[]) => unknown) | undefined;
  /** What was thrown. */
  readonly excValue: unknown;
  /** Its stack, that of the thread. */
  readonly excTraceback: string | undefined;
  /** The thread. */
  readonly thread: BaseThread;
}

/** Handles an error that nobody caught in a thread. */
export type ExceptHook = (args: ExceptHookArgs) => void;

let hook: ExceptHook = __excepthook__;

/**
 * The hook that is there from the beginning: prints `Exception in thread NAME:` and the stack to stderr, and nothing for
 * {@link SystemExit}.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.excepthook | threading.__excepthook__}
 */
export function __excepthook__({ excValue, excTraceback, thread }: ExceptHookArgs): void {
  if (excValue instanceof SystemExit) return;
  process.stderr.write(`Exception in thread ${thread.name}:\n${excTraceback ?? inspect(excValue)}\n`);
}

/**
 * Calls the hook that is set.
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.excepthook | threading.excepthook}
 */
export function excepthook(args: ExceptHookArgs): void {
  hook(args);
}

/**
 * Sets the hook for errors that nobody catches in a thread; `setExcepthook(__excepthook__)` undoes it.
 *
 * @remarks
 * It runs in the thread that started the one with the error. What it throws itself is an uncaught exception of the
 * program.
 *
 * **Differs from Python.** There it is assigned to `threading.excepthook`, which an import cannot be.
 */
export function setExcepthook(next: ExceptHook): void {
  if (typeof next !== 'function') throw new TypeError(`hook must be a function, got ${typeof next}`);
  hook = next;
}

/** Tells the hook of an error. Never throws. */
export function reportUncaught(thread: BaseThread, error: unknown): void {
  if (error instanceof SystemExit) return;
  const isError = error instanceof Error;
  const args: ExceptHookArgs = {
    excType: isError ? (error.constructor as ExceptHookArgs['excType']) : undefined,
    excValue: error,
    excTraceback: isError ? error.stack : undefined,
    thread,
  };
  try {
    hook(args);
  } catch (failure) {
    process.stderr.write('Exception in threading.excepthook:\n');
    process.nextTick(() => {
      throw failure;
    });
  }
}
