import { CancelledError, KeyboardInterrupt, RuntimeError } from '@x/future';
import { gather } from '../combine/gather.ts';
import { copyContext, runInContext, type Context } from '../context/context.ts';
import { Future } from '../future/future.ts';
import { EventLoop } from '../loop/event-loop.ts';
import { findRunningLoop, setEventLoop } from '../loop/running-loop.ts';
import { checkCoroutine, type Coroutine } from '../task/coroutine.ts';
import { allTasks } from '../task/current-task.ts';
import type { Task } from '../task/task.ts';
import { Interrupts } from './interrupts.ts';

/** How long the end of a run waits for work in threads, in milliseconds. */
const THREADS_LIMIT = 300_000;

/** How {@link run} and {@link Runner} make their loop. */
export interface RunnerOptions {
  /** Whether the loop is in debug mode; by default as `ASYNCIO_DEBUG` says. */
  readonly debug?: boolean | undefined;
  /** Makes the loop; `new EventLoop()` by default. */
  readonly loopFactory?: (() => EventLoop) | undefined;
}

/** Options of one run. */
export interface RunOptions {
  /** The context of the main task; one of the runner's own, shared by its runs, by default. */
  readonly context?: Context | undefined;
  /** Cancels the main task when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs several main functions on one loop, one after the other.
 *
 * @remarks
 * Context variables and tasks that go on are kept between the runs.
 *
 * @example
 * ```ts
 * await using runner = new Runner();
 * await runner.run(async () => connect());
 * await runner.run(async () => query());
 * ```
 * @see Python: {@link https://docs.python.org/3/library/asyncio-runner.html#asyncio.Runner | asyncio.Runner}
 */
export class Runner implements AsyncDisposable {
  readonly #options: RunnerOptions;
  #loop: EventLoop | undefined;
  #context: Context | undefined;
  #isClosed = false;
  #didSetLoop = false;

  constructor(options: RunnerOptions = {}) {
    this.#options = options;
  }

  /**
   * Runs a main function as a task, and gives what it returns.
   *
   * @remarks
   * **Cancellation.** Ctrl-C cancels the main task, once; if that ends it, the run throws `KeyboardInterrupt`, and
   * the exit code is for the caller to set. A second Ctrl-C ends the run at once.
   *
   * @throws RuntimeError when the runner is closed, or when the calling code runs in a loop.
   * @throws TypeError when `main` is no coroutine.
   */
  async run<T>(main: Coroutine<T>, options: RunOptions = {}): Promise<T> {
    refuseInLoop('Runner.run()');
    checkCoroutine(main);
    const loop = this.getLoop();
    options.signal?.throwIfAborted();
    const context = options.context ?? this.#context;
    const task = runInContext(context as Context, loop, () => loop.createTask(main, { context }));
    return await runMain(loop, task, options.signal);
  }

  /** The runner's loop. @throws RuntimeError when the runner is closed. */
  getLoop(): EventLoop {
    if (this.#isClosed) throw new RuntimeError('Runner is closed');
    if (this.#loop !== undefined) return this.#loop;
    const { loopFactory, debug } = this.#options;
    this.#loop = loopFactory === undefined ? new EventLoop() : loopFactory();
    if (loopFactory === undefined) {
      setEventLoop(this.#loop);
      this.#didSetLoop = true;
    }
    if (debug !== undefined) this.#loop.setDebug(debug);
    this.#context = copyContext();
    return this.#loop;
  }

  /**
   * Cancels the tasks that are left and waits for them, ends the default executor, closes the loop and reports the
   * failures that nobody read. Closing again changes nothing.
   */
  async close(): Promise<void> {
    const loop = this.#loop;
    if (loop === undefined || this.#isClosed) return;
    this.#isClosed = true;
    try {
      await cancelAllTasks(loop);
      await loop.runUntilComplete(() => loop.shutdownAsyncgens());
      await loop.shutdownDefaultExecutor({ timeout: THREADS_LIMIT });
    } finally {
      if (this.#didSetLoop) setEventLoop(undefined);
      loop.losses.reportAll();
      loop.close();
      this.#loop = undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Refuses to start a loop from code that one runs: the outer loop would wait for the inner one. */
export function refuseInLoop(caller: string): void {
  if (findRunningLoop() !== undefined) throw new RuntimeError(`${caller} cannot be called from a running event loop`);
}

async function runMain<T>(loop: EventLoop, task: Task<T>, signal: AbortSignal | undefined): Promise<T> {
  const interrupts = new Interrupts(task);
  const onAbort = (): void => void task.cancel(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await loop.runUntilComplete(task);
  } catch (error) {
    const isInterrupted = error instanceof CancelledError && interrupts.presses > 0;
    if (isInterrupted && (task as Partial<Task<T>>).uncancel?.() === 0) throw new KeyboardInterrupt();
    throw error;
  } finally {
    interrupts.release();
    signal?.removeEventListener('abort', onAbort);
  }
}

async function cancelAllTasks(loop: EventLoop): Promise<void> {
  const tasks = [...allTasks({ loop })].filter((task) => task instanceof Future);
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  await loop.runUntilComplete(gather(tasks, { returnExceptions: true }));
  for (const task of tasks) {
    const error = task.cancelled() ? undefined : task.exception();
    if (error === undefined) continue;
    loop.callExceptionHandler({ message: 'unhandled exception during run() shutdown', exception: error, task });
  }
}
