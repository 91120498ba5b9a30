import { currentScope } from '@x/future/context';
import { sleep } from '../combine/sleep.ts';
import { isCoroutine, type CoroutineLike, type Steps } from './coroutine.ts';
import { CoroutineObject } from './coroutine-object.ts';

/** Runs the steps of a coroutine in native code: each thing yielded is awaited. */
export async function drive<T>(steps: CoroutineLike<T>): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    let value: unknown;
    try {
      value = await awaitable(step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(value);
  }
  return step.value;
}

/**
 * Runs steps as a part of the running task, whatever its kind: in a generator coroutine what is returned is yielded and
 * runs then; elsewhere it runs now.
 */
export function inRunningTask<T>(name: string, steps: () => Steps<T>): Promise<T> {
  if (currentScope()?.task?.isGenerator === true) return new CoroutineObject<T>(name, steps, false);
  return drive(steps());
}

function awaitable(yielded: unknown): unknown {
  if (yielded === undefined) return sleep(0);
  return isCoroutine(yielded) && !(yielded instanceof CoroutineObject) ? drive(yielded) : yielded;
}
