import { currentScope, runInScope, shown, type LoopLike, type Scope, type TaskLike } from '@x/future/context';
import { RuntimeError } from '@x/future';

/** A scope that carries context variables: that of every task and callback of a loop. */
export interface ContextScope extends Scope {
  readonly context: Context;
}

/** Variables and their values; never changed, so that copying a context copies a reference. */
export type Values = ReadonlyMap<object, unknown>;

const NOTHING: Values = new Map();

// Given by the classes below to the others in this file, and to nobody else.
let change: (context: Context, variable: object, value: unknown, isSet: boolean) => void;
let valuesOf: (context: Context) => Values;
let contextWith: (values: Values) => Context;
let restore: (token: Token<unknown>, variable: object) => void;

/**
 * The values of all context variables as one piece of code sees them. Each task has its own, copied when it is made.
 *
 * @see Python: {@link https://docs.python.org/3/library/contextvars.html#contextvars.Context | contextvars.Context}
 */
export class Context {
  #values: Values = NOTHING;
  #entered = false;

  /** The value that `variable` has here; its default, or `undefined`, when it was not set. */
  get<T>(variable: ContextVar<T>): T | undefined {
    return this.#values.has(variable) ? (this.#values.get(variable) as T) : variable.default;
  }

  /** Whether `variable` was set here. */
  has(variable: object): boolean {
    return this.#values.has(variable);
  }

  /** How many variables are set here. */
  get size(): number {
    return this.#values.size;
  }

  /** The variables that are set here. */
  keys(): IterableIterator<ContextVar<unknown>> {
    return this.#values.keys() as IterableIterator<ContextVar<unknown>>;
  }

  /** A context with the same values, to be changed apart. */
  copy(): Context {
    return contextWith(this.#values);
  }

  /**
   * Calls `fn` in this context: what it sets stays here.
   *
   * @throws RuntimeError when code is running in this context already.
   */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R {
    if (this.#entered) throw new RuntimeError('cannot enter context: it is already entered');
    this.#entered = true;
    try {
      return runInScope(new PlainScope(this), fn, ...args);
    } finally {
      this.#entered = false;
    }
  }

  static {
    valuesOf = (context) => context.#values;
    contextWith = (values) => {
      const context = new Context();
      context.#values = values;
      return context;
    };
    change = (context, variable, value, isSet) => {
      const values = new Map(context.#values);
      if (isSet) values.set(variable, value);
      else values.delete(variable);
      context.#values = values;
    };
  }
}

/** Calls `fn` as code of a loop in a context, in no task. */
export function runInContext<R>(context: Context, loop: LoopLike | undefined, fn: () => R): R {
  const scope: ContextScope = { task: undefined, loop, context };
  return runInScope(scope, fn);
}

class PlainScope implements ContextScope {
  readonly task: TaskLike | undefined;
  readonly loop: LoopLike | undefined;
  readonly context: Context;

  constructor(context: Context) {
    const around = currentScope();
    this.task = around?.task;
    this.loop = around?.loop;
    this.context = context;
  }
}

// What code outside every loop and every `Context.run` sees and sets.
const outermost = new Context();

/** The context of the calling code itself, not a copy. */
export function currentContext(): Context {
  return (currentScope() as Partial<ContextScope> | undefined)?.context ?? outermost;
}

/** What a copy of the calling code's context would hold: for tasks, of which few ever ask for their context. */
export function copyValues(): Values {
  return valuesOf(currentContext());
}

/** The context that {@link copyValues} was taken for, made now; a context is given back as it is. */
export function contextOf(source: Context | Values): Context {
  return source instanceof Context ? source : contextWith(source);
}

/**
 * A copy of the context that the calling code runs in.
 *
 * @see Python: {@link https://docs.python.org/3/library/contextvars.html#contextvars.copy_context | contextvars.copy_context}
 */
export function copyContext(): Context {
  return currentContext().copy();
}

/** Gives a variable back the value it had before a {@link ContextVar.set}. */
export class Token<T> {
  /** The value of {@link Token.oldValue} when the variable was not set before. */
  static readonly MISSING: unique symbol = Symbol('Token.MISSING') as never;

  readonly variable: ContextVar<T>;
  readonly oldValue: T | typeof Token.MISSING;
  readonly #context: Context;
  #used = false;

  constructor(variable: ContextVar<T>, oldValue: T | typeof Token.MISSING, context: Context) {
    this.variable = variable;
    this.oldValue = oldValue;
    this.#context = context;
  }

  static {
    restore = (token, variable) => {
      if (token.#used) throw new RuntimeError(`token of ${shown(variable)} has already been used once`);
      if (token.variable !== variable)
        throw new RangeError(`token must be of ${shown(variable)}, got one of ${shown(token.variable)}`);
      if (token.#context !== currentContext())
        throw new RangeError(`token of ${shown(variable)} was made in a different context`);
      token.#used = true;
    };
  }
}

/** What a context variable may start with. */
export interface ContextVarOptions<T> {
  /** The value where the variable was not set. */
  readonly default?: T | undefined;
}

/**
 * A value that belongs to the task: what one task sets, another does not see.
 *
 * @remarks
 * A task starts with a copy of its creator's values. Values follow the task over awaits.
 *
 * **Differs from Python.** `get()` of a variable without value and default throws RangeError (Python: LookupError).
 *
 * @example
 * ```ts
 * const user = new ContextVar('user', { default: 'nobody' });
 * const token = user.set('ada');
 * user.get(); // => 'ada'
 * user.reset(token);
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/contextvars.html#contextvars.ContextVar | contextvars.ContextVar}
 */
export class ContextVar<T> {
  readonly name: string;
  readonly default: T | undefined;
  readonly #hasDefault: boolean;

  constructor(name: string, options: ContextVarOptions<T> = {}) {
    if (typeof name !== 'string') throw new TypeError(`name must be a string, got ${shown(name)}`);
    this.name = name;
    this.default = options.default;
    this.#hasDefault = 'default' in options;
  }

  /**
   * The value in the current context, else `fallback`, else the default.
   *
   * @throws RangeError when there is none of them.
   */
  get(...fallback: [fallback?: T]): T {
    const context = currentContext();
    if (context.has(this)) return context.get(this) as T;
    if (fallback.length > 0) return fallback[0] as T;
    if (this.#hasDefault) return this.default as T;
    throw new RangeError(`${this.toString()} has no value in this context`);
  }

  /** Sets the value in the current context; the token takes it back. */
  set(value: T): Token<T> {
    const context = currentContext();
    const old = context.has(this) ? (context.get(this) as T) : Token.MISSING;
    change(context, this, value, true);
    return new Token<T>(this, old, context);
  }

  /**
   * Gives the variable the value it had before the `set` that made `token`.
   *
   * @throws RuntimeError when the token was used before. RangeError when it is of another variable or context.
   */
  reset(token: Token<T>): void {
    restore(token, this);
    const { oldValue } = token;
    change(currentContext(), this, oldValue, oldValue !== Token.MISSING);
  }

  toString(): string {
    return `<ContextVar name='${this.name}'>`;
  }
}
