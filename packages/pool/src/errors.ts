import { RuntimeError } from '@x/future';

/**
 * The result of a task could not be sent back from its worker. The worker and the pool go on.
 *
 * @see Python: {@link https://github.com/python/cpython/blob/3.13/Lib/multiprocessing/pool.py | multiprocessing.pool.MaybeEncodingError}
 */
export class MaybeEncodingError extends Error {
  override readonly name = 'MaybeEncodingError';
  readonly code = 'ERR_MAYBE_ENCODING';
  /** The text of the error that came up in sending. */
  readonly exc: string;
  /** The text of what was to be sent. */
  readonly value: string;

  constructor(exc: string, value: string, options?: ErrorOptions) {
    super(`Error sending result: '${value}'. Reason: '${exc}'`, options);
    this.exc = exc;
    this.value = value;
  }
}

/**
 * The pool was terminated before the call had its result.
 *
 * @remarks
 * **Differs from Python.** CPython leaves such a result unready for ever.
 */
export class PoolTerminatedError extends RuntimeError {
  override readonly name = 'PoolTerminatedError';
  override readonly code = 'ERR_POOL_TERMINATED';

  constructor(pool: string) {
    super(`${pool} was terminated before the call was done`);
  }
}
