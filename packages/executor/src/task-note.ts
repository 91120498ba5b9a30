import { CancelledError, TimeoutError } from '@x/future';
import { startTimer, type HandleLike } from '@x/future/context';
import type { Transferable } from 'node:worker_threads';
import type { SubmitOptions } from './options.ts';
import type { TaskFuture } from './task-future.ts';
import type { Note } from './worker/protocol.ts';

/** Stops tasks that are running. */
export interface TaskStopper {
  /** Tells the task that it should stop. */
  abort(task: TaskFuture<unknown>, reason: unknown): void;
  /** Ends the worker of the task; the task fails with `error`. */
  condemn(task: TaskFuture<unknown>, error: unknown): void;
}

/**
 * The options of one call. Most tasks have none, and no such object.
 *
 * @internal
 */
export class TaskNote {
  /** What the worker is told. */
  readonly wire: Note;
  /** Higher runs first. */
  readonly priority: number;
  readonly transferList: readonly Transferable[] | undefined;
  readonly onProgress: ((value: unknown) => void) | undefined;
  readonly #options: SubmitOptions;
  #hasBegun = false;
  #onBegin: (() => void) | undefined;
  readonly #timers: HandleLike[] = [];
  #unlisten: (() => void) | undefined;

  constructor(options: SubmitOptions, chunk?: Pick<Note, 'rows' | 'width' | 'packed' | 'goOn'>) {
    const { signal, timeout, name, onProgress, force } = options;
    this.#options = options;
    this.priority = options.priority ?? 0;
    this.transferList = options.transfer;
    this.onProgress = onProgress;
    this.wire = {
      ...(name !== undefined && { name }),
      ...(onProgress !== undefined && { listen: true }),
      ...(signal !== undefined && { own: true }),
      ...((timeout !== undefined || force !== undefined) && { tell: true }),
      ...chunk,
    };
  }

  /** The signal, if it is aborted before the task is queued. */
  get aborted(): AbortSignal | undefined {
    const { signal } = this.#options;
    return signal?.aborted === true ? signal : undefined;
  }

  /** The task is queued: its signal counts from here on. */
  watch(task: TaskFuture<unknown>, stopper: TaskStopper): void {
    const { signal } = this.#options;
    if (signal === undefined) return;
    const onAbort = (): void => this.#abort(task, stopper, signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#unlisten = () => signal.removeEventListener('abort', onAbort);
  }

  /** The task has begun: its time counts from here on. */
  begin(task: TaskFuture<unknown>, stopper: TaskStopper): void {
    const { timeout } = this.#options;
    this.#hasBegun = true;
    this.#onBegin?.();
    if (timeout === undefined || timeout === Infinity) return;
    const text = `the task ran for more than ${timeout} ms; its worker has been replaced`;
    const condemn = (): void => stopper.condemn(task, new TimeoutError(text, { timeout }));
    this.#timers.push(startTimer(timeout, condemn));
  }

  /** The task is over. */
  release(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#unlisten?.();
  }

  #abort(task: TaskFuture<unknown>, stopper: TaskStopper, reason: unknown): void {
    if (task.cancel(reason)) return;
    stopper.abort(task, reason);
    const { force } = this.#options;
    if (force === undefined || force === false) return;
    const error = new CancelledError(reason);
    const condemn = (): void => stopper.condemn(task, error);
    const end = (): void => void this.#timers.push(startTimer(force === true ? 0 : force, condemn));
    // What has been sent and has not begun fails by itself when its turn comes.
    if (this.#hasBegun) end();
    else this.#onBegin = end;
  }
}
