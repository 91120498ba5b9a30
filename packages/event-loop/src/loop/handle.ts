import { inspectAsText, type Runnable } from '@x/future/context';
import { currentContext, type Context, type ContextScope } from '../context/context.ts';
import { describeCall } from '../debug/describe-call.ts';
import { creationStack, siteOf } from '../debug/creation-site.ts';
import { captureAmbience, runAmbient, type Ambience } from './ambience.ts';
import type { CallbackLoop } from './callback-loop.ts';
import type { Bucket, TimerEntry } from './timer-queue.ts';

/** A callback of any kind; the arguments are checked where they are given. */
export type Callback = (...args: never[]) => unknown;

/**
 * A callback that a loop will call, in the context of the code that scheduled it.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.Handle | asyncio.Handle}
 */
export class Handle implements Runnable, ContextScope {
  static {
    inspectAsText(this);
  }

  readonly task: undefined = undefined;
  readonly loop: CallbackLoop;
  readonly #context: Context;
  readonly #ambience: Ambience = captureAmbience();
  readonly #stack: readonly string[] | undefined;
  #callback: Callback | undefined;
  #args: readonly unknown[];

  constructor(callback: Callback, args: readonly unknown[], loop: CallbackLoop, context?: Context) {
    this.#callback = callback;
    this.#args = args;
    this.loop = loop;
    this.#context = context ?? currentContext().copy();
    this.#stack = loop.getDebug() ? creationStack() : undefined;
  }

  /** The context in which the callback runs. */
  get context(): Context {
    return this.#context;
  }

  /** {@link Handle.context}, as Python spells it. */
  getContext(): Context {
    return this.#context;
  }

  /** The callback; `undefined` once cancelled. */
  get callback(): Callback | undefined {
    return this.#callback;
  }

  /** Where it was made, outermost caller last; in debug mode. */
  get sourceTraceback(): readonly string[] | undefined {
    return this.#stack;
  }

  /** Keeps the callback from running, and drops it and its arguments. Calling it again changes nothing. */
  cancel(): void {
    this.#callback = undefined;
    this.#args = [];
  }

  /** Whether {@link Handle.cancel} was called. */
  cancelled(): boolean {
    return this.#callback === undefined;
  }

  run(): boolean {
    if (this.#callback === undefined) return true;
    runAmbient(this.#ambience, this, invoke);
    return false;
  }

  /** Calls the callback here and now; what it throws goes to the loop's exception handler. */
  invoke(): void {
    const callback = this.#callback;
    if (callback === undefined) return;
    try {
      (callback as (...args: unknown[]) => unknown)(...this.#args);
    } catch (error) {
      this.loop.reportCallback(this, callback, error);
    }
  }

  toString(): string {
    return `<${this.describe()}>`;
  }

  /** Whether another handle would call the same function with the same arguments. */
  protected callsLike(other: Handle): boolean {
    return (
      other.#callback === this.#callback &&
      other.#args.length === this.#args.length &&
      other.#args.every((arg, index) => Object.is(arg, this.#args[index]))
    );
  }

  protected describe(extra = ''): string {
    const what = this.#callback === undefined ? 'cancelled' : undefined;
    const call = this.#callback && describeCall(this.#callback, this.loop.getDebug() ? this.#args : undefined);
    const parts = [
      this.constructor.name,
      what,
      extra || undefined,
      call,
      this.#stack && `created at ${siteOf(this.#stack)}`,
    ];
    return parts.filter((part) => part !== undefined).join(' ');
  }
}

function invoke(handle: Handle): void {
  handle.invoke();
}

/**
 * A {@link Handle} that is due at a time.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.TimerHandle | asyncio.TimerHandle}
 */
export class TimerHandle extends Handle implements TimerEntry {
  bucket: Bucket | undefined = undefined;
  readonly #when: number;

  constructor(when: number, callback: Callback, args: readonly unknown[], loop: CallbackLoop, context?: Context) {
    super(callback, args, loop, context);
    this.#when = when;
  }

  /** When it is due, on the loop's clock, in milliseconds. */
  get due(): number {
    return this.#when;
  }

  /** {@link TimerHandle.due}, as Python spells it. */
  when(): number {
    return this.#when;
  }

  override cancel(): void {
    super.cancel();
    this.loop.forgetTimer(this);
  }

  /** Makes `<` and sorting compare handles by their time. */
  override valueOf(): number {
    return this.#when;
  }

  /** Whether `other` is a timer for the same call at the same time, and both or none are cancelled. */
  equals(other: unknown): boolean {
    return other instanceof TimerHandle && other.#when === this.#when && this.callsLike(other);
  }

  [Symbol.dispose](): void {
    this.cancel();
  }

  protected override describe(): string {
    return super.describe(`when=${this.#when}`);
  }
}
