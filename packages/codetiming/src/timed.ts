import { Timer, type TimerOptions } from './timer.ts';
import type { AnyFunction, Wrapped } from './wrap.ts';

/** The decorator that {@link timed} makes: for methods, getters, setters, and fields that hold a function; static and private ones, too. */
export interface TimedDecorator {
  <F extends AnyFunction>(member: F, context: { readonly kind: 'method' | 'getter' | 'setter' }): Wrapped<F>;
  <F extends AnyFunction>(
    member: undefined,
    context: ClassFieldDecoratorContext<unknown, F>,
  ): (initial: F) => Wrapped<F>;
}

/**
 * Times each call of a method: {@link Timer.wrap} as a decorator.
 *
 * @remarks
 * The signature is that of the ECMAScript decorators, which TypeScript compiles from version 5.0 on without a flag; `experimentalDecorators` has
 * another one and must be off. One timer serves all calls on all instances.
 *
 * **Differs from Python.** There the class itself decorates, `@Timer(name="bake")`, and times an async function as zero and a recursive one not at all.
 *
 * @throws RangeError | TypeError when the options are bad, see {@link Timer}.
 *
 * @example
 * ```ts
 * class Bakery {
 *   @timed({ name: 'bake', text: '{name} took {milliseconds:.0f} ms' })
 *   async bake(cakes: number): Promise<number> {
 *     return cakes * 2;
 *   }
 * }
 * await new Bakery().bake(3); // => 6
 * Timer.timers.count('bake'); // => 1
 * ```
 *
 * @see Python: {@link https://pypi.org/project/codetiming/ | codetiming.Timer}
 */
export function timed(options?: TimerOptions): TimedDecorator {
  const timer = new Timer(options);

  function decorate(member: AnyFunction | undefined, context: DecoratorContext | undefined): AnyFunction {
    const kind = context?.kind;
    if (kind === 'field') return (initial: AnyFunction) => timer.wrap(initial);
    if (kind === 'method' || kind === 'getter' || kind === 'setter') return timer.wrap(member as AnyFunction);
    throw new TypeError(
      `timed() decorates methods, getters, setters and fields, got ${kind ?? 'no decorator context'} ` +
        '(experimentalDecorators must be off; a function takes timer.wrap)',
    );
  }
  return decorate as TimedDecorator;
}
