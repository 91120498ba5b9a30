import {
  asyncSteps,
  finishAfter,
  steps,
  whenSettled,
  type AsyncSteps,
  type Finish,
  type Steps,
} from './when-settled.ts';

/** Any function; `unknown` as the type of its parameters would refuse most. */
export type AnyFunction = (this: never, ...args: never[]) => unknown;

/**
 * The type of a wrapped function: that of the function itself, unless it returns a thenable of its own kind, neither promise nor future: that
 * becomes a promise.
 */
export type Wrapped<F extends AnyFunction> =
  F extends Call<infer This, infer Args, infer R>
    ? KeepsType<R> extends true
      ? F
      : Call<This, Args, Promise<Awaited<R>>>
    : never;

type Call<This, Args extends unknown[], R> = (this: This, ...args: Args) => R;

type KeepsType<R> = [R] extends [{ addDoneCallback: unknown }]
  ? true
  : [R] extends [PromiseLike<infer V>]
    ? [Promise<V>] extends [R]
      ? true
      : false
    : true;

/** Makes a function of the kind, name and length of `fn` that begins a measurement with each call and finishes it as the call settles. */
export function wrapFunction<F extends AnyFunction>(fn: F, begin: () => Finish): Wrapped<F> {
  const wrapped = wrapKind(fn as unknown as UnknownFunction, begin);
  Object.defineProperties(wrapped, {
    name: { value: fn.name, configurable: true },
    length: { value: fn.length, configurable: true },
  });
  return Object.assign(wrapped, fn) as unknown as Wrapped<F>;
}

type UnknownFunction = Call<unknown, unknown[], unknown>;

function wrapKind(fn: UnknownFunction, begin: () => Finish): UnknownFunction {
  switch (Object.prototype.toString.call(fn)) {
    case '[object GeneratorFunction]':
      return function* (this: unknown, ...args: unknown[]) {
        return yield* steps(fn.apply(this, args) as Steps, begin());
      };
    case '[object AsyncGeneratorFunction]':
      return async function* (this: unknown, ...args: unknown[]) {
        return yield* asyncSteps(fn.apply(this, args) as AsyncSteps, begin());
      };
    default:
      return function (this: unknown, ...args: unknown[]): unknown {
        const finish = begin();
        let result: unknown;
        try {
          result = fn.apply(this, args);
        } catch (error) {
          return finishAfter(error, finish);
        }
        return whenSettled(result, finish);
      };
  }
}
