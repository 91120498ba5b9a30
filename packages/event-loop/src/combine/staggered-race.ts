import { CancelledError, ExceptionGroup, TimeoutError } from '@x/future';
import { rejected, shown } from '@x/future/context';
import { beginAwaitingMembers, endAwaitingMembers } from '../call-graph/awaited-members.ts';
import type { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { endsProgram } from '../loop/exception-handler.ts';
import { getRunningLoop } from '../loop/running-loop.ts';
import type { CoroutineFunction, Steps } from '../task/coroutine.ts';
import { currentTask } from '../task/current-task.ts';
import { inRunningTask } from '../task/drive.ts';
import type { Task } from '../task/task.ts';
import { startBody } from './body.ts';
import { waitFor } from './wait-for.ts';

/** The value and the place of the winner, `undefined` without one, and the error of each that was started. */
export type RaceResult<T> = [value: T | undefined, index: number | undefined, errors: unknown[]];

/**
 * Starts coroutines one after the other, each when the one before has failed or `delay` is over, and takes the first
 * that succeeds; the others are cancelled.
 *
 * @remarks
 * **Order.** `errors` is in the order of `functions`, as long as the number of those started; the winner's entry is
 * `undefined`.
 *
 * **Cancellation.** Cancelling the caller cancels all that were started, and waits for them.
 *
 * @param delay - milliseconds between two starts; `undefined` to start the next only after a failure.
 * @throws TypeError when `functions` is no iterable of functions.
 * @see Python: {@link https://github.com/python/cpython/blob/3.13/Lib/asyncio/staggered.py | asyncio.staggered.staggered_race}
 */
export function staggeredRace<T>(
  functions: Iterable<CoroutineFunction<T>>,
  delay: number | undefined,
): Promise<RaceResult<T>> {
  try {
    const entrants = [...functions];
    for (const entrant of entrants) {
      if (typeof entrant !== 'function') throw new TypeError(`functions must hold functions, got ${shown(entrant)}`);
    }
    return new Race(getRunningLoop(), entrants, delay).run();
  } catch (error) {
    return rejected(error);
  }
}

class Race<T> {
  readonly #loop: EventLoop;
  readonly #entrants: CoroutineFunction<T>[];
  readonly #delay: number | undefined;
  readonly #running = new Set<Task<unknown>>();
  readonly #errors: unknown[] = [];
  readonly #unhandled: unknown[] = [];
  #winner: { readonly value: T; readonly index: number } | undefined;
  #completed: Future<void> | undefined;

  constructor(loop: EventLoop, entrants: CoroutineFunction<T>[], delay: number | undefined) {
    this.#loop = loop;
    this.#entrants = entrants;
    this.#delay = delay;
  }

  run(): Promise<RaceResult<T>> {
    return inRunningTask('staggeredRace()', () => this.#steps());
  }

  *#steps(): Steps<RaceResult<T>> {
    const parent = currentTask();
    if (parent === undefined) return yield* this.#settle();
    beginAwaitingMembers(parent, this.#running);
    try {
      return yield* this.#settle();
    } finally {
      endAwaitingMembers(parent, this.#running);
    }
  }

  *#settle(): Steps<RaceResult<T>> {
    this.#startNext(undefined);
    let cancellation: CancelledError | undefined;
    while (this.#running.size > 0) {
      this.#completed = this.#loop.createFuture<void>();
      try {
        yield this.#completed;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancellation = error;
        for (const task of this.#running) task.cancel(...error.args);
      }
      this.#completed = undefined;
    }
    if (this.#unhandled.length > 0) throw new ExceptionGroup('staggered race failed', this.#unhandled);
    if (cancellation !== undefined) throw cancellation;
    return [this.#winner?.value, this.#winner?.index, this.#errors];
  }

  #startNext(previousFailed: Future<void> | undefined): void {
    // An eager first step would run before the task is counted: it waits until it is.
    const isCounted = this.#loop.createFuture<void>();
    const task = this.#loop.createTask(() => this.#enter(isCounted, previousFailed));
    this.#running.add(task);
    task.addWaiter(new LightCallback(this.#loop, (done) => this.#onDone(done), task));
    isCounted.setResult();
  }

  *#enter(isCounted: Future<void>, previousFailed: Future<void> | undefined): Steps<void> {
    yield isCounted;
    if (previousFailed !== undefined) {
      try {
        yield waitFor(previousFailed, this.#delay);
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
      }
    }
    const index = this.#errors.length;
    const entrant = this.#entrants[index];
    if (entrant === undefined) return;
    const failed = this.#loop.createFuture<void>();
    this.#startNext(failed);
    this.#errors.push(undefined);
    let value: T;
    try {
      value = (yield startBody(entrant, undefined)) as T;
    } catch (error) {
      if (endsProgram(error)) throw error;
      this.#errors[index] = error;
      if (!failed.done()) failed.setResult();
      return;
    }
    this.#winner = { value, index };
    const own = currentTask();
    for (const task of this.#running) if (task !== own) task.cancel();
  }

  #onDone(task: Task<unknown>): void {
    this.#running.delete(task);
    if (this.#running.size === 0 && this.#completed?.done() === false) this.#completed.setResult();
    if (task.cancelled()) return;
    const error = task.exception();
    if (error !== undefined) this.#unhandled.push(error);
  }
}
