import { constants } from 'node:os';
import { UnsupportedOperation } from './errors.ts';

/**
 * Recognises the errors of the operating system: `error instanceof OSError`.
 *
 * @remarks
 * The errors are Node's own, with `code`, `errno`, `syscall` and `path`; no function of this package throws an
 * instance that was made from this class. It and its children below are the names by which Python code tells them
 * apart.
 *
 * @example
 * ```ts
 * try {
 *   await open('missing.txt');
 * } catch (error) {
 *   if (!(error instanceof FileNotFoundError)) throw error;
 *   error.code; // => 'ENOENT'
 * }
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#OSError | OSError}
 */
export abstract class OSError extends Error {
  /** The name of the error, as in `ENOENT`. */
  declare readonly code: string;
  /** Its number, negative as in Node. */
  declare readonly errno: number;
  /** The operation that failed, as in `open`. */
  declare readonly syscall: string;
  /** The file, where one is known. */
  declare readonly path?: string;
  /** On an error of `close()`: how many bytes that had been accepted could not be written. */
  declare readonly unflushed?: number;
  /** The codes that belong to the class; without them every code does. */
  protected static readonly codes: readonly string[] | undefined = undefined;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isSystemError(value) && (this.codes?.includes(value.code) ?? true);
  }
}

/** The file exists already: `EEXIST`. */
export abstract class FileExistsError extends OSError {
  protected static override readonly codes: readonly string[] = ['EEXIST'];
}

/** There is no such file or directory: `ENOENT`. */
export abstract class FileNotFoundError extends OSError {
  protected static override readonly codes: readonly string[] = ['ENOENT'];
}

/** A directory where a file was wanted: `EISDIR`. */
export abstract class IsADirectoryError extends OSError {
  protected static override readonly codes: readonly string[] = ['EISDIR'];
}

/** A file where a directory was wanted: `ENOTDIR`. */
export abstract class NotADirectoryError extends OSError {
  protected static override readonly codes: readonly string[] = ['ENOTDIR'];
}

/** Not allowed: `EACCES`, `EPERM`. */
export abstract class PermissionError extends OSError {
  protected static override readonly codes: readonly string[] = ['EACCES', 'EPERM'];
}

/** The reader of a pipe is gone: `EPIPE`, `ESHUTDOWN`. */
export abstract class BrokenPipeError extends OSError {
  protected static override readonly codes: readonly string[] = ['EPIPE', 'ESHUTDOWN'];
}

/** It would have to wait, on a descriptor that is set not to: `EAGAIN`. */
export abstract class BlockingIOError extends OSError {
  protected static override readonly codes: readonly string[] = ['EAGAIN', 'EWOULDBLOCK', 'EALREADY', 'EINPROGRESS'];
}

/** Makes an error like those of Node, for what Node itself lets pass. */
export function systemError(code: 'EISDIR' | 'EEXIST' | 'ENOSPC', text: string, syscall: string, path: string): Error {
  const error = new Error(`${code}: ${text}, ${syscall} '${path}'`);
  return Object.assign(error, { errno: -constants.errno[code], code, syscall, path });
}

/** Adds the file to an error of an operation on its descriptor, which Node cannot name. */
export function withPath(error: Error, path: string): Error {
  if (!isSystemError(error) || error.path !== undefined) return error;
  error.message += ` '${path}'`;
  return Object.assign(error, { path });
}

/** Adds to an error of the last flush how many bytes were lost. */
export function withUnflushed(error: unknown, unflushed: number): unknown {
  if (!isSystemError(error)) return error;
  error.message += `, ${unflushed} bytes were not flushed`;
  return Object.assign(error, { unflushed });
}

function isSystemError(value: unknown): value is Error & { code: string; path?: string } {
  if (value instanceof UnsupportedOperation) return true;
  if (!(value instanceof Error)) return false;
  const { code, errno, syscall } = value as NodeJS.ErrnoException;
  return typeof code === 'string' && typeof errno === 'number' && typeof syscall === 'string';
}
