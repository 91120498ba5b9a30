import { CancelledError } from '../errors.ts';

const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
const isAdjustable = limit?.writable === true;

/**
 * The error that cancels something: without a stack, which would only show the call of `cancel()` and costs more than
 * all the rest of it.
 */
export function cancellation(msg?: unknown): CancelledError {
  if (!isAdjustable) return new CancelledError(msg);
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new CancelledError(msg);
  } finally {
    Error.stackTraceLimit = before;
  }
}
