import { RuntimeError, type Executor } from '@x/future';
import {
  checkWaitOptions,
  currentScope,
  inspectAsText,
  shown,
  type LoopLike,
  type Runnable,
  type Wait,
} from '@x/future/context';
import { noteWaitSite } from '../call-graph/wait-sites.ts';
import type { Context } from '../context/context.ts';
import { debugDefault } from '../debug/debug-default.ts';
import { describeCall } from '../debug/describe-call.ts';
import { reportSlowEntry } from '../debug/slow-entry.ts';
import { Future } from '../future/future.ts';
import { Losses } from '../future/losses.ts';
import { wrapFuture } from '../future/wrap-future.ts';
import { checkCoroutine, closeCoroutine, refuseCoroutine, type Awaitable, type Coroutine } from '../task/coroutine.ts';
import { ensureFuture } from '../task/ensure-future.ts';
import { TaskList } from '../task/task-list.ts';
import { Task, type TaskOptions } from '../task/task.ts';
import { AsyncGenerators } from './async-generators.ts';
import { systemClock, type Clock } from './clock.ts';
import { DefaultExecutor } from './default-executor.ts';
import {
  dispatchException,
  endsProgram,
  logExceptionContext,
  type ExceptionContext,
  type ExceptionHandler,
} from './exception-handler.ts';
import { Handle, TimerHandle, type Callback } from './handle.ts';
import { ClockIdling } from './idling.ts';
import { Pump, type Idling } from './pump.ts';
import { SignalHandlers, type Signal } from './signal-handlers.ts';
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

/** Makes the tasks of a loop, in place of `new Task(coroutine, options)`. */
export type TaskFactory = <T>(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions) => Task<T>;

/** Options of a scheduled callback. */
export interface ScheduleOptions {
  /** The context in which it runs; a copy of the current one by default. */
  readonly context?: Context | undefined;
}

/**
 * Runs tasks and callbacks, one at a time, in turns.
 *
 * @remarks
 * **Order.** An iteration runs what was ready when it began, and behind it the timers that were due; what that
 * schedules waits for the next. Timers due together fire in the order in which they were set.
 *
 * **Differs from Python.** Nothing blocks: `runForever` and `runUntilComplete` return promises. Times are milliseconds.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html | the event loop}
 */
export class EventLoop implements LoopLike {
  static {
    inspectAsText(this);
  }

  /** Every task that is not done. */
  readonly tasks: TaskList = new TaskList();
  /** The failures that nobody has read yet. */
  readonly losses: Losses = new Losses(this);
  /** The futures that wait for a promise from elsewhere. */
  readonly adopted: Set<Future<unknown>> = new Set();
  /** How long a callback or step may take before debug mode logs it, in milliseconds. */
  slowCallbackDuration = 100;

  readonly #clock: Clock;
  readonly #pump: Pump;
  readonly #signals = new SignalHandlers(this);
  readonly #executor = new DefaultExecutor();
  readonly #generators = new AsyncGenerators(this);
  readonly #bareOptions: TaskOptions = { loop: this };
  readonly #abandoned = new WeakSet<object>();
  #isClosed = false;
  #debug = false;
  #exceptionHandler: ExceptionHandler | undefined;
  #taskFactory: TaskFactory | undefined;

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

  /**
   * Runs until {@link EventLoop.stop}; keeps the process alive meanwhile.
   *
   * @throws RuntimeError when the loop is closed or running, or when the calling code runs in a loop.
   */
  async runForever(): Promise<void> {
    this.#checkClosed();
    this.#checkStart();
    await this.#runPump(true);
  }

  /**
   * Runs until `awaitable` is done, and gives its value or throws its failure.
   *
   * @throws RuntimeError when the loop is stopped before, is closed or running, or when the calling code runs in a loop.
   */
  async runUntilComplete<T>(awaitable: Awaitable<T>): Promise<T> {
    this.#checkClosed();
    this.#checkStart();
    const isNew = !(awaitable instanceof Future);
    const future = ensureFuture(awaitable, { loop: this });
    const onDone = (done: Future<T>): void => {
      const error = done.cancelled() || !isNew ? undefined : done.exception();
      // What ends the program has stopped the loop already.
      if (!endsProgram(error)) this.stop();
    };
    future.addDoneCallback(onDone);
    try {
      await this.#runPump(false);
    } catch (error) {
      if (isNew && future.done() && !future.cancelled()) future.exception();
      throw error;
    } finally {
      future.removeDoneCallback(onDone);
    }
    if (!future.done()) {
      // The caller is told here, and could not have kept a task that was made for the call.
      if (isNew) this.#abandoned.add(future);
      throw new RuntimeError('Event loop stopped before Future completed.');
    }
    return future.result();
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
   * Closes the loop and drops what is scheduled; closing again changes nothing. Tasks that are not done are reported to
   * the exception handler: they will never be.
   *
   * @throws RuntimeError while it runs.
   */
  close(): void {
    if (this.isRunning()) throw new RuntimeError('Cannot close a running event loop');
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#signals.clear();
    this.#pump.clear();
    this.#executor.release();
    for (const task of [...this.tasks]) this.#reportDestroyed(task);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Schedules `callback` for the next iteration. */
  callSoon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    return this.#schedule('callSoon', {}, callback, args);
  }

  /** {@link EventLoop.callSoon} with options. */
  callSoonWith<A extends unknown[]>(options: ScheduleOptions, callback: (...args: A) => unknown, ...args: A): Handle {
    return this.#schedule('callSoonWith', options, callback, args);
  }

  /** {@link EventLoop.callSoon} from code of another thread's loop; within one thread it is the same. */
  callSoonThreadsafe<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    return this.#schedule('callSoonThreadsafe', {}, callback, args);
  }

  /** Schedules `callback` in `delay` milliseconds; a negative delay is due already, the most negative one first. */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    return this.callLaterWith({}, delay, callback, ...args);
  }

  /** {@link EventLoop.callLater} with options. */
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

  /** {@link EventLoop.callAt} with options. */
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

  /** A future of this loop. */
  createFuture<T>(): Future<T> {
    return new Future<T>({ loop: this });
  }

  /**
   * Schedules a coroutine as a task.
   *
   * @throws TypeError when `coroutine` is none, or is a promise that has started. RuntimeError when the loop is closed.
   */
  createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    if (this.#isClosed) {
      closeCoroutine(coroutine);
      this.#checkClosed();
    }
    checkCoroutine(coroutine);
    if (this.#taskFactory === undefined) {
      return new Task<T>(coroutine, options === undefined ? this.#bareOptions : { ...options, loop: this });
    }
    const task = this.#taskFactory(this, coroutine, options ?? {});
    if (options?.name !== undefined) (task as Partial<Task<T>>).setName?.(options.name);
    return task;
  }

  /** Sets what makes the tasks; `undefined` for the default. */
  setTaskFactory(factory: TaskFactory | undefined): void {
    if (factory !== undefined && typeof factory !== 'function') {
      throw new TypeError(`task factory must be a callable or undefined, got ${shown(factory)}`);
    }
    this.#taskFactory = factory;
  }

  getTaskFactory(): TaskFactory | undefined {
    return this.#taskFactory;
  }

  /**
   * Runs `fn` in an executor; in a thread pool of the loop's own when `executor` is `undefined`.
   *
   * @remarks
   * **Cancellation.** Work that has not begun is cancelled; work that has goes on, and its outcome is dropped.
   */
  runInExecutor<A extends unknown[], R>(
    executor: Executor | undefined,
    fn: (...args: A) => R,
    ...args: A
  ): Future<Awaited<R>> {
    this.#checkClosed();
    if (this.#debug) refuseCoroutine(fn, 'runInExecutor');
    if (executor !== undefined) return wrapFuture(executor.submit(fn, ...args), { loop: this });
    return wrapFuture(
      this.#executor.get().then((pool) => pool.submit(fn, ...args)),
      { loop: this },
    );
  }

  /** Sets the executor for calls that name none. @throws TypeError when it is no executor. */
  setDefaultExecutor(executor: Executor): void {
    this.#executor.set(executor);
  }

  /**
   * Ends the default executor when its work is done; later calls that need it are refused.
   *
   * @param options - `timeout` in milliseconds of real time: when it passes, a warning says so, and the work is left to itself.
   * @throws RangeError when `timeout` is negative or `NaN`.
   */
  async shutdownDefaultExecutor(options: { readonly timeout?: number | undefined } = {}): Promise<void> {
    checkWaitOptions(options);
    await this.#executor.shutdown(options.timeout);
  }

  /** Notes an async generator, so that {@link EventLoop.shutdownAsyncgens} closes it if it is not finished. */
  track<T, R, N>(generator: AsyncGenerator<T, R, N>): AsyncGenerator<T, R, N> {
    return this.#generators.track(generator);
  }

  /**
   * Closes the generators given to {@link EventLoop.track}; errors go to the exception handler.
   *
   * @remarks
   * **Differs from Python.** JavaScript tells nobody when an async generator starts, so only tracked ones are known.
   */
  async shutdownAsyncgens(): Promise<void> {
    await this.#generators.shutdown();
  }

  /**
   * Runs `callback` on the loop when the process gets a signal, in place of what the signal does by default.
   *
   * @throws TypeError when `signal` is no signal or `callback` is a coroutine function. RuntimeError when it cannot be caught.
   */
  addSignalHandler<A extends unknown[]>(signal: Signal, callback: (...args: A) => unknown, ...args: A): void {
    this.#checkClosed();
    this.#signals.add(signal, callback, args);
  }

  /** Takes {@link EventLoop.addSignalHandler} back; says whether there was a handler. */
  removeSignalHandler(signal: Signal): boolean {
    return this.#signals.remove(signal);
  }

  /** Sets who is told of errors that no caller sees; `undefined` for the console. */
  setExceptionHandler(handler: ExceptionHandler | undefined): void {
    if (handler !== undefined && typeof handler !== 'function') {
      throw new TypeError(`A callable object or undefined is expected, got ${shown(handler)}`);
    }
    this.#exceptionHandler = handler;
  }

  getExceptionHandler(): ExceptionHandler | undefined {
    return this.#exceptionHandler;
  }

  /** Writes what is known of an error to the console. */
  defaultExceptionHandler(context: ExceptionContext): void {
    logExceptionContext(context);
  }

  /** Tells the exception handler of an error that no caller sees. */
  callExceptionHandler(context: ExceptionContext): void {
    dispatchException(this, this.#exceptionHandler, context);
  }

  getDebug(): boolean {
    return this.#debug;
  }

  setDebug(enabled: boolean): void {
    this.#debug = enabled;
    this.#pump.onEntry = enabled ? (entry, took) => reportSlowEntry(entry, took, this.slowCallbackDuration) : undefined;
  }

  /** Counts a task that was made among its own. */
  noteTask(task: Task<unknown>): void {
    this.tasks.add(task);
  }

  /** Forgets a task that is done. */
  forgetTask(task: Task<unknown>): void {
    this.tasks.delete(task);
  }

  /** Notes that a task has begun a wait. */
  noteWait(wait: Wait<unknown>): void {
    if (this.#debug) noteWaitSite(wait);
  }

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

  toString(): string {
    return `<${this.constructor.name} running=${this.isRunning()} closed=${this.#isClosed} debug=${this.#debug}>`;
  }

  /** How the loop passes the time when nothing is ready. */
  protected createIdling(clock: Clock): Idling {
    return new ClockIdling(clock);
  }

  /** Puts the entries of each iteration into another order; for tests that explore legal orders. */
  protected arrangeWith(arrange: ((entries: Runnable[]) => void) | undefined): void {
    this.#pump.arrange = arrange;
  }

  async #runPump(keepsAlive: boolean): Promise<void> {
    const idling = this.#pump.idling;
    if (idling instanceof ClockIdling) idling.keepsAlive = keepsAlive;
    const failure = await new Promise<{ readonly error: unknown } | undefined>((resolve) => this.#pump.start(resolve));
    if (failure !== undefined) throw failure.error;
  }

  #schedule(method: string, options: ScheduleOptions, callback: Callback, args: readonly unknown[]): Handle {
    this.#checkCallback(method, callback);
    const handle = new Handle(callback, args, this, options.context);
    this.#pump.enqueue(handle);
    return handle;
  }

  #checkCallback(method: string, callback: Callback): void {
    this.#checkClosed();
    if (typeof callback !== 'function') {
      throw new TypeError(`a callable object was expected by ${method}(), got ${shown(callback)}`);
    }
    if (this.#debug) refuseCoroutine(callback, method);
  }

  #reportDestroyed(task: Task<unknown>): void {
    this.tasks.delete(task);
    if (this.#abandoned.has(task)) return;
    const { sourceTraceback } = task;
    this.callExceptionHandler({
      message: 'Task was destroyed but it is pending!',
      task,
      ...(sourceTraceback === undefined ? {} : { sourceTraceback }),
    });
  }

  #checkClosed(): void {
    if (this.#isClosed) throw new RuntimeError('Event loop is closed');
  }

  #checkStart(): void {
    if (this.isRunning()) throw new RuntimeError('This event loop is already running');
    if (currentScope()?.loop !== undefined) {
      throw new RuntimeError('Cannot run the event loop while another loop is running');
    }
  }
}

/** A fresh loop. @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.new_event_loop | asyncio.new_event_loop} */
export function newEventLoop(): EventLoop {
  return new EventLoop();
}

function checkTime(name: string, value: number): void {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number of milliseconds, got ${shown(value)}`);
  if (Number.isNaN(value)) throw new RangeError(`${name} must be a number of milliseconds, got NaN`);
}
