import { Future as BaseFuture } from '@x/future';
import { currentScope, waitOf } from '@x/future/context';
import { isCoroutine, isThenable, type CoroutineLike } from '../task/coroutine.ts';
import { ForeignWait } from '../task/foreign-wait.ts';

/** The block of a `taskGroup` or `timeout`: code of the task that calls. */
export type Body<O, T> = (object: O) => PromiseLike<T> | CoroutineLike<T>;

/** Refuses a block that is no function. */
export function checkBody(caller: string, body: unknown): void {
  if (typeof body === 'function') return;
  throw new TypeError(`${caller}: body must be a function, got ${body === undefined ? 'nothing' : typeof body}`);
}

/**
 * Starts a block; what is returned is to be yielded. A native block in a generator coroutine is a part of its task too.
 */
export function startBody<O, T>(body: Body<O, T>, object: O): unknown {
  const made: unknown = body(object);
  if (!isThenable(made) || isCoroutine(made) || currentScope()?.task?.isGenerator !== true) return made;
  // A future or a wait is reached as it is.
  return made instanceof BaseFuture || waitOf(made) !== undefined ? made : new ForeignWait(made);
}
