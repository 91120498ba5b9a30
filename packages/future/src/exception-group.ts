import { BaseException } from './errors.ts';
import { shown } from './shown.ts';

/** Chooses errors of a group: a class, several classes, or a function. */
export type ErrorCondition =
  | (abstract new (...args: never[]) => unknown)
  | readonly (abstract new (...args: never[]) => unknown)[]
  | ((error: unknown) => boolean);

/**
 * Several errors at once, at least one of which is no ordinary error (a {@link BaseException}).
 *
 * @remarks
 * Made of ordinary errors only, `new BaseExceptionGroup(…)` gives an {@link ExceptionGroup}, as in Python.
 * Errors keep the order in which they were given. An `AggregateError`: `errors` and `exceptions` are the same list.
 *
 * @throws TypeError when `message` is no string. RangeError when `exceptions` is empty.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#BaseExceptionGroup | BaseExceptionGroup}
 */
export class BaseExceptionGroup extends AggregateError {
  override readonly name: string = 'BaseExceptionGroup';
  readonly code: string = 'ERR_EXCEPTION_GROUP';

  constructor(message: string, exceptions: Iterable<unknown>, options?: ErrorOptions) {
    if (typeof message !== 'string') throw new TypeError(`message must be a string, got ${typeof message}`);
    const errors = [...exceptions];
    if (errors.length === 0) throw new RangeError('exceptions must hold at least one error, got none');
    super(errors, `${message} (${errors.length} sub-exception${errors.length === 1 ? '' : 's'})`, options);
    this.#title = message;
    if (new.target === BaseExceptionGroup && !errors.some(isProcessLevel)) {
      return new ExceptionGroup(message, errors, options);
    }
  }

  readonly #title: string;

  /** The errors in the group, in order; some may be groups themselves. */
  get exceptions(): readonly unknown[] {
    return this.errors as readonly unknown[];
  }

  /** The message without the count of errors. */
  get title(): string {
    return this.#title;
  }

  /** Makes a group of the same kind for other errors; override it in a subclass that carries more. */
  derive(exceptions: readonly unknown[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.#title, exceptions);
  }

  /** The part of the group that matches, nested groups kept in shape; `undefined` when nothing does. */
  subgroup(condition: ErrorCondition): BaseExceptionGroup | undefined {
    return this.split(condition)[0];
  }

  /** What matches and what does not, each in the shape of this group, `undefined` where a half is empty. */
  split(condition: ErrorCondition): [BaseExceptionGroup | undefined, BaseExceptionGroup | undefined] {
    const matches = matcherOf(condition);
    if (matches(this)) return [this, undefined];
    const yes: unknown[] = [];
    const no: unknown[] = [];
    for (const error of this.exceptions) {
      if (error instanceof BaseExceptionGroup) {
        const [matching, rest] = error.split(matches);
        if (matching !== undefined) yes.push(matching);
        if (rest !== undefined) no.push(rest);
      } else {
        (matches(error) ? yes : no).push(error);
      }
    }
    return [this.#like(yes), this.#like(no)];
  }

  #like(errors: readonly unknown[]): BaseExceptionGroup | undefined {
    if (errors.length === 0) return undefined;
    const group = this.derive(errors);
    if (this.stack !== undefined) group.stack = this.stack;
    if (this.cause !== undefined) group.cause = this.cause;
    return group;
  }
}

/**
 * Several ordinary errors at once: what a task group throws when its tasks failed.
 *
 * @throws TypeError when one of `exceptions` is a {@link BaseException}, which would hide it from code that must see
 * it.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#ExceptionGroup | ExceptionGroup}
 */
export class ExceptionGroup extends BaseExceptionGroup {
  override readonly name: string = 'ExceptionGroup';

  constructor(message: string, exceptions: Iterable<unknown>, options?: ErrorOptions) {
    const errors = [...exceptions];
    const wrong = errors.find(isProcessLevel);
    if (wrong !== undefined) throw new TypeError(`cannot nest ${shown(wrong)} in an ExceptionGroup`);
    super(message, errors, options);
  }

  override derive(exceptions: readonly unknown[]): BaseExceptionGroup {
    return new ExceptionGroup(this.title, exceptions);
  }
}

/**
 * Python's `except*`: calls `handler` with the part of `error` that matches, and gives back what is left to handle.
 *
 * @remarks
 * An error that is no group is treated as a group of one. Rethrow a rest that is not `undefined`.
 *
 * @example
 * ```ts
 * try {
 *   await taskGroup(async (group) => { … });
 * } catch (error) {
 *   const rest = catchGroup(error, RangeError, (group) => console.error(group.exceptions));
 *   if (rest !== undefined) throw rest;
 * }
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/reference/compound_stmts.html#except-star | except*}
 */
export function catchGroup(
  error: unknown,
  condition: ErrorCondition,
  handler: (group: BaseExceptionGroup) => void,
): unknown {
  if (!(error instanceof BaseExceptionGroup)) {
    if (!matcherOf(condition)(error)) return error;
    handler(new BaseExceptionGroup('', [error]));
    return undefined;
  }
  const [matching, rest] = error.split(condition);
  if (matching === undefined) return error;
  handler(matching);
  return rest;
}

function isProcessLevel(error: unknown): boolean {
  return error instanceof BaseException || (error instanceof BaseExceptionGroup && !(error instanceof ExceptionGroup));
}

function matcherOf(condition: ErrorCondition): (error: unknown) => boolean {
  if (Array.isArray(condition)) {
    const matchers = condition.map((one) => matcherOf(one as ErrorCondition));
    return (error) => matchers.some((matches) => matches(error));
  }
  if (typeof condition !== 'function') {
    throw new TypeError(`condition must be an error class, a list of them or a function, got ${typeof condition}`);
  }
  if (isErrorClass(condition)) return (error) => error instanceof condition;
  return condition;
}

function isErrorClass(value: object): value is abstract new (...args: never[]) => unknown {
  const prototype: unknown = (value as { prototype?: unknown }).prototype;
  return value === Error || prototype instanceof Error;
}
