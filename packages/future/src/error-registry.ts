import { shown } from './shown.ts';

/** A class whose errors keep their type when they cross to another thread or process. */
export type ErrorClass = abstract new (...args: never[]) => Error;

const KEY = Symbol.for('@x/future.errors');
const classes = ((globalThis as Record<symbol, unknown>)[KEY] ??= new Map()) as Map<string, ErrorClass>;

/**
 * Makes errors of `errorClass` arrive as that class from workers: call it in the program and in the task module.
 *
 * @remarks
 * Builtin error classes and those of this toolkit need no registration. An error of an unknown class arrives as an
 * `Error` with the right `name`, message, stack, cause and own properties. The constructor is not called on arrival.
 *
 * @param name - under which both sides know the class; the class's own name by default.
 * @throws TypeError when `errorClass` is no subclass of `Error`.
 * @throws RangeError when another class has that name already.
 * @see Python: pickling finds an exception's class by module and name
 */
export function registerError(errorClass: ErrorClass, name?: string): void {
  if (typeof errorClass !== 'function' || !(errorClass.prototype instanceof Error)) {
    throw new TypeError(`errorClass must be a subclass of Error, got ${shown(errorClass)}`);
  }
  const key = name ?? errorClass.name;
  const known = classes.get(key);
  if (known !== undefined && known !== errorClass) {
    throw new RangeError(`name must be new: another class is registered as '${key}'`);
  }
  classes.set(key, errorClass);
}

/** The class registered under `name`. */
export function registeredError(name: string): ErrorClass | undefined {
  return classes.get(name);
}
