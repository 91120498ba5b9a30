import { RuntimeError } from '@x/future';

/**
 * The barrier was aborted, or reset while this call stood at it. No index was given out, and the caller counts no more.
 *
 * After `abort()` every `wait()` fails like this until `reset()`; after `reset()` the barrier can be used at once.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.BrokenBarrierError | asyncio.BrokenBarrierError}
 */
export class BrokenBarrierError extends RuntimeError {
  override readonly name = 'BrokenBarrierError';
  override readonly code = 'ERR_BROKEN_BARRIER';

  constructor(cause: 'abort' | 'reset') {
    super(cause === 'abort' ? 'the barrier was aborted' : 'the barrier was reset while waiting');
  }
}
