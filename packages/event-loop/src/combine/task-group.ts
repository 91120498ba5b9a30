import { BaseExceptionGroup, CancelledError, RuntimeError } from '@x/future';
import { inspectAsText, rejected } from '@x/future/context';
import { beginAwaitingMembers, endAwaitingMembers } from '../call-graph/awaited-members.ts';
import type { Future } from '../future/future.ts';
import { endsProgram } from '../loop/exception-handler.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { LightCallback } from '../future/light-callback.ts';
import { getRunningLoop } from '../loop/running-loop.ts';
import { closeCoroutine, type Coroutine, type Steps } from '../task/coroutine.ts';
import { currentTask } from '../task/current-task.ts';
import { inRunningTask } from '../task/drive.ts';
import type { Task, TaskOptions } from '../task/task.ts';
import { checkBody, startBody, type Body } from './body.ts';

/**
 * A group of tasks that ends as one: made by {@link taskGroup}.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.TaskGroup | asyncio.TaskGroup}
 */
export class TaskGroup {
  static {
    inspectAsText(this);
  }

  readonly #tasks = new Set<Task<unknown>>();
  #errors: unknown[] = [];
  #baseError: { readonly error: unknown } | undefined;
  #loop: EventLoop | undefined;
  #parent: Task<unknown> | undefined;
  #entered = false;
  #exiting = false;
  #aborting = false;
  #parentCancelRequested = false;
  #completed: Future<void> | undefined;

  /**
   * Starts a task that belongs to the group; tasks may start further ones.
   *
   * @throws RuntimeError when the group is finished, or shutting down after a failure; the coroutine is closed then.
   */
  createTask<T>(coroutine: Coroutine<T>, options?: Omit<TaskOptions, 'loop'>): Task<T> {
    const refusal = this.#refusal();
    if (refusal !== undefined) {
      closeCoroutine(coroutine);
      throw new RuntimeError(`TaskGroup ${this.toString()} ${refusal}`);
    }
    const loop = this.#loop as EventLoop;
    const task = loop.createTask(coroutine, options);
    this.#tasks.add(task);
    task.addWaiter(new LightCallback(loop, (done) => this.#onDone(done), task));
    return task;
  }

  /** The tasks of the group that are not done. */
  get tasks(): ReadonlySet<Task<unknown>> {
    return this.#tasks;
  }

  /** Runs a block as the body of the group; once. See {@link taskGroup}. */
  run<T>(body: Body<this, T>): Promise<T> {
    try {
      checkBody('taskGroup()', body);
    } catch (error) {
      return rejected(error);
    }
    return inRunningTask('taskGroup()', () => this.#steps(body));
  }

  toString(): string {
    const info = [
      this.#tasks.size > 0 ? `tasks=${this.#tasks.size}` : undefined,
      this.#errors.length > 0 ? `errors=${this.#errors.length}` : undefined,
      this.#aborting ? 'cancelling' : this.#entered ? 'entered' : undefined,
    ];
    return `<${['TaskGroup', ...info.filter((part) => part !== undefined)].join(' ')}>`;
  }

  #refusal(): string | undefined {
    if (!this.#entered) return 'has not been entered';
    if (this.#exiting && this.#tasks.size === 0) return 'is finished';
    return this.#aborting ? 'is shutting down' : undefined;
  }

  *#steps<T>(body: Body<this, T>): Steps<T> {
    this.#enter();
    let outcome: { readonly value: T } | { readonly error: unknown };
    try {
      outcome = { value: (yield startBody(body, this)) as T };
    } catch (error) {
      outcome = { error };
    }
    try {
      yield* this.#exit(outcome);
    } finally {
      endAwaitingMembers(this.#parent as Task<unknown>, this.#tasks);
      // Errors are heavy and lead back here.
      this.#parent = undefined;
      this.#errors = [];
      this.#baseError = undefined;
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  #enter(): void {
    if (this.#entered) throw new RuntimeError(`TaskGroup ${this.toString()} has already been entered`);
    this.#loop = getRunningLoop();
    this.#parent = currentTask();
    if (this.#parent === undefined)
      throw new RuntimeError(`TaskGroup ${this.toString()} cannot determine the parent task`);
    this.#entered = true;
    beginAwaitingMembers(this.#parent, this.#tasks);
  }

  *#exit(outcome: { readonly value: unknown } | { readonly error: unknown }): Steps<void> {
    const parent = this.#parent as Task<unknown>;
    this.#exiting = true;
    const failure = 'error' in outcome ? outcome : undefined;
    if (failure !== undefined && endsProgram(failure.error)) this.#baseError ??= failure;
    let cancellation = failure?.error instanceof CancelledError ? failure.error : undefined;
    if (failure !== undefined && !this.#aborting) this.#abort();

    // More than one turn: each cancellation of the parent ends the wait, and the tasks still have to be waited for.
    while (this.#tasks.size > 0) {
      this.#completed ??= (this.#loop as EventLoop).createFuture<void>();
      try {
        yield this.#completed;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        if (!this.#aborting) {
          cancellation = error;
          this.#abort();
        }
      }
      this.#completed = undefined;
    }

    if (this.#baseError !== undefined) throw this.#baseError.error;
    // The group's own cancelling of the parent is taken back; without another one there is nothing to propagate.
    if (this.#parentCancelRequested && parent.uncancel() === 0) cancellation = undefined;
    if (cancellation !== undefined && this.#errors.length === 0) throw cancellation;
    if (failure !== undefined && !(failure.error instanceof CancelledError)) this.#errors.push(failure.error);
    if (this.#errors.length === 0) return;
    // A request from outside is made anew, to reach the parent at its next wait.
    if (parent.cancelling() > 0) {
      parent.uncancel();
      parent.cancel();
    }
    throw new BaseExceptionGroup('unhandled errors in a TaskGroup', this.#errors);
  }

  #abort(): void {
    this.#aborting = true;
    for (const task of this.#tasks) if (!task.done()) task.cancel();
  }

  #onDone(task: Task<unknown>): void {
    this.#tasks.delete(task);
    if (this.#tasks.size === 0 && this.#completed?.done() === false) this.#completed.setResult();
    if (task.cancelled()) return;
    const error = task.exception();
    if (error === undefined) return;
    this.#errors.push(error);
    if (endsProgram(error)) this.#baseError ??= { error };
    const parent = this.#parent;
    if (parent === undefined || parent.done()) {
      (this.#loop as EventLoop).callExceptionHandler({
        message: `Task ${task.toString()} has errored out but its parent task ${String(parent)} is already completed`,
        exception: error,
        task,
      });
      return;
    }
    if (this.#aborting || this.#parentCancelRequested) return;
    // The parent may be anywhere in the block: it is interrupted, and told at the exit that this was the group's doing.
    this.#abort();
    this.#parentCancelRequested = true;
    parent.cancel();
  }
}

/**
 * Runs a block that starts tasks, and ends when they have ended.
 *
 * @remarks
 * The first failure, of a task or of the block, cancels all others; when they are done everything that failed is thrown
 * as one `ExceptionGroup`.
 *
 * **Order.** Errors come in the order in which the tasks ended, that of the block last.
 *
 * **Cancellation.** Cancelling the caller cancels the tasks, waits for them and throws `CancelledError`.
 *
 * **Differs from Python.** The block is a function: a disposer could not see or replace its error.
 *
 * @throws {@link ExceptionGroup} with what failed. RuntimeError outside of a task.
 * @example
 * ```ts
 * const [a, b] = await taskGroup(async (group) => [group.createTask(readA), group.createTask(readB)]);
 * console.log(a.result(), b.result());
 * ```
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#task-groups | asyncio.TaskGroup}
 */
export function taskGroup<T>(body: Body<TaskGroup, T>): Promise<T> {
  return new TaskGroup().run(body);
}
