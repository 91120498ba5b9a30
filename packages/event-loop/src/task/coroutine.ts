import { RuntimeError } from '@x/future';
import { shown } from '@x/future/context';

/**
 * What a loop can step: a generator object, or anything else with its methods.
 *
 * @see Python: {@link https://docs.python.org/3/reference/datamodel.html#coroutine-objects | coroutine objects}
 */
export interface CoroutineLike<T> {
  next(value?: unknown): IteratorResult<unknown, T>;
  throw(error: unknown): IteratorResult<unknown, T>;
  return(value?: unknown): IteratorResult<unknown, unknown>;
}

/** A function whose call is a coroutine: `async () => …` or `function* () { … }`. */
export type CoroutineFunction<T> = () => PromiseLike<T> | CoroutineLike<T>;

/** What {@link createTask} takes: work that has not started. */
export type Coroutine<T> = CoroutineFunction<T> | CoroutineLike<T>;

/** What can be waited for: a promise, a future, or a coroutine, which then runs as a task. */
export type Awaitable<T> = PromiseLike<T> | Coroutine<T>;

/** The body of a generator coroutine; what it yields is awaited, and comes back as the value of the `yield`. */
// The value of each `yield` has the type of what was yielded, which TypeScript cannot say.

export type Steps<T> = Generator<unknown, T>;

/**
 * Whether a value is a coroutine object: a generator, or what {@link coroutine} makes. Promises and functions are not.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.iscoroutine | asyncio.iscoroutine}
 */
export function isCoroutine(value: unknown): value is CoroutineLike<unknown> {
  const { next, throw: thrown } = (value ?? {}) as Partial<CoroutineLike<unknown>>;
  return typeof value === 'object' && typeof next === 'function' && typeof thrown === 'function';
}

const MADE = Symbol.for('@x/event-loop.coroutine');
const GeneratorFunction = Object.getPrototypeOf(function* () {}) as object;
const AsyncFunction = Object.getPrototypeOf(async () => Promise.resolve()) as object;

/**
 * Whether calling a function makes a coroutine, as far as one can see without calling: an async or generator function,
 * or one made by {@link coroutine}.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.iscoroutinefunction | asyncio.iscoroutinefunction}
 */
export function isCoroutineFunction(value: unknown): boolean {
  if (typeof value !== 'function') return false;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === GeneratorFunction || kind === AsyncFunction || MADE in value;
}

/** Marks a function as one that makes coroutine objects. */
export function markCoroutineFunction(fn: object): void {
  Object.defineProperty(fn, MADE, { value: true });
}

/** Whether a value can be awaited as it is. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';
}

/** Refuses what cannot be awaited, by a loop that would make a task of it if need be. */
export function checkAwaitable(value: unknown): void {
  if (typeof value === 'function' || isCoroutine(value) || isThenable(value)) return;
  throw new TypeError(`an awaitable is required, got ${shown(value)}`);
}

/** Refuses what is no coroutine, with a hint where a promise was given. */
export function checkCoroutine(value: unknown): void {
  if (typeof value === 'function' || isCoroutine(value)) return;
  if (isThenable(value)) {
    throw new TypeError(
      'a coroutine was expected, got a promise, which has started already: give the function, or adopt the promise with ensureFuture()',
    );
  }
  throw new TypeError(`a coroutine was expected, got ${shown(value)}`);
}

/** Ends a coroutine that will never run, so that it holds nothing. */
export function closeCoroutine(coroutine: unknown): void {
  if (isCoroutine(coroutine)) coroutine.return();
}

/** Refuses a coroutine where a plain callback belongs; checked in debug mode, as in Python. */
export function refuseCoroutine(callback: unknown, method: string): void {
  if (isCoroutine(callback) || isCoroutineFunction(callback)) {
    throw new TypeError(`coroutines cannot be used with ${method}()`);
  }
}

/** The error for a coroutine object that is awaited or run again. */
export function reused(name: string, isRunning: boolean): RuntimeError {
  return new RuntimeError(
    isRunning ? `coroutine ${name} is being awaited already` : `cannot reuse already awaited coroutine ${name}`,
  );
}
