import { currentScope, swapActiveScope, type Scope } from '@x/future/context';

/** Is told what code of a task does. */
export interface Observer {
  /** Code of a scope goes on behind its `await` in this line; 0 when it was in no such place. */
  enter(scope: Scope, line: number): void;
  /** That code gives way. */
  exit(scope: Scope): void;
  /** It awaits something in this line. */
  awaits(scope: Scope, line: number): void;
}

let observer: Observer | undefined;

/** Sets who is told. */
export function observe(one: Observer | undefined): void {
  observer = one;
}

/** Calls `fn` as code of a scope. `line` is where that code goes on, 0 when that is unknown. */
export function inScope<R>(scope: Scope | undefined, line: number, fn: () => R): R {
  if (scope !== undefined) observer?.enter(scope, line);
  const before = swapActiveScope(scope);
  try {
    return fn();
  } finally {
    swapActiveScope(before);
    if (scope !== undefined) observer?.exit(scope);
  }
}

/** Says where the code of a scope waits; line 0 is code that the reader has not written. */
export function noteAwait(scope: Scope | undefined, line: number): void {
  if (scope !== undefined && line > 0) observer?.awaits(scope, line);
}

// The platform's own: `then` is replaced by one that carries the scope.
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the promise
const { then } = Promise.prototype;
const resolve = Promise.resolve.bind(Promise);

/**
 * What `await` does first: makes a promise of a value. A thenable is asked as code of the scope, in a microtask.
 */
export function promiseOf(scope: Scope | undefined, value: unknown): Promise<unknown> {
  if (value instanceof Promise && value.constructor === Promise) return value;
  if (scope === undefined || (typeof value !== 'object' && typeof value !== 'function')) return resolve(value);
  return new Promise((settle) => settle(thenableOf(scope, value)));
}

/** A value to resolve a promise with; when it is a thenable, one that is asked as code of the scope. */
export function thenableOf(scope: Scope | undefined, value: unknown): unknown {
  if (scope === undefined || value === null || value instanceof Promise) return value;
  if (typeof value !== 'object' && typeof value !== 'function') return value;
  let method: unknown;
  try {
    method = (value as Partial<PromiseLike<unknown>>).then;
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the getter threw
    return Promise.reject(error);
  }
  if (typeof method !== 'function') return value;
  return {
    then: (...callbacks: unknown[]): unknown =>
      inScope(scope, 0, () => Reflect.apply(method, value, callbacks) as unknown),
  };
}

/** The platform's `promise.then(…)`, without a scope. */
export function plainThen(
  promise: Promise<unknown>,
  onFulfilled: (value: unknown) => void,
  onRejected: (error: unknown) => void,
): void {
  void Reflect.apply(then, promise, [onFulfilled, onRejected]);
}

/** Makes the callbacks of promises run as code of the task that gave them, as an `AsyncLocalStorage` would. */
export function carryScope(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the class
  const plainResolve: unknown = Promise.resolve;
  Reflect.set(Promise.prototype, 'then', function (this: Promise<unknown>, ...callbacks: unknown[]): unknown {
    const scope = currentScope();
    const carried = scope === undefined ? callbacks : callbacks.map((one) => bound(scope, one));
    return Reflect.apply(then, this, carried) as unknown;
  });
  Reflect.set(Promise, 'resolve', function (this: typeof Promise, value: unknown): unknown {
    const scope = this === Promise ? currentScope() : undefined;
    if (scope !== undefined) return promiseOf(scope, value);
    return Reflect.apply(plainResolve as typeof resolve, this, [value]);
  });
}

/** A function that is called as code of a scope; anything else stays what it is. */
export function bound(scope: Scope | undefined, fn: unknown): unknown {
  if (scope === undefined || typeof fn !== 'function') return fn;
  return (...args: unknown[]): unknown => inScope(scope, 0, () => Reflect.apply(fn, undefined, args) as unknown);
}
