import { checkWaitOptions, inspectAsText, shown, type WaitOptions } from '@x/future/context';
import { sleep } from '../combine/sleep.ts';
import { findRunningLoop } from '../loop/running-loop.ts';

/** An action of a {@link Scheduler}, waiting for its time. */
export interface ScheduledEvent<A extends unknown[] = unknown[]> {
  /** When it is due, on the scheduler's clock. */
  readonly time: number;
  /** Which of several due at one time goes first: the lowest. */
  readonly priority: number;
  /** The place in the order of adding. */
  readonly sequence: number;
  readonly action: (...args: A) => unknown;
  /** What the action is called with. */
  readonly argument: A;
}

/** The clock of a {@link Scheduler}. */
export interface SchedulerOptions {
  /** Gives the time; the running loop's clock, or `performance.now()`, in milliseconds by default. */
  readonly timefunc?: (() => number) | undefined;
  /** Waits for an amount of that time; `sleep` by default. Called with 0 after each action, to let others run. */
  readonly delayfunc?: ((amount: number) => unknown) | undefined;
}

/** What an action is called with. */
export interface EnterOptions<A extends unknown[]> {
  readonly argument?: A | undefined;
}

/**
 * Runs actions at their times, one after the other.
 *
 * @remarks
 * **Order.** By time, then by priority, then in the order of adding.
 *
 * **Cancellation.** Cancelling `run()` leaves in the queue what did not run.
 *
 * **Differs from Python.** `run()` returns a promise, and awaits actions that return one; `run({ blocking: false })`
 * answers at once.
 *
 * @example
 * ```ts
 * const plan = new Scheduler();
 * plan.enter(250, 1, () => console.log('later'));
 * plan.enter(100, 1, () => console.log('sooner'));
 * await plan.run();
 * ```
 * @see Python: {@link https://docs.python.org/3/library/sched.html | sched.scheduler}
 */
export class Scheduler {
  static {
    inspectAsText(this);
  }

  readonly timefunc: () => number;
  readonly delayfunc: (amount: number) => unknown;
  /** In order: the next is the first. */
  readonly #events: ScheduledEvent[] = [];
  #entered = 0;

  constructor({ timefunc = loopTime, delayfunc = sleep }: SchedulerOptions = {}) {
    if (typeof timefunc !== 'function') throw new TypeError(`timefunc must be a function, got ${shown(timefunc)}`);
    if (typeof delayfunc !== 'function') throw new TypeError(`delayfunc must be a function, got ${shown(delayfunc)}`);
    this.timefunc = timefunc;
    this.delayfunc = delayfunc;
  }

  /** Adds an action for a time on the scheduler's clock. */
  enterabs<A extends unknown[]>(
    time: number,
    priority: number,
    action: (...args: A) => unknown,
    options: EnterOptions<A> = {},
  ): ScheduledEvent<A> {
    if (typeof time !== 'number' || Number.isNaN(time))
      throw new RangeError(`time must be a number, got ${shown(time)}`);
    if (typeof action !== 'function') throw new TypeError(`action must be a function, got ${shown(action)}`);
    const argument = options.argument ?? ([] as unknown[] as A);
    const event = Object.freeze({ time, priority, sequence: (this.#entered += 1), action, argument });
    const later = this.#events.findIndex(
      (other) => other.time > time || (other.time === time && other.priority > priority),
    );
    this.#events.splice(later === -1 ? this.#events.length : later, 0, event as unknown as ScheduledEvent);
    return event;
  }

  /** Adds an action for `delay` from now. */
  enter<A extends unknown[]>(
    delay: number,
    priority: number,
    action: (...args: A) => unknown,
    options?: EnterOptions<A>,
  ): ScheduledEvent<A> {
    return this.enterabs(this.timefunc() + delay, priority, action, options);
  }

  /** Takes an action out. @throws RangeError when it is not in the queue. */
  cancel<A extends unknown[]>(event: ScheduledEvent<A>): void {
    const at = (this.#events as unknown[]).indexOf(event);
    if (at === -1) throw new RangeError('event must be in the queue: it has run, or was cancelled');
    this.#events.splice(at, 1);
  }

  empty(): boolean {
    return this.#events.length === 0;
  }

  /** The actions that wait, in the order in which they will run. */
  get queue(): readonly ScheduledEvent[] {
    return [...this.#events];
  }

  /**
   * Runs all actions at their times, those included that actions add.
   *
   * @remarks
   * An action that throws ends the run; the rest stays in the queue, and `run()` can be called again.
   *
   * @param options - with `blocking: false` only what is due runs, and the answer is the time to the next action,
   *   `undefined` without one; promises of actions are not awaited then. A `signal` ends the waiting.
   */
  run(options: { readonly blocking: false }): number | undefined;
  run(options?: { readonly blocking?: true | undefined; readonly signal?: AbortSignal | undefined }): Promise<void>;
  run(options: { readonly blocking?: boolean | undefined } & Pick<WaitOptions, 'signal'> = {}): unknown {
    return options.blocking === false ? this.#runDue() : this.#runAll(options);
  }

  toString(): string {
    return `<Scheduler events=${this.#events.length}>`;
  }

  #runDue(): number | undefined {
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      const left = next.time - this.timefunc();
      if (left > 0) return left;
      this.#events.shift();
      void next.action(...next.argument);
    }
    return undefined;
  }

  async #runAll(limits: Pick<WaitOptions, 'signal'>): Promise<void> {
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      checkWaitOptions({ signal: limits.signal });
      const left = next.time - this.timefunc();
      if (left > 0) {
        await this.#delay(left, limits);
        continue;
      }
      this.#events.shift();
      await next.action(...next.argument);
      await this.#delay(0, limits);
    }
  }

  // The queue is looked at again after each delay: it may have changed, and a delay may have been too short.
  async #delay(amount: number, { signal }: Pick<WaitOptions, 'signal'>): Promise<void> {
    if (this.delayfunc === sleep && signal !== undefined) await sleep(amount, undefined, { signal });
    else await this.delayfunc(amount);
  }
}

function loopTime(): number {
  return findRunningLoop()?.time() ?? performance.now();
}
