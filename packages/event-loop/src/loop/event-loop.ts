import { RuntimeError, type Executor } from '@x/future';
import { checkWaitOptions, currentScope, inspectAsText, shown, type Wait } from '@x/future/context';
import { noteWaitSite } from '../call-graph/wait-sites.ts';
import { Future } from '../future/future.ts';
import { Losses } from '../future/losses.ts';
import { wrapFuture } from '../future/wrap-future.ts';
import { checkCoroutine, closeCoroutine, refuseCoroutine, type Awaitable, type Coroutine } from '../task/coroutine.ts';
import { ensureFuture } from '../task/ensure-future.ts';
import { TaskList } from '../task/task-list.ts';
import { Task, type TaskOptions } from '../task/task.ts';
import { AsyncGenerators } from './async-generators.ts';
import { CallbackLoop } from './callback-loop.ts';
import { DefaultExecutor } from './default-executor.ts';
import {
  dispatchException,
  endsProgram,
  logExceptionContext,
  type ExceptionContext,
  type ExceptionHandler,
} from './exception-handler.ts';
import { SignalHandlers, type Signal } from './signal-handlers.ts';

/** Makes the tasks of a loop, in place of `new Task(coroutine, options)`. */
export type TaskFactory = <T>(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions) => Task<T>;

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
export class EventLoop extends CallbackLoop {
  static {
    inspectAsText(this);
  }

  /** Every task that is not done. */
  readonly tasks: TaskList = new TaskList();
  /** The failures that nobody has read yet. */
  readonly losses: Losses = new Losses(this);
  /** The futures that wait for a promise from elsewhere. */
  readonly adopted: Set<Future<unknown>> = new Set();

  readonly #signals = new SignalHandlers(this);
  readonly #executor = new DefaultExecutor();
  readonly #generators = new AsyncGenerators(this);
  readonly #bareOptions: TaskOptions = { loop: this };
  readonly #abandoned = new WeakSet<object>();
  #exceptionHandler: ExceptionHandler | undefined;
  #taskFactory: TaskFactory | undefined;

  /**
   * Runs until {@link EventLoop.stop}; keeps the process alive meanwhile.
   *
   * @throws RuntimeError when the loop is closed or running, or when the calling code runs in a loop.
   */
  async runForever(): Promise<void> {
    this.checkClosed();
    this.#checkStart();
    await this.runUntilStopped(true);
  }

  /**
   * Runs until `awaitable` is done, and gives its value or throws its failure.
   *
   * @throws RuntimeError when the loop is stopped before, is closed or running, or when the calling code runs in a
   * loop.
   */
  async runUntilComplete<T>(awaitable: Awaitable<T>): Promise<T> {
    this.checkClosed();
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
      await this.runUntilStopped(false);
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

  /**
   * Closes the loop and drops what is scheduled; closing again changes nothing. Tasks that are not done are reported to
   * the exception handler: they will never be.
   *
   * @throws RuntimeError while it runs.
   */
  override close(): void {
    if (this.isClosed()) return;
    super.close();
    this.#signals.clear();
    this.#executor.release();
    for (const task of [...this.tasks]) this.#reportDestroyed(task);
  }

  [Symbol.dispose](): void {
    this.close();
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
    if (this.isClosed()) {
      closeCoroutine(coroutine);
      this.checkClosed();
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
    this.checkClosed();
    if (this.getDebug()) refuseCoroutine(fn, 'runInExecutor');
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
   * @param options - `timeout` in milliseconds of real time: when it passes, a warning says so, and the work is left to
   * itself.
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
   * @throws TypeError when `signal` is no signal or `callback` is a coroutine function. RuntimeError when it cannot be
   * caught.
   */
  addSignalHandler<A extends unknown[]>(signal: Signal, callback: (...args: A) => unknown, ...args: A): void {
    this.checkClosed();
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
  override callExceptionHandler(context: ExceptionContext): void {
    dispatchException(this, this.#exceptionHandler, context);
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
    if (this.getDebug()) noteWaitSite(wait);
  }

  override toString(): string {
    return `<${this.constructor.name} running=${this.isRunning()} closed=${this.isClosed()} debug=${this.getDebug()}>`;
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
