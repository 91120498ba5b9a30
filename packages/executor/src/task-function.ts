import { definitionOf } from './task-module.ts';
import { sourceOf } from './source-task.ts';
import type { Definition } from './worker/protocol.ts';

/** A function that takes part in any task. */
export type AnyFunction = (...args: never[]) => unknown;

/** A task function as executors know it: numbered, so that a worker is told its definition once. */
export interface TaskFunction {
  readonly id: number;
  readonly definition: Definition;
}

const known = new WeakMap<AnyFunction, TaskFunction>();
// Functions written in the call are new objects each time; their text is not.
const byKey = new Map<string, TaskFunction>();
const MOST_KEYS = 1_000;
let made = 0;

/**
 * The task function that `fn` stands for.
 *
 * @param parameter - the name of the argument, for the error.
 * @throws TypeError when `fn` is no function, or one that cannot run in a worker.
 */
export function taskFunction(fn: AnyFunction, parameter = 'fn'): TaskFunction {
  const found = typeof fn === 'function' ? known.get(fn) : undefined;
  if (found !== undefined) return found;
  if (typeof fn !== 'function') throw new TypeError(`${parameter} must be a function, got ${describeType(fn)}`);
  const definition = definitionOf(fn) ?? sourceOf(fn, parameter);
  const task = numbered(definition);
  known.set(fn, task);
  return task;
}

/**
 * {@link taskFunction} where functions may have been refused as source.
 *
 * @throws TypeError when `fn` would be sent as source, and that is switched off.
 */
export function permittedTask(fn: AnyFunction, sourceTasks: boolean, parameter?: string): TaskFunction {
  const task = taskFunction(fn, parameter);
  // A `data:` URL is source, too.
  const isFile = task.definition.kind === 'module' && task.definition.url.startsWith('file:');
  if (sourceTasks || isFile) return task;
  throw new TypeError(
    `${parameter ?? 'fn'} must be a function of a taskModule() of a file, since sourceTasks is false`,
  );
}

function numbered(definition: Definition): TaskFunction {
  const key = definition.kind === 'module' ? `${definition.name} ${definition.url}` : definition.source;
  const found = byKey.get(key);
  if (found !== undefined) return found;
  const task = { id: made++, definition };
  if (byKey.size >= MOST_KEYS) byKey.delete(byKey.keys().next().value as string);
  byKey.set(key, task);
  return task;
}

function describeType(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
