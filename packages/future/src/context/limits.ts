import { TimeoutError } from '../errors.ts';
import { shown } from '../shown.ts';
import { startTimer } from './global-timer.ts';
import type { HandleLike, LoopLike } from './scope.ts';

/** Limits of a call that waits. */
export interface WaitOptions {
  /** Longest time to wait, in milliseconds, zero or more. Omit it to wait for ever. */
  readonly timeout?: number | undefined;
  /** Gives up the wait when aborted; the promise rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Refuses limits that make no sense, before anything has changed.
 *
 * @throws TypeError when `options` is no object, `timeout` no number or `signal` no `AbortSignal`.
 * @throws RangeError when `timeout` is negative or `NaN`.
 * @throws `signal.reason` when `signal` is aborted already.
 */
export function checkWaitOptions(options: WaitOptions | undefined): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw new TypeError(`options must be an object, got ${shown(options)}`);
  }
  const { timeout, signal } = options;
  if (timeout !== undefined) {
    if (typeof timeout !== 'number')
      throw new TypeError(`timeout must be a number of milliseconds, got ${shown(timeout)}`);
    if (!(timeout >= 0)) throw new RangeError(`timeout must be zero or more, got ${timeout}`);
  }
  if (signal !== undefined) {
    if (typeof (signal as Partial<AbortSignal> | null)?.throwIfAborted !== 'function') {
      throw new TypeError(`signal must be an AbortSignal, got ${shown(signal)}`);
    }
    signal.throwIfAborted();
  }
}

/** The timer and the abort listener of one wait. */
export class Limits {
  readonly #signal: AbortSignal | undefined;
  #timer: HandleLike | undefined;
  readonly #onAbort: () => void;

  constructor(label: string, options: WaitOptions, loop: LoopLike | undefined, expire: (error: unknown) => void) {
    const { timeout, signal } = options;
    this.#signal = signal;
    this.#onAbort = () => expire(signal?.reason);
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (timeout !== undefined && timeout !== Infinity) {
      const onTimeout = (): void => expire(new TimeoutError(`${label} did not end within ${timeout} ms`, { timeout }));
      this.#timer = loop === undefined ? startTimer(timeout, onTimeout) : loop.callLater(timeout, onTimeout);
    }
  }

  release(): void {
    this.#timer?.cancel();
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
