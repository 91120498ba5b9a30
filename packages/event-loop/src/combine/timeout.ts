import { CancelledError, RuntimeError, TimeoutError } from '@x/future';
import { inspectAsText, rejected, shown } from '@x/future/context';
import type { Handle } from '../loop/handle.ts';
import { getRunningLoop } from '../loop/running-loop.ts';
import type { Steps } from '../task/coroutine.ts';
import { currentTask } from '../task/current-task.ts';
import { inRunningTask } from '../task/drive.ts';
import type { Task } from '../task/task.ts';
import { checkBody, startBody, type Body } from './body.ts';

/** `active` while the block runs, `expiring` between the deadline and the end of the block. */
type State = 'created' | 'active' | 'expiring' | 'expired' | 'finished';

/**
 * A limit on the time of a block of code, which can be moved while the block runs.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.Timeout | asyncio.Timeout}
 */
export class Timeout {
  static {
    inspectAsText(this);
  }

  #state: State = 'created';
  #when: number | undefined;
  #handle: Handle | undefined;
  #task: Task<unknown> | undefined;
  #cancelling = 0;
  readonly #controller = new AbortController();

  /** @param when - the deadline on the loop's clock, in milliseconds; `undefined` for none. */
  constructor(when: number | undefined) {
    this.#when = when;
  }

  /** The deadline on the loop's clock, in milliseconds. */
  when(): number | undefined {
    return this.#when;
  }

  /** For what takes an `AbortSignal`: aborted with a `TimeoutError` when the deadline passes. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the deadline passed while the block ran. */
  expired(): boolean {
    return this.#state === 'expiring' || this.#state === 'expired';
  }

  /**
   * Moves the deadline; a past one fires in the next iteration, `undefined` takes it away.
   *
   * @throws RuntimeError when the block does not run, or the deadline has passed.
   */
  reschedule(when: number | undefined): void {
    if (this.#state === 'created') throw new RuntimeError('Timeout has not been entered');
    if (this.#state !== 'active') throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
    checkTime('when', when);
    this.#when = when;
    this.#handle?.cancel();
    this.#handle = undefined;
    if (when === undefined) return;
    const loop = getRunningLoop();
    const onTimeout = (): void => this.#onTimeout();
    this.#handle = when <= loop.time() ? loop.callSoon(onTimeout) : loop.callAt(when, onTimeout);
  }

  /** Runs a block under this limit; once. See {@link timeout}. */
  run<T>(body: Body<this, T>): Promise<T> {
    try {
      checkBody('timeout()', body);
    } catch (error) {
      return rejected(error);
    }
    return inRunningTask('timeout()', () => this.steps(() => startBody(body, this) as T));
  }

  /** The steps of a block: what `start` gives is awaited under this limit. */
  *steps<T>(start: () => T): Steps<Awaited<T>> {
    this.#enter();
    let value: Awaited<T>;
    try {
      value = (yield start()) as Awaited<T>;
    } catch (error) {
      throw this.#exit(error);
    }
    this.#exit(undefined);
    return value;
  }

  toString(): string {
    return `<Timeout [${this.#state}]${this.#state === 'active' ? ` when=${shownTime(this.#when)}` : ''}>`;
  }

  #enter(): void {
    if (this.#state !== 'created') throw new RuntimeError('Timeout has already been entered');
    const task = currentTask();
    if (task === undefined) throw new RuntimeError('Timeout should be used inside a task');
    this.#state = 'active';
    this.#task = task;
    this.#cancelling = task.cancelling();
    this.reschedule(this.#when);
  }

  /** Leaves the block; gives the error to throw for the one that came out of it. */
  #exit(error: unknown): unknown {
    this.#handle?.cancel();
    this.#handle = undefined;
    const task = this.#task;
    this.#task = undefined;
    if (this.#state === 'active') this.#state = 'finished';
    if (this.#state !== 'expiring') return error;
    this.#state = 'expired';
    const isOurs = (task?.uncancel() ?? 0) <= this.#cancelling;
    if (!isOurs || error === undefined) return error;
    if (error instanceof CancelledError) return this.#timeoutError(error);
    if (error instanceof Error && error.cause === undefined) error.cause = this.#timeoutError(undefined);
    return error;
  }

  #onTimeout(): void {
    this.#task?.cancel();
    this.#state = 'expiring';
    this.#handle = undefined;
    this.#controller.abort(this.#timeoutError(undefined));
  }

  #timeoutError(cause: unknown): TimeoutError {
    return new TimeoutError('the block did not end in time', cause === undefined ? {} : { cause });
  }
}

/**
 * Runs a block of code that is cancelled when it takes longer than `delay`.
 *
 * @remarks
 * In the block the limit shows as `CancelledError`; outside, as `TimeoutError`. Another error that the block throws in
 * cleaning up wins.
 *
 * **Cancellation.** A cancellation from outside goes through as it is.
 *
 * **Differs from Python.** The block is a function: a disposer could not replace the error.
 *
 * @param delay - milliseconds; zero or less is due at once; `undefined` for no limit, to be set by `reschedule`.
 * @throws {@link TimeoutError} when the time is over. RuntimeError outside of a task.
 * @example
 * ```ts
 * await timeout(5_000, async (limit) => {
 *   const response = await fetch(url, { signal: limit.signal });
 *   return await response.text();
 * });
 * ```
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout | asyncio.timeout}
 */
export function timeout<T>(delay: number | undefined, body: Body<Timeout, T>): Promise<T> {
  try {
    checkTime('delay', delay);
    return timeoutAt(delay === undefined ? undefined : getRunningLoop().time() + delay, body);
  } catch (error) {
    return rejected(error);
  }
}

/**
 * {@link timeout} with a deadline on the loop's clock, in milliseconds.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout_at | asyncio.timeout_at}
 */
export function timeoutAt<T>(when: number | undefined, body: Body<Timeout, T>): Promise<T> {
  try {
    checkTime('when', when);
  } catch (error) {
    return rejected(error);
  }
  return new Timeout(when).run(body);
}

/** Refuses what is no time; `undefined` stands for none. */
export function checkTime(name: string, value: number | undefined): void {
  if (value === undefined) return;
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number of milliseconds, got ${shown(value)}`);
  if (Number.isNaN(value)) throw new RangeError(`${name} must be a number of milliseconds, got NaN`);
}

function shownTime(when: number | undefined): string {
  return when === undefined ? 'undefined' : String(Math.round(when * 1000) / 1000);
}
