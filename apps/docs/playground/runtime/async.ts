import { currentScope, type Scope } from '@x/future/context';
import { inScope, noteAwait, plainThen, promiseOf, thenableOf } from './scoped.ts';

/** What a compiled body yields to await: the line, and what is awaited. */
export type Awaited = readonly [line: number, value: unknown];

/** The body of an async function, as a generator function with its parameters. */
export type Body = (this: unknown, ...args: unknown[]) => Generator<unknown, unknown>;

/**
 * Runs the body of an async function: at once up to its first `await`, and on from each as code of the same task.
 *
 * @remarks
 * It takes as many microtasks as the platform's own.
 */
export function async(self: unknown, args: ArrayLike<unknown>, body: Body): Promise<unknown> {
  const scope = currentScope();
  return new Promise((resolve, reject) => {
    // The body's parameters are evaluated here, and may throw: the promise is rejected.
    const steps = Reflect.apply(body, self, args) as ReturnType<Body>;
    new Run(scope, steps, resolve, reject).step('next', undefined);
  });
}

class Run {
  readonly #scope: Scope | undefined;
  readonly #steps: Generator<unknown, unknown>;
  readonly #resolve: (value: unknown) => void;
  readonly #reject: (error: unknown) => void;
  #line = 0;

  constructor(
    scope: Scope | undefined,
    steps: Generator<unknown, unknown>,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    this.#scope = scope;
    this.#steps = steps;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  step(method: 'next' | 'throw', sent: unknown): void {
    let step: IteratorResult<unknown, unknown>;
    try {
      step = inScope(this.#scope, this.#line, () => this.#steps[method](sent));
    } catch (error) {
      this.#reject(error);
      return;
    }
    if (step.done === true) this.#resolve(thenableOf(this.#scope, step.value));
    else this.#await(step.value as Awaited);
  }

  #await([line, value]: Awaited): void {
    this.#line = line;
    noteAwait(this.#scope, line);
    let promise: Promise<unknown>;
    try {
      promise = promiseOf(this.#scope, value);
    } catch (error) {
      // A promise whose `constructor` throws.
      this.step('throw', error);
      return;
    }
    plainThen(
      promise,
      (sent) => this.step('next', sent),
      (error) => this.step('throw', error),
    );
  }
}
