import type { AsyncResource } from 'node:async_hooks';
import { enterScope, swapActiveScope, type Scope } from '@x/future/context';

/**
 * The async context of the code that scheduled something: every `AsyncLocalStorage` value that its caller set.
 * `undefined` where the platform has none (browsers).
 */
export type Ambience = AsyncResource | undefined;

const { process } = globalThis as { process?: Partial<NodeJS.Process> };
const hooks = process?.getBuiltinModule?.('node:async_hooks');
const UNTRACKED = { requireManualDestroy: true };

/** Remembers the async context of the calling code. */
export function captureAmbience(): Ambience {
  return hooks && new hooks.AsyncResource('x.loop', UNTRACKED);
}

/** Calls `fn` in a remembered async context as code of `scope`, which it and all that it starts will see. */
export function runAmbient<S extends Scope>(ambience: Ambience, scope: S, fn: (scope: S) => void): void {
  const before = swapActiveScope(scope);
  try {
    if (ambience === undefined) fn(scope);
    else ambience.runInAsyncScope(entered<S>, undefined, scope, fn);
  } finally {
    swapActiveScope(before);
  }
}

function entered<S extends Scope>(scope: S, fn: (scope: S) => void): void {
  enterScope(scope);
  fn(scope);
}

/** {@link runAmbient} in an async context that was remembered inside `scope` already: cheaper, for repeated steps. */
export function resumeAmbient<S extends Scope>(ambience: Ambience, scope: S, fn: (scope: S) => void): void {
  const before = swapActiveScope(scope);
  try {
    if (ambience === undefined) fn(scope);
    else ambience.runInAsyncScope(fn, undefined, scope);
  } finally {
    swapActiveScope(before);
  }
}
