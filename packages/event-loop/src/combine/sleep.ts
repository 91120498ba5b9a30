import {
  checkWaitOptions,
  currentScope,
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
 * @param result - what the sleep resolves to.
 * @throws RangeError when `delay` is `NaN`.
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.sleep | asyncio.sleep}
 */
export function sleep(delay: number): Promise<void>;
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
  return new SleepWait<T | undefined>(delay, result).start(options);
}

/** Sleeps until the wait is over; the loop runs its timer, which wakes it. */
class SleepWait<T> extends Wait<T> {
  readonly #delay: number;
  readonly #result: T;
  #timer: HandleLike | undefined;

  constructor(delay: number, result: T) {
    super();
    this.#delay = delay;
    this.#result = result;
  }

  get label(): string {
    return `sleep(${this.#delay})`;
  }

  start(options: SleepOptions | undefined): Promise<T> {
    const loop = this.scope?.loop as EventLoop | undefined;
    if (this.#delay <= 0) {
      this.wake();
    } else if (loop === undefined) {
      this.#timer = startTimer(this.#delay, () => this.wake());
    } else if (this.#delay !== Infinity) {
      this.#timer = new Alarm(this.#delay, this, loop);
    }
    return this.begin(options);
  }

  protected override resume(interruption: Interruption | undefined): T {
    if (interruption === undefined) return this.#result;
    this.#timer?.cancel();
    throw interruption.error;
  }
}

/** The timer of a sleep on a loop. */
class Alarm implements TimerEntry, HandleLike {
  bucket: Bucket | undefined = undefined;
  readonly due: number;
  readonly #wait: Wait<unknown>;
  readonly #loop: EventLoop;

  constructor(delay: number, wait: Wait<unknown>, loop: EventLoop) {
    this.due = loop.time() + delay;
    this.#wait = wait;
    this.#loop = loop;
    loop.addTimer(this);
  }

  run(): true {
    this.#wait.wake();
    return true;
  }

  cancel(): void {
    this.#loop.forgetTimer(this);
  }
}

/** What `sleep(0)` is in a generator coroutine, which wants nothing but its turn: no wait is made for it. */
class Turn implements Promise<undefined> {
  get [Symbol.toStringTag](): string {
    return 'Turn';
  }

  // Reached from native code that a generator coroutine called.
  then<A = undefined, B = never>(
    onFulfilled?: ((value: undefined) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return new SleepWait(0, undefined).start(undefined).then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<undefined | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<undefined> {
    return this.then().finally(onFinally);
  }
}

/** Yielded, it gives every other task that is ready its turn. */
export const TURN: Promise<undefined> = new Turn();
