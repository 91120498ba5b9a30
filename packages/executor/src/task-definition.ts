import { decodeError } from './decode-error.ts';
import { taskFunction, type AnyFunction } from './task-function.ts';
import { resolve, UnresolvedError } from './worker/handler.ts';
import type { Definition } from './worker/protocol.ts';

/** A task function as data, which can be sent to any thread or process: where it is exported, or its source. */
export type TaskDefinition = Definition;

/**
 * Makes data of a task function: an export of a module, through {@link taskModule}, or a self-contained function.
 *
 * @param parameter - the name of the argument, for the error.
 * @throws TypeError when `fn` is no function, or one that cannot run in a worker, as `submit` does.
 */
export function taskDefinition(fn: AnyFunction, parameter = 'fn'): TaskDefinition {
  return taskFunction(fn, parameter).definition;
}

/**
 * In the worker: makes a function of the data again. Loads its module, if it has one.
 *
 * @throws RuntimeError when the module cannot be loaded. TypeError when it does not export the function.
 */
export async function loadTask(definition: TaskDefinition): Promise<(...args: unknown[]) => unknown> {
  try {
    return await resolve(definition, () => true);
  } catch (error) {
    throw error instanceof UnresolvedError ? decodeError(error.encoded) : error;
  }
}
