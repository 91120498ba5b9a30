import {
  checkWaitOptions,
  currentScope,
  LazyPromise,
  Raised,
  rejected,
  shown,
  startTimer,
  Wait,
  type HandleLike,
  type Interruption,
} from '@x/future/context';
import type { Bucket, TimerEntry } from '../loop/timer-queue.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { TurnEntry, type TurnTaker } from '../task/turn-entry.ts';

/** Limits of {@link sleep}. */
export interface SleepOptions {
  /** Ends the sleep when aborted; it rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Suspends the calling task for a time; `sleep(0)` lets every other task that is ready run once.
 *
 * @remarks
 * Outside a loop it sleeps on the global timers.
 *
 * **Cancellation.** Cancelling the task ends the sleep.
 *
 * @param delay - milliseconds, of any length; a negative one counts as 0.
 * @throws RangeError when `delay` is `NaN`.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.sleep | asyncio.sleep}
 */
export function sleep(delay: number): Promise<void>;
/**
 * The same, with a value to resolve to.
 *
 * @param delay - milliseconds, of any length; a negative one counts as 0.
 * @param result - what the sleep resolves to.
 * @throws RangeError when `delay` is `NaN`.
 */
export function sleep<T>(delay: number, result: T, options?: SleepOptions): Promise<T>;
export function sleep<T>(delay: number, result?: T, options?: SleepOptions): Promise<T | undefined> {
  if (delay === 0 && result === undefined && options === undefined) {
    const task = currentScope()?.task;
    if (task?.isGenerator === true) return TURN;
    if (task !== undefined) return new TurnEntry(task as TurnTaker).promise;
  }
  try {
    if (typeof delay !== 'number') throw new TypeError(`delay must be a number of milliseconds, got ${shown(delay)}`);
    if (Number.isNaN(delay)) throw new RangeError('delay must be a number of milliseconds, got NaN');
    checkWaitOptions(options);
  } catch (error) {
    return rejected(error);
  }
  return beginSleep(delay, result as T, options);
}

function beginSleep<T>(delay: number, result: T, options?: SleepOptions): Promise<T> {
  const loop = currentScope()?.loop as EventLoop | undefined;
  if (loop === undefined) return new OutsideSleep(delay, result).start().begin(options);
  return new LoopSleep(delay, result).start(loop).begin(options);
}

/** The sleep of code outside every loop. */
class OutsideSleep<T> extends Wait<T> {
  readonly #delay: number;
  readonly #result: T;
  #timer: HandleLike | undefined = undefined;

  constructor(delay: number, result: T) {
    super();
    this.#delay = delay;
    this.#result = result;
  }

  get label(): string {
    return `sleep(${this.#delay})`;
  }

  start(): this {
    if (this.#delay <= 0) this.wake();
    else this.#timer = startTimer(this.#delay, () => this.wake());
    return this;
  }

  protected override resume(interruption: Interruption | undefined): T {
    if (interruption === undefined) return this.#result;
    this.#timer?.cancel();
    throw interruption.error;
  }
}

/** The sleep of code of a loop, which is its own timer: run once when it is due, and once more as a wait. */
class LoopSleep<T> extends Wait<T> implements TimerEntry {
  due = 0;
  bucket: Bucket | undefined = undefined;
  /** From setting the timer until its turn has come or it was taken out. */
  #isTimed = false;
  readonly #delay: number;
  readonly #result: T;

  constructor(delay: number, result: T) {
    super();
    this.#delay = delay;
    this.#result = result;
  }

  get label(): string {
    return `sleep(${this.#delay})`;
  }

  start(loop: EventLoop): this {
    if (this.#delay <= 0) {
      this.wake();
    } else if (this.#delay !== Infinity) {
      this.due = loop.time() + this.#delay;
      this.#isTimed = true;
      loop.addTimer(this);
    }
    return this;
  }

  override run(): boolean {
    if (!this.#isTimed) return super.run();
    this.#isTimed = false;
    this.wake();
    return true;
  }

  override interrupt(error: unknown): boolean {
    if (!super.interrupt(error)) return false;
    // A timer without a bucket is in the ready queue: its turn comes first, and passes.
    if (this.bucket !== undefined) {
      (this.scope?.loop as EventLoop).forgetTimer(this);
      this.#isTimed = false;
    }
    return true;
  }

  protected override resume(interruption: Interruption | undefined): T | Raised {
    return interruption === undefined ? this.#result : new Raised(interruption.error);
  }
}

/** What `sleep(0)` is in a generator coroutine, which wants nothing but its turn: no wait is made for it. */
class Turn extends LazyPromise<undefined> {
  override get [Symbol.toStringTag](): string {
    return 'Turn';
  }

  // Reached from native code that a generator coroutine called.
  protected override asPromise(): Promise<undefined> {
    return beginSleep(0, undefined);
  }
}

/** Yielded, it gives every other task that is ready its turn. */
export const TURN: Promise<undefined> = new Turn();
