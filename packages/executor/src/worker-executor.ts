import type { BlockOptions, Future, ShutdownOptions } from '@x/future';
import type { ChunkResult } from './chunk-result.ts';
import type { Config } from './config.ts';
import { byForce } from './doom.ts';
import { watchExit } from './exiting.ts';
import { Executor, type Submitter } from './executor.ts';
import { moveArguments } from './move-arguments.ts';
import type { ChunkOptions, SubmitOptions } from './options.ts';
import { checkSubmitOptions } from './check-options.ts';
import type { Runtime } from './runtime.ts';
import { Scheduler } from './scheduler.ts';
import { checkSendable } from './sendable.ts';
import { permittedTask } from './task-function.ts';
import { TaskNote } from './task-note.ts';
import { packNumbers } from './worker/packed-numbers.ts';
import type { ExecutorStats } from './stats.ts';

// After this long we stop waiting for workers that we have told to end.
const PATIENCE = 1_000;

/**
 * What the executors on threads and on processes have in common.
 *
 * @remarks
 * A task function is an export of a module, through {@link taskModule}, or a self-contained function, which is sent
 * as source. Arguments and results are copied, as by `structuredClone`.
 *
 * **Order.** Tasks begin in the order in which they were submitted, within a priority.
 *
 * **Cancellation.** `future.cancel()` takes back a task that has not begun. To stop one that has, give
 * {@link WorkerExecutor.submitWith} a `signal`.
 */
export abstract class WorkerExecutor extends Executor {
  readonly #scheduler: Scheduler;
  readonly #config: Config;
  readonly #runtime: Runtime;

  /** @internal */
  protected constructor(runtime: Runtime, config: Config) {
    super();
    watchExit();
    this.#runtime = runtime;
    this.#config = config;
    this.#scheduler = new Scheduler(runtime, config);
  }

  /** How many workers there may be. */
  get maxWorkers(): number {
    return this.#config.maxWorkers;
  }

  /** What its workers and tasks are doing, at this moment. */
  get stats(): ExecutorStats {
    return this.#scheduler.stats;
  }

  /**
   * Resolves when `minWorkers` workers are up and initialized.
   *
   * @throws {@link BrokenExecutor} when the executor breaks before.
   */
  ready(): Promise<void> {
    return this.#scheduler.ready();
  }

  /**
   * Gets ready to block the thread: what is submitted from here on can be waited for with `resultSync()`.
   *
   * @remarks
   * On threads there is nothing to do. On processes, unless they were made with `blocking`, idle workers make room for
   * some that can be heard while the thread is blocked; a task that runs already is not among them.
   */
  prepareToBlock(): void {
    this.#scheduler.crew.makeAudible();
  }

  /**
   * Schedules `fn(...args)` in a worker.
   *
   * @throws TypeError when `fn` cannot run in a worker, or an argument cannot be sent to one.
   * @throws {@link RuntimeError} after `shutdown()`. {@link BrokenExecutor} when the executor is broken.
   * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.submit | Executor.submit}
   */
  override submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>> {
    const task = permittedTask(fn, this.#config.sourceTasks);
    checkSendable(args);
    return this.#scheduler.submit(task, args, undefined);
  }

  /**
   * Schedules `fn(...args)` with a signal, a limit of its running time, buffers to move, a priority or a name.
   *
   * @remarks
   * **Cancellation.** Aborting `signal` cancels a task that has not begun, with the reason as `args[0]` of the
   * `CancelledError`. A running task sees it in `taskContext().signal`, and its future ends as the task does; with
   * `force` its worker is ended, and the future fails with `CancelledError`.
   *
   * **Differs from Python.** There is no such method there.
   */
  submitWith<A extends unknown[], R>(options: SubmitOptions, fn: (...args: A) => R, ...args: A): Future<Awaited<R>> {
    const task = permittedTask(fn, this.#config.sourceTasks);
    checkSubmitOptions(options);
    checkSendable(args);
    this.#scheduler.checkOpen();
    const { sendsAtOnce } = this.#scheduler;
    const moved = sendsAtOnce ? { args, options } : moveArguments(args, options);
    const future = this.#scheduler.submit<Awaited<R>>(task, moved.args, new TaskNote(moved.options));
    if (sendsAtOnce && options.transfer !== undefined && future.done()) future.result();
    return future;
  }

  /**
   * Calls `fn` for each row of arguments, in one worker, one after the other, as a single task: for many small calls.
   *
   * @see {@link Executor.mapWith} whose `chunksize` does this.
   */
  submitChunk<A extends unknown[], R>(
    options: ChunkOptions,
    fn: (...args: A) => R,
    rows: readonly A[],
  ): Future<ChunkResult<Awaited<R>>> {
    const length = rows[0]?.length ?? 0;
    // A flat list is cheaper to clone; rows of different lengths travel as they are.
    const width = rows.every((row) => row.length === length) ? length : undefined;
    return this.#submitFlat(options, fn, width === undefined ? rows : rows.flat(), rows.length, width);
  }

  /** {@link WorkerExecutor.submitChunk} for functions of one argument: `items` are the arguments of the calls. */
  submitItems<T, R>(options: ChunkOptions, fn: (item: T) => R, items: readonly T[]): Future<ChunkResult<Awaited<R>>> {
    return this.#submitFlat(options, fn, items, items.length, 1);
  }

  /**
   * Takes no more work, and lets the workers go when what was submitted is done.
   *
   * @remarks
   * Takes effect at the call; the promise is there to wait for the end. Calling it again is fine.
   *
   * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown | Executor.shutdown}
   */
  override shutdown({ wait = true, cancelFutures = false }: ShutdownOptions = {}): Promise<void> {
    const gone = this.#scheduler.shutdown(cancelFutures);
    return wait ? gone : Promise.resolve();
  }

  /** {@link WorkerExecutor.shutdown} that blocks the thread until the submitted work is done. */
  shutdownSync({ cancelFutures = false, ...limits }: BlockOptions & { readonly cancelFutures?: boolean } = {}): void {
    void this.#scheduler.shutdown(cancelFutures);
    this.#scheduler.block(limits);
  }

  /**
   * Cancels what has not begun, fails what runs, and ends the workers: processes by SIGTERM, which a task may handle.
   *
   * @remarks
   * Resolves when the workers are gone, or after a second, when some refuse.
   *
   * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor.terminate_workers | ProcessPoolExecutor.terminate_workers}
   */
  terminateWorkers(): Promise<void> {
    return this.#force(false);
  }

  /**
   * {@link WorkerExecutor.terminateWorkers} by SIGKILL, which no process can refuse.
   *
   * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor.kill_workers | ProcessPoolExecutor.kill_workers}
   */
  killWorkers(): Promise<void> {
    return this.#force(true);
  }

  protected override submitter<A extends unknown[], R>(fn: (...args: A) => R): Submitter<A, Awaited<R>> {
    const task = permittedTask(fn, this.#config.sourceTasks);
    return {
      one: (row) => {
        checkSendable(row);
        return this.#scheduler.submit(task, row, undefined);
      },
      chunk: (rows) => this.submitChunk({}, fn, rows),
    };
  }

  #submitFlat<R>(
    options: ChunkOptions,
    fn: (...args: never) => R,
    list: readonly unknown[],
    rows: number,
    width: number | undefined,
  ): Future<ChunkResult<Awaited<R>>> {
    const task = permittedTask(fn, this.#config.sourceTasks);
    checkSubmitOptions(options);
    const numbers = packNumbers(list);
    const wire = { rows, width, packed: numbers !== undefined, goOn: options.goOn ?? false };
    return this.#scheduler.submit(task, numbers === undefined ? list : [numbers], new TaskNote(options, wire));
  }

  async #force(kill: boolean): Promise<void> {
    const gone = this.#scheduler.terminate(byForce(this.#runtime), kill);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
    await Promise.race([gone, late]);
    clearTimeout(timer);
    const left = this.#scheduler.crew.members.map((worker) => worker.name);
    if (left.length > 0) process.emitWarning(`still running after ${PATIENCE} ms: ${left.join(', ')}`, 'WorkerWarning');
  }
}
