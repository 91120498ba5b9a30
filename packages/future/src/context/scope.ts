import type { AsyncLocalStorage } from 'node:async_hooks';
import type { CancelledError } from '../errors.ts';
import type { Wait } from './wait.ts';

/** An entry of a loop's ready queue. */
export interface Runnable {
  /**
   * Does the entry's work. The loop calls it once, when its turn comes.
   *
   * @returns `true` when it has surely left no microtask behind, so that the next entry may run at once.
   */
  run(): boolean;
}

/** A scheduled callback that can be taken back. */
export interface HandleLike {
  /** Keeps the callback from running, if it has not. */
  cancel(): void;
}

/** What waits and futures need of a running event loop. */
export interface LoopLike {
  /** Calls `callback` in the next iteration, in the current context. */
  callSoon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): HandleLike;
  /** Calls `callback` after `delay` milliseconds, in the current context. */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => unknown, ...args: A): HandleLike;
  /** The loop's clock, in milliseconds. */
  time(): number;
  /** Queues an entry for the next iteration as it is: no handle, no context of its own. */
  enqueue(entry: Runnable): void;
  /** Reports what nobody else will see. */
  callExceptionHandler(context: { message: string; exception?: unknown; [detail: string]: unknown }): void;
}

/** What a wait needs of the task that it belongs to. */
export interface TaskLike {
  /** True for a generator coroutine, which reads a value that is there already without an await. */
  readonly isGenerator: boolean;
  /** Notes a wait of this task, to be cancelled with it. A cancellation that is pending reaches the wait now. */
  beginWait(wait: Wait<unknown>): void;
  /** Forgets a wait that {@link TaskLike.beginWait} noted. */
  endWait(wait: Wait<unknown>): void;
  /** Hands over a cancellation that has not reached the task's code yet, and counts it as delivered. */
  takeCancellation(): CancelledError | undefined;
}

/** Who is running: the task, if any, and the loop. */
export interface Scope {
  readonly task: TaskLike | undefined;
  readonly loop: LoopLike | undefined;
}

interface Store {
  /** Set while a task's code is on the stack, so that asking costs a field read. */
  active: Scope | undefined;
  /** Carries the scope over native awaits; missing where the platform has no context store (browsers). */
  readonly storage: AsyncLocalStorage<Scope> | undefined;
}

// Asked for at run time instead of imported: the same file then loads in a browser.
const { process } = globalThis as { process?: Partial<NodeJS.Process> };
const hooks = process?.getBuiltinModule?.('node:async_hooks');

const KEY = Symbol.for('@x/future.context');

// Two installed copies of the package meet here, so that a task of one is seen by the waits of the other.
const store: Store = ((globalThis as Record<symbol, unknown>)[KEY] ??= createStore()) as Store;

/** Whether {@link currentScope} is known across native awaits. */
export const FOLLOWS_AWAITS: boolean = store.storage !== undefined;

/**
 * The task and loop that the calling code runs in; `undefined` outside every loop.
 *
 * @remarks
 * Known across native awaits where `AsyncLocalStorage` exists. Without it (browsers) it is known in generator
 * coroutines, and in a native coroutine up to its first await.
 */
export function currentScope(): Scope | undefined {
  return store.active ?? store.storage?.getStore();
}

/** Whether a generator coroutine is calling: it takes what is there already without an await. Asks no context store. */
export function isGeneratorCalling(): boolean {
  return store.active?.task?.isGenerator === true;
}

/** Calls `fn` as code of `scope`, and of whatever `fn` starts and awaits. */
export function runInScope<A extends unknown[], R>(scope: Scope, fn: (...args: A) => R, ...args: A): R {
  const before = store.active;
  store.active = scope;
  try {
    return store.storage === undefined ? fn(...args) : store.storage.run(scope, fn, ...args);
  } finally {
    store.active = before;
  }
}

/**
 * Makes `scope` the running one for the synchronous code that follows; gives back the one before, to restore.
 *
 * @remarks
 * For drivers that enter and leave often. It does not reach code that goes on after a native await: combine it with
 * a snapshot of the context store, or use {@link runInScope}.
 */
export function swapActiveScope(scope: Scope | undefined): Scope | undefined {
  const before = store.active;
  store.active = scope;
  return before;
}

/**
 * Makes `scope` that of the rest of the calling async context: for drivers inside an `AsyncResource` of their own,
 * which keeps it from reaching further.
 */
export function enterScope(scope: Scope): void {
  store.storage?.enterWith(scope);
}

/** Makes a callback see the `AsyncLocalStorage` values of the calling code, wherever it is called. */
export function bindToCaller<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  return hooks === undefined ? callback : hooks.AsyncLocalStorage.bind(callback);
}

function createStore(): Store {
  return { active: undefined, storage: hooks && new hooks.AsyncLocalStorage<Scope>() };
}
