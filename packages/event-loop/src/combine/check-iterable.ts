import { Future as BaseFuture } from '@x/future';
import { shown } from '@x/future/context';
import { isCoroutine } from '../task/coroutine.ts';

/** Refuses a single awaitable where several belong. */
export function checkIterable(caller: string, parameter: string, value: unknown): void {
  const isIterable = typeof (value as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator] === 'function';
  // A generator coroutine has an iterator too, but a list of futures has no `throw`: plain generators are told apart
  // by what they yield, not here.
  if (!isIterable || value instanceof BaseFuture || typeof value === 'string') {
    throw new TypeError(`${caller}: ${parameter} must be an iterable of awaitables, got ${shown(value)}`);
  }
}

/** Refuses what is no future, naming the way to make one. */
export function checkFuture(caller: string, value: unknown): void {
  if (value instanceof BaseFuture) return;
  if (typeof value === 'function' || isCoroutine(value)) {
    throw new TypeError(`${caller} takes futures and tasks, got a coroutine: pass createTask(coroutine)`);
  }
  throw new TypeError(`${caller} takes futures and tasks, got ${shown(value)}`);
}
