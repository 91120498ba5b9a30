import { BaseExceptionGroup, CancelledError } from '@x/future';
import { isValueError, OwnError } from './errors.ts';

/**
 * A value as it stands in a trace. Errors of the program and CancelledError show their message, all others only
 * their type under Python's name.
 */
export function format(value: unknown): string {
  if (value === undefined || value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(format).join(', ')}]`;
  if (value instanceof Error) return formatError(value);
  return typeof value === 'number' ? String(value) : (value as string);
}

export function formatError(error: unknown): string {
  if (error instanceof BaseExceptionGroup) return `${error.name}[${error.exceptions.map(formatError).join(', ')}]`;
  if (error instanceof CancelledError) return `CancelledError(${error.args.join(', ')})`;
  if (error instanceof OwnError) return `${error.name}(${error.message})`;
  if (isValueError(error)) return 'ValueError';
  return error instanceof Error ? error.name : String(error);
}
