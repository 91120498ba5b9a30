import { threadId } from 'node:worker_threads';
import { Future, RuntimeError, type BlockOptions, type WaitOptions } from '@x/future';
import { shown } from '@x/future/context';
import type { CallArguments } from '../call-options.ts';
import { argumentsOf } from '../lifetime/call.ts';
import type { Line } from '../lifetime/hold.ts';
import { join } from '../lifetime/join.ts';
import { BaseThread, defaultName } from './base-thread.ts';
import { runAs } from './current.ts';
import { reportUncaught } from './excepthook.ts';

// What a timer of Node can count.
const LONGEST = 2 ** 31 - 1;

/** What the function of a {@link Timer} gets, and how the timer is kept. */
export interface TimerOptions<A extends unknown[]> {
  readonly args?: CallArguments<NoInfer<A>> | undefined;
  /** Keyword arguments: passed as one object behind the others. */
  readonly kwargs?: Readonly<Record<string, unknown>> | undefined;
  /** `Thread-1` by default. */
  readonly name?: string | undefined;
  /** Whether the program may end before the timer; `false` by default in the main thread. */
  readonly daemon?: boolean | undefined;
}

/** Set when a {@link Timer} has run, or was cancelled. */
export interface Finished {
  isSet(): boolean;
  /** Waits for it; `false` when `timeout` milliseconds are over first. */
  wait(options?: WaitOptions): Promise<boolean>;
}

/**
 * Calls a function once, after some time, unless it is cancelled before.
 *
 * @remarks
 * **Differs from Python.** The function runs in this thread, so that it may be any closure; it may be async.
 *
 * @example
 * ```ts
 * const timer = new Timer(50, (text: string) => console.log(text), { args: ['tea is ready'] });
 * timer.start();
 * await timer.join();
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.Timer | threading.Timer}
 */
export class Timer<A extends unknown[] = unknown[]> extends BaseThread {
  /** Milliseconds from `start()` to the call. */
  readonly interval: number;
  readonly function: (...args: A) => unknown;
  readonly args: unknown[];
  readonly kwargs: Record<string, unknown>;
  /** Set when the function has run, or was cancelled. */
  readonly finished: Finished;
  readonly #finished = new Future<void>();
  #timer: NodeJS.Timeout | undefined;
  #isKeeping = true;
  #ident: number | undefined;

  /** @param interval - in milliseconds; what is not positive is due at once. */
  constructor(interval: number, fn: (...args: A) => unknown, options: TimerOptions<A> = {}) {
    if (typeof interval !== 'number') throw new TypeError(`interval must be a number, got ${shown(interval)}`);
    if (Number.isNaN(interval)) throw new RangeError('interval must be a number of milliseconds, got NaN');
    if (typeof fn !== 'function') throw new TypeError(`fn must be a function, got ${shown(fn)}`);
    argumentsOf(options);
    super(options.name ?? defaultName(''), options.daemon);
    this.interval = interval;
    this.function = fn;
    this.args = [...(options.args ?? [])];
    this.kwargs = { ...options.kwargs };
    this.finished = {
      isSet: () => this.#finished.done(),
      wait: async (limits) => {
        await join(this.#finished, limits);
        return this.#finished.done();
      },
    };
  }

  /** Of the thread that it runs in; `undefined` before `start()`. */
  override get ident(): number | undefined {
    return this.#ident;
  }

  /** Keeps the function from being called, if it has not been. Calling it again, or later, is fine. */
  cancel(): void {
    clearTimeout(this.#timer);
    if (!this.#finished.done()) this.#finished.setResult();
    if (this.#timer === undefined) return;
    this.#timer = undefined;
    this.end();
  }

  protected override begin(): Line {
    this.#ident = threadId;
    if (this.finished.isSet()) queueMicrotask(() => this.end());
    else this.#count(Math.max(0, this.interval));
    return { ref: () => this.#keep(true), unref: () => this.#keep(false) };
  }

  protected override block(options: BlockOptions | undefined): void {
    if (options?.timeout !== undefined && options.timeout <= 0) return;
    throw new RuntimeError('would deadlock: a timer needs the thread that waits for it');
  }

  #count(left: number): void {
    const step = Math.min(left, LONGEST);
    this.#timer = setTimeout(() => {
      if (left > step) this.#count(left - step);
      else void this.#fire();
    }, step);
    this.#keep(this.#isKeeping);
  }

  /** Says whether the program has to wait for the timer. */
  #keep(isKeeping: boolean): void {
    this.#isKeeping = isKeeping;
    if (isKeeping) this.#timer?.ref();
    else this.#timer?.unref();
  }

  async #fire(): Promise<void> {
    this.#timer = undefined;
    const args = argumentsOf({ args: this.args, kwargs: this.kwargs }) as A;
    try {
      await runAs(this, () => this.function(...args));
    } catch (error) {
      reportUncaught(this, error);
    }
    if (!this.#finished.done()) this.#finished.setResult();
    this.end();
  }
}
