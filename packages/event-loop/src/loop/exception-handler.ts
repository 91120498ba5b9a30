import { KeyboardInterrupt, SystemExit } from '@x/future';
import { shown } from '@x/future/context';
import type { EventLoop } from './event-loop.ts';

/**
 * What is known about an error that no caller will see.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_exception_handler | loop.call_exception_handler}
 */
export interface ExceptionContext {
  /** What happened. */
  readonly message: string;
  /** The error, where there is one. */
  readonly exception?: unknown;
  /** The future, task or handle concerned. */
  readonly future?: unknown;
  readonly task?: unknown;
  readonly handle?: unknown;
  readonly asyncgen?: unknown;
  /** Where the object concerned was made; in debug mode. */
  readonly sourceTraceback?: readonly string[] | undefined;
  readonly [detail: string]: unknown;
}

/** Called with the loop and what is known. */
export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => unknown;

/** Whether an error ends the program rather than the piece of work it came out of. */
export function endsProgram(error: unknown): boolean {
  return error instanceof KeyboardInterrupt || error instanceof SystemExit;
}

/** Writes what is known to the console. */
export function logExceptionContext(context: ExceptionContext): void {
  const lines = [context.message === '' ? 'Unhandled exception in event loop' : context.message];
  for (const key of Object.keys(context).sort()) {
    if (key === 'message' || key === 'exception' || context[key] === undefined) continue;
    const value = context[key];
    lines.push(
      `${key}: ${Array.isArray(value) ? ['', ...(value as unknown[])].map(String).join('\n  ') : shown(value)}`,
    );
  }
  if (context.exception === undefined) console.error(lines.join('\n'));
  else console.error(lines.join('\n'), '\n', context.exception);
}

/** Brings a report to the handler that was set, else to the default one; a handler that throws breaks nothing. */
export function dispatchException(
  loop: EventLoop,
  handler: ExceptionHandler | undefined,
  context: ExceptionContext,
): void {
  if (handler === undefined) {
    try {
      loop.defaultExceptionHandler(context);
    } catch (error) {
      if (endsProgram(error)) throw error;
      console.error('Exception in default exception handler', error);
    }
    return;
  }
  try {
    handler(loop, context);
  } catch (error) {
    if (endsProgram(error)) throw error;
    try {
      loop.defaultExceptionHandler({ message: 'Unhandled error in exception handler', exception: error, context });
    } catch (second) {
      if (endsProgram(second)) throw second;
      console.error(
        'Exception in default exception handler while handling an unexpected error in custom exception handler',
        second,
      );
    }
  }
}
