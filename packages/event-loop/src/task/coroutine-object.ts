import { LazyPromise, rejected, warn, watchLoss, type LossWatch } from '@x/future/context';
import { creationStack } from '../debug/creation-site.ts';
import { findRunningLoop } from '../loop/running-loop.ts';
import { drive } from './drive.ts';
import { isCoroutine, isThenable, markCoroutineFunction, reused, type CoroutineLike, type Steps } from './coroutine.ts';

/**
 * Work that starts when it is awaited, yielded or given to a task, and not before; once.
 *
 * @see Python: {@link https://docs.python.org/3/reference/datamodel.html#coroutine-objects | coroutine objects}
 */
export class CoroutineObject<T> extends LazyPromise<T> implements CoroutineLike<T> {
  readonly name: string;
  /** Where it was made; while a loop in debug mode runs. */
  readonly sourceTraceback: readonly string[] | undefined;
  readonly #watch: LossWatch | undefined;
  #start: (() => PromiseLike<T> | CoroutineLike<T> | T) | undefined;
  #steps: CoroutineLike<T> | undefined;

  constructor(name: string, start: () => PromiseLike<T> | CoroutineLike<T> | T, isReported: boolean) {
    super();
    this.name = name;
    this.#start = start;
    if (!isReported) return;
    const loop = findRunningLoop();
    const message = `coroutine '${name}' was never awaited`;
    if (loop === undefined) {
      this.#watch = watchLoss(this, () => warn(message, ''));
      return;
    }
    const sourceTraceback = loop.getDebug() ? creationStack() : undefined;
    this.sourceTraceback = sourceTraceback;
    this.#watch = loop.losses.watch(this, { message, kind: 'coroutine', sourceTraceback });
  }

  override get [Symbol.toStringTag](): string {
    return 'Coroutine';
  }

  /**
   * Takes the work out, to run it elsewhere.
   *
   * @throws RuntimeError when it was started before.
   */
  take(): () => PromiseLike<T> | CoroutineLike<T> | T {
    const start = this.#start;
    if (start === undefined) throw reused(this.name, this.#steps !== undefined);
    this.#start = undefined;
    this.#watch?.release();
    return start;
  }

  /**
   * Takes the work up, to be stepped from here on.
   *
   * @throws RuntimeError when it was started before.
   */
  begin(): void {
    this.#steps = this.#stepsOf(this.take());
  }

  next(value?: unknown): IteratorResult<unknown, T> {
    if (this.#steps === undefined) this.begin();
    return (this.#steps as CoroutineLike<T>).next(value);
  }

  throw(error: unknown): IteratorResult<unknown, T> {
    if (this.#steps !== undefined) return this.#steps.throw(error);
    this.take();
    throw error;
  }

  return(value?: unknown): IteratorResult<unknown, unknown> {
    if (this.#steps !== undefined) return this.#steps.return(value);
    if (this.#start !== undefined) this.take();
    return { done: true, value };
  }

  protected override asPromise(): Promise<T> {
    try {
      this.begin();
      return drive(this.#steps as CoroutineLike<T>);
    } catch (error) {
      return rejected(error);
    }
  }

  *#stepsOf(start: () => PromiseLike<T> | CoroutineLike<T> | T): Steps<T> {
    try {
      const made = start();
      return isCoroutine(made) || isThenable(made) ? ((yield made) as T) : made;
    } finally {
      this.#steps = undefined;
    }
  }
}

/**
 * Makes a function whose calls are coroutine objects, as those of Python's `async def` are: nothing runs at the call.
 *
 * @remarks
 * A coroutine object that is dropped unstarted is reported once: to the exception handler of the loop in which it was
 * made, elsewhere by a process warning. It can be awaited once.
 *
 * @example
 * ```ts
 * const weigh = coroutine(async (parcel: number) => parcel * 2);
 * const work = weigh(4); // nothing has run yet
 * await work; // => 8
 * ```
 */
export function coroutine<A extends unknown[], T>(
  fn: (...args: A) => PromiseLike<T> | CoroutineLike<T>,
): (...args: A) => CoroutineObject<T> {
  if (typeof fn !== 'function') throw new TypeError(`coroutine() takes a function, got ${String(fn)}`);
  const make = (...args: A): CoroutineObject<T> =>
    new CoroutineObject<T>(fn.name || '<anonymous>', () => fn(...args), true);
  markCoroutineFunction(make);
  return make;
}
