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

/** What is limited. */
export interface Limited {
  /** What is waited for, for the text of the time-out. */
  readonly label: string;
  /** Ends the wait with an error; `false` when it is on its way already. */
  interrupt(error: unknown): boolean;
}

/** The timer and the abort listener of one wait. */
export class Limits {
  readonly #limited: Limited;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: HandleLike | undefined;
  /** The limit that was reached while the wait was on its way: it counts if the wait has to go on. */
  #overdue: { readonly error: unknown } | undefined = undefined;

  constructor(limited: Limited, options: WaitOptions, loop: LoopLike | undefined) {
    const { timeout, signal } = options;
    this.#limited = limited;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (timeout !== undefined && timeout !== Infinity) {
      const onTimeout = (): void =>
        this.#reach(new TimeoutError(`${limited.label} did not end within ${timeout} ms`, { timeout }));
      this.#timer = loop === undefined ? startTimer(timeout, onTimeout) : loop.callLater(timeout, onTimeout);
    }
  }

  /** The wait goes on after a step: a limit that was reached before ends it now. */
  enforce(): void {
    // Once only: a wait that first has to put something in order, a lock for example, may go on after it.
    if (this.#overdue !== undefined && this.#limited.interrupt(this.#overdue.error)) this.#overdue = undefined;
  }

  release(): void {
    this.#timer?.cancel();
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.#reach(this.#signal?.reason);

  #reach(error: unknown): void {
    if (!this.#limited.interrupt(error)) this.#overdue = { error };
  }
}
