import { RuntimeError } from '@x/future';
import { shown, type LoopLike, type Runnable } from '@x/future/context';
import type { Context } from '../context/context.ts';
import { debugDefault } from '../debug/debug-default.ts';
import { describeCall } from '../debug/describe-call.ts';
import { reportSlowEntry } from '../debug/slow-entry.ts';
import { refuseCoroutine } from '../task/coroutine.ts';
import { systemClock, type Clock } from './clock.ts';
import { endsProgram, type ExceptionContext } from './exception-handler.ts';
import { Handle, TimerHandle, type Callback } from './handle.ts';
import { ClockIdling } from './idling.ts';
import { Pump, type Idling } from './pump.ts';
import type { TimerEntry } from './timer-queue.ts';

/** How a loop is made. */
export interface EventLoopOptions {
  /** Where it takes its time from; real time by default. */
  readonly clock?: Clock | undefined;
  /** Whether I/O and timers get their turn after every iteration, instead of every 100 µs or so; `false` by default. */
  readonly strict?: boolean | undefined;
  /** Whether debug mode is on; by default as the environment variable `ASYNCIO_DEBUG` says. */
  readonly debug?: boolean | undefined;
}

/** Options of a scheduled callback. */
export interface ScheduleOptions {
  /** The context in which it runs; a copy of the current one by default. */
  readonly context?: Context | undefined;
}

/** Runs callbacks, one at a time, each in its turn or at its time: what an event loop is without tasks. */
export abstract class CallbackLoop implements LoopLike {
  /** How long a callback or step may take before debug mode logs it, in milliseconds. */
  slowCallbackDuration = 100;

  readonly #clock: Clock;
  readonly #pump: Pump;
  #isClosed = false;
  #debug = false;

  constructor(options: EventLoopOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#pump = new Pump({
      clock: this.#clock,
      idling: this.createIdling(this.#clock),
      strict: options.strict ?? false,
      resolution: this.#clock === systemClock ? 1 : 0,
    });
    this.setDebug(options.debug ?? debugDefault());
  }

  /** Ends the run after the current iteration. Called before a run, that run lasts one iteration. */
  stop(): void {
    this.#pump.stop();
  }

  isRunning(): boolean {
    return this.#pump.isRunning;
  }

  isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Closes the loop and drops what is scheduled; closing again changes nothing.
   *
   * @throws RuntimeError while it runs.
   */
  close(): void {
    if (this.isRunning()) throw new RuntimeError('Cannot close a running event loop');
    this.#isClosed = true;
    this.#pump.clear();
  }

  /** Schedules `callback` for the next iteration. */
  callSoon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    return this.#schedule('callSoon', {}, callback, args);
  }

  /** {@link CallbackLoop.callSoon} with options. */
  callSoonWith<A extends unknown[]>(options: ScheduleOptions, callback: (...args: A) => unknown, ...args: A): Handle {
    return this.#schedule('callSoonWith', options, callback, args);
  }

  /** {@link CallbackLoop.callSoon} from code of another thread's loop; within one thread it is the same. */
  callSoonThreadsafe<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    return this.#schedule('callSoonThreadsafe', {}, callback, args);
  }

  /** Schedules `callback` in `delay` milliseconds; a negative delay is due already, the most negative one first. */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    return this.callLaterWith({}, delay, callback, ...args);
  }

  /** {@link CallbackLoop.callLater} with options. */
  callLaterWith<A extends unknown[]>(
    options: ScheduleOptions,
    delay: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): TimerHandle {
    checkTime('delay', delay);
    return this.callAtWith(options, this.time() + delay, callback, ...args);
  }

  /** Schedules `callback` at `when` on the loop's clock, in milliseconds. */
  callAt<A extends unknown[]>(when: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    return this.callAtWith({}, when, callback, ...args);
  }

  /** {@link CallbackLoop.callAt} with options. */
  callAtWith<A extends unknown[]>(
    options: ScheduleOptions,
    when: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): TimerHandle {
    checkTime('when', when);
    this.#checkCallback('callAt', callback);
    const handle = new TimerHandle(when, callback, args, this, options.context);
    if (when !== Infinity) this.#pump.addTimer(handle);
    return handle;
  }

  /** The loop's clock: monotonic milliseconds with fractions. */
  time(): number {
    return this.#clock.now();
  }

  getDebug(): boolean {
    return this.#debug;
  }

  setDebug(enabled: boolean): void {
    this.#debug = enabled;
    this.#pump.onEntry = enabled ? (entry, took) => reportSlowEntry(entry, took, this.slowCallbackDuration) : undefined;
  }

  /** Reports an error that no caller sees. */
  abstract callExceptionHandler(context: ExceptionContext): void;

  /** Queues an entry for the next iteration as it is; for waits and tasks. */
  enqueue(entry: Runnable): void {
    this.#pump.enqueue(entry);
  }

  /** Queues an entry for its time as it is; for waits. */
  addTimer(entry: TimerEntry): void {
    this.#pump.addTimer(entry);
  }

  /** Takes a timer out that was cancelled. */
  forgetTimer(entry: TimerEntry): void {
    this.#pump.removeTimer(entry);
  }

  /** Ends the run with an error: what a task or callback threw to end the program. */
  abort(error: unknown): void {
    this.#pump.abort(error);
  }

  /** What a callback threw. */
  reportCallback(handle: Handle, callback: Callback, error: unknown): void {
    if (endsProgram(error)) throw error;
    const { sourceTraceback } = handle;
    this.callExceptionHandler({
      message: `Exception in callback ${describeCall(callback)}`,
      exception: error,
      handle,
      ...(sourceTraceback === undefined ? {} : { sourceTraceback }),
    });
  }

  /** How the loop passes the time when nothing is ready. */
  protected createIdling(clock: Clock): Idling {
    return new ClockIdling(clock);
  }

  /** Puts the entries of each iteration into another order; for tests that explore legal orders. */
  protected arrangeWith(arrange: ((entries: Runnable[]) => void) | undefined): void {
    this.#pump.arrange = arrange;
  }

  /**
   * Runs until {@link CallbackLoop.stop}; throws what {@link CallbackLoop.abort} was given.
   *
   * @param keepsAlive - whether the process is kept alive even when nothing is due.
   */
  protected async runUntilStopped(keepsAlive: boolean): Promise<void> {
    const idling = this.#pump.idling;
    if (idling instanceof ClockIdling) idling.keepsAlive = keepsAlive;
    const failure = await new Promise<{ readonly error: unknown } | undefined>((resolve) => this.#pump.start(resolve));
    if (failure !== undefined) throw failure.error;
  }

  /** @throws RuntimeError when the loop is closed. */
  protected checkClosed(): void {
    if (this.#isClosed) throw new RuntimeError('Event loop is closed');
  }

  #schedule(method: string, options: ScheduleOptions, callback: Callback, args: readonly unknown[]): Handle {
    this.#checkCallback(method, callback);
    const handle = new Handle(callback, args, this, options.context);
    this.#pump.enqueue(handle);
    return handle;
  }

  #checkCallback(method: string, callback: Callback): void {
    this.checkClosed();
    if (typeof callback !== 'function') {
      throw new TypeError(`a callable object was expected by ${method}(), got ${shown(callback)}`);
    }
    if (this.#debug) refuseCoroutine(callback, method);
  }
}

function checkTime(name: string, value: number): void {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number of milliseconds, got ${shown(value)}`);
  if (Number.isNaN(value)) throw new RangeError(`${name} must be a number of milliseconds, got NaN`);
}
