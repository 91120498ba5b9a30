import { CancelledError, InvalidStateError, RuntimeError } from '@x/future';
import { guard, runInScope, type Consumer, type Runnable } from '@x/future/context';
import type { StackFrame } from '../call-graph/stack-frame.ts';
import { contextOf, copyValues, type Context, type ContextScope, type Values } from '../context/context.ts';
import { describeCoroutine } from '../debug/describe-coroutine.ts';
import { publish } from '../debug/task-events.ts';
import type { FutureOptions } from '../future/future.ts';
import { captureAmbience, resumeAmbient, runAmbient, type Ambience } from '../loop/ambience.ts';
import { endsProgram } from '../loop/exception-handler.ts';
import { CancellableFuture } from './cancellable-future.ts';
import { CoroutineObject } from './coroutine-object.ts';
import { checkCoroutine, closeCoroutine, isCoroutine, isThenable, type Coroutine } from './coroutine.ts';
import { GeneratorBody } from './generator-body.ts';
import { followNative } from './native-body.ts';
import { describeStack, stackOf, type PrintStackOptions, type StackOptions } from './stack.ts';
import type { TaskLink } from './task-list.ts';

/** How many steps of a generator body show that it lives on. */
const SETTLED_IN = 3;

/** How a task is made. */
export interface TaskOptions extends FutureOptions {
  /** A name for texts; `Task-1`, `Task-2` … by default. */
  readonly name?: unknown;
  /** The context it runs in; a copy of the current one by default. */
  readonly context?: Context | undefined;
  /** Whether the first step runs at once instead of in the next iteration. Needs a running loop. */
  readonly eagerStart?: boolean | undefined;
}

/**
 * A coroutine that a loop runs, as a future of its result.
 *
 * @remarks
 * **Order.** The first step runs in the iteration after the task was made.
 *
 * **Cancellation.** `cancel()` throws `CancelledError` into the task at the waits that it has begun. The task may clean
 * up, wait in doing so, or refuse.
 *
 * **Differs from Python.** Work that awaits a promise from elsewhere cannot be interrupted there: hand it
 * {@link Task.signal}, or wrap the promise in `guard()`.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.Task | asyncio.Task}
 */
export class Task<T> extends CancellableFuture<T> implements ContextScope, Runnable, Consumer, TaskLink {
  static #made = 0;

  /** Its neighbours in the loop's list of tasks, which is made of the tasks themselves. */
  previous: TaskLink | undefined = undefined;
  next: TaskLink | undefined = undefined;

  /** Only what the context holds, until somebody asks for the context. */
  #context: Context | Values;
  #coroutine: Coroutine<T> | undefined;
  /** A number until somebody asks: most tasks are never named. */
  #name: string | number;
  #ambience: Ambience;
  #body: GeneratorBody | undefined = undefined;

  constructor(coroutine: Coroutine<T>, options: TaskOptions = {}) {
    super(options);
    checkCoroutine(coroutine);
    this.#coroutine = coroutine;
    this.#context = options.context ?? copyValues();
    this.#name = options.name === undefined ? ++Task.#made : nameOf(options.name);
    this.#ambience = captureAmbience();
    const loop = this.getLoop();
    loop.noteTask(this);
    publish('start', this);
    if (options.eagerStart !== true || !loop.isRunning()) {
      loop.enqueue(this);
      return;
    }
    this.run();
    if (this.done()) this.#coroutine = undefined;
  }

  /** The task, as a link of that list. */
  get value(): this {
    return this;
  }

  /** The task itself: a task is the scope of the code that it runs. */
  get task(): this {
    return this;
  }

  /** The context that the task runs in. */
  get context(): Context {
    return (this.#context = contextOf(this.#context));
  }

  /** {@link Task.context}, as Python spells it. */
  getContext(): Context {
    return this.context;
  }

  /** What the task was made of; `undefined` once it ended in an eager first step. */
  getCoro(): Coroutine<T> | undefined {
    return this.#coroutine;
  }

  getName(): string {
    return typeof this.#name === 'number' ? `Task-${this.#name}` : this.#name;
  }

  /** Sets the name; what is no string is made one. */
  setName(name: unknown): void {
    this.#name = nameOf(name);
  }

  override get isGenerator(): boolean {
    return this.#body !== undefined;
  }

  /**
   * The module's `guard()` on account of this task, for code that the platform cannot tell to be the task's: in
   * browsers, a native coroutine behind its first await.
   */
  guard<P>(promise: PromiseLike<P>): Promise<P> {
    return runInScope(this as ContextScope, guard<P>, promise);
  }

  /** Refused: a task gets its result from its coroutine. */
  override setResult(): void {
    throw new RuntimeError('Task does not support setResult operation');
  }

  /** Refused: a task gets its failure from its coroutine. */
  override setException(): void {
    throw new RuntimeError('Task does not support setException operation');
  }

  /**
   * Where the task is: the frames of its code, outermost first; those of its error when it failed, none when it is
   * done.
   *
   * @remarks
   * **Differs from Python.** JavaScript does not tell where a suspended function stands: its frames are the names of
   * the task's coroutines, and in debug mode the places where its wait began. Running code is exact.
   *
   * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.Task.get_stack | Task.get_stack}
   */
  getStack(options: StackOptions = {}): StackFrame[] {
    return stackOf(this, this.failed ? this.outcome : undefined, options);
  }

  /**
   * Prints what {@link Task.getStack} gives.
   *
   * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.Task.print_stack | Task.print_stack}
   */
  printStack(options: PrintStackOptions = {}): void {
    const text = describeStack(this, this.failed ? this.outcome : undefined, options);
    if (options.file === undefined) console.error(text);
    else options.file.write(`${text}\n`);
  }

  /** The coroutines of a generator body that are suspended in each other, outermost first. */
  get frames(): readonly unknown[] {
    return this.#body?.frames ?? [];
  }

  /** The first step, or a turn of a generator body; called by the loop. */
  run(): boolean {
    if (this.done()) {
      this.#reportStep();
      return true;
    }
    publish('switch', this);
    const pending = this.takeCancellation();
    if (this.#body !== undefined) {
      if (pending !== undefined) this.#body.send(true, pending);
      this.#step();
    } else if (pending === undefined) {
      runAmbient(this.#ambience, this, start);
    } else {
      // Cancelled before it began: its code never runs.
      closeCoroutine(this.#coroutine);
      this.fail(pending);
    }
    return this.#body?.isQuiet === true;
  }

  /** The wait that a generator body yielded has ended with a value. */
  fulfil(value: unknown): boolean {
    return this.#goOn(false, value);
  }

  /** The wait that a generator body yielded has ended with an error. */
  reject(error: unknown): boolean {
    return this.#goOn(true, error);
  }

  /** Calls the coroutine function, or takes up the coroutine; in the task's scope. */
  begin(): void {
    const coroutine = this.#coroutine as Coroutine<T>;
    let made: unknown;
    try {
      if (coroutine instanceof CoroutineObject) made = (coroutine.take() as () => unknown)();
      else made = typeof coroutine === 'function' ? coroutine() : coroutine;
    } catch (error) {
      this.fail(error);
      return;
    }
    if (isCoroutine(made)) {
      this.#body = new GeneratorBody(made);
      this.advance();
    } else if (isThenable(made)) {
      // Native code carries its own async context from here on.
      this.#ambience = undefined;
      followNative(this, made);
    } else {
      this.finish(made as T);
    }
  }

  /** Lets a generator body go on until it waits; in the task's scope. */
  advance(): void {
    const body = this.#body as GeneratorBody;
    const pause = body.advance(this);
    if (pause === 'turn') this.loop.enqueue(this);
    else if (pause === 'over' && body.failed) this.fail(body.outcome);
    else if (pause === 'over') this.finish(body.outcome as T);
    // A body that lives on is worth remembering its own async context, which makes each further step cheaper.
    if (body.steps === SETTLED_IN) this.#ambience = captureAmbience();
  }

  protected override describe(): string[] {
    const [state, ...rest] = super.describe();
    const shownState = state === 'pending' && this.cancelling() > 0 ? 'cancelling' : state;
    const waits = this.waits.map((wait) => `wait_for=${wait.label}`);
    const coroutine = this.#coroutine && `coro=<${describeCoroutine(this.#coroutine)}${this.done() ? ' done' : ''}>`;
    return [shownState as string, `name='${this.getName()}'`, ...(coroutine ? [coroutine] : []), ...waits, ...rest];
  }

  protected override complete(state: 'cancelled' | 'finished', failed: boolean, outcome: unknown): void {
    this.loop.forgetTask(this);
    super.complete(state, failed, outcome);
  }

  protected override get lossContext(): Context {
    return this.context;
  }

  #goOn(failed: boolean, value: unknown): boolean {
    const body = this.#body as GeneratorBody;
    if (this.done()) {
      this.#reportStep();
      return true;
    }
    body.send(failed, value);
    this.#step();
    return body.isQuiet;
  }

  #step(): void {
    if ((this.#body as GeneratorBody).steps < SETTLED_IN) runAmbient(this.#ambience, this, advance);
    else resumeAmbient(this.#ambience, this, advance);
  }

  /** The code has returned. */
  finish(value: T): void {
    if (this.done()) {
      this.#reportStep();
      return;
    }
    const request = this.takeRequest();
    if (request === undefined) this.#end('finished', false, value);
    else this.#end('cancelled', false, request.message);
  }

  /** The code has thrown. */
  fail(error: unknown): void {
    if (this.done()) {
      this.#reportStep();
      return;
    }
    if (error instanceof CancelledError) {
      this.keepCancelledError(error);
      this.#end('cancelled', false, undefined);
      return;
    }
    this.#end('finished', true, error);
    if (endsProgram(error)) this.loop.abort(error);
  }

  /** Somebody completed the task by force: its code goes on to nowhere. */
  #reportStep(): void {
    const message = `step(): already done: ${this.toString()}`;
    this.loop.callExceptionHandler({ message, exception: new InvalidStateError(message), task: this });
  }

  #end(state: 'cancelled' | 'finished', failed: boolean, outcome: unknown): void {
    this.#ambience = undefined;
    this.complete(state, failed, outcome);
    publish('finish', this);
  }
}

function nameOf(name: unknown): string {
  return typeof name === 'string' ? name : String(name);
}

function start(task: Task<unknown>): void {
  task.begin();
}

function advance(task: Task<unknown>): void {
  task.advance();
}
