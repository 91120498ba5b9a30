import { CancelledError, InvalidStateError, RuntimeError } from '@x/future';
import {
  cancellation,
  type Consumer,
  guard,
  runInScope,
  type Runnable,
  type TaskLike,
  type Wait,
} from '@x/future/context';
import type { StackFrame } from '../call-graph/stack-frame.ts';
import { contextOf, copyValues, type Context, type ContextScope, type Values } from '../context/context.ts';
import { describeCoroutine } from '../debug/describe-coroutine.ts';
import { publish } from '../debug/task-events.ts';
import { Future, type FutureOptions } from '../future/future.ts';
import { captureAmbience, resumeAmbient, runAmbient, type Ambience } from '../loop/ambience.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { endsProgram } from '../loop/exception-handler.ts';
import { CancelRequests } from './cancel-requests.ts';
import { CoroutineObject } from './coroutine-object.ts';
import { checkCoroutine, closeCoroutine, isCoroutine, isThenable, type Coroutine } from './coroutine.ts';
import { GeneratorBody } from './generator-body.ts';
import { followNative } from './native-body.ts';
import { describeStack, stackOf, type PrintStackOptions, type StackOptions } from './stack.ts';
import type { TaskLink } from './task-list.ts';
import { TaskSignal } from './task-signal.ts';
import { cancelWaits, hasNoWait, listWaits, withoutWait, withWait, type Waits } from './waits.ts';

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
export class Task<T> extends Future<T> implements TaskLike, ContextScope, Runnable, Consumer, TaskLink {
  static #made = 0;

  /** Its neighbours in the loop's list of tasks, which is made of the tasks themselves. */
  previous: TaskLink | undefined = undefined;
  next: TaskLink | undefined = undefined;

  // A task is kept small, since a program may have very many: what few of them need is made when it is needed.
  /** Only what the context holds, until somebody asks for the context. */
  #context: Context | Values;
  #coroutine: Coroutine<T> | undefined;
  /** A number until somebody asks: most tasks are never named. */
  #name: string | number;
  #ambience: Ambience;
  #body: GeneratorBody | undefined = undefined;
  #waits: Waits = undefined;
  /** How many turns of `sleep(0)` are on their way. */
  #turns = 0;
  #requests: CancelRequests | undefined = undefined;
  #signal: TaskSignal | undefined = undefined;

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

  get loop(): EventLoop {
    return this.getLoop();
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

  /** Whether its code is a generator. */
  get isGenerator(): boolean {
    return this.#body !== undefined;
  }

  /**
   * For what takes an `AbortSignal`: aborted by {@link Task.cancel} when the task has begun no wait of this toolkit.
   *
   * @remarks
   * After it was aborted the task has a fresh one, so that clean-up can wait and a second cancel reaches again.
   */
  get signal(): AbortSignal {
    this.#signal ??= new TaskSignal();
    return this.#signal.signal;
  }

  /**
   * The module's `guard()` on account of this task, for code that the platform cannot tell to be the task's: in
   * browsers, a native coroutine behind its first await.
   */
  guard<P>(promise: PromiseLike<P>): Promise<P> {
    return runInScope(this as ContextScope, guard<P>, promise);
  }

  /**
   * Asks the task to cancel.
   *
   * @remarks
   * The request is delivered once: it cancels what the task's waits wait for; without a wait it aborts
   * {@link Task.signal}, if somebody listens; otherwise it stays pending for the next wait. `done()` is still false
   * when this returns.
   *
   * @param msg - becomes `args[0]` of the `CancelledError`; of any type.
   * @returns `false` when the task is done already.
   */
  override cancel(msg?: unknown): boolean {
    this.markSeen();
    if (this.done()) return false;
    const requests = (this.#requests ??= new CancelRequests());
    if (requests.isUnderWay) {
      const error = new RuntimeError(`${this.toString()} awaits itself through a cycle of tasks`);
      for (const wait of this.waits) wait.interrupt(error);
      return true;
    }
    requests.count += 1;
    publish('cancel', this);
    requests.isUnderWay = true;
    try {
      if (cancelWaits(this.#waits, msg)) return true;
    } finally {
      requests.isUnderWay = false;
    }
    const isOutside = this.#turns === 0 && hasNoWait(this.#waits);
    const isHeard = isOutside && this.#signal?.abort(cancellation(msg)) === true;
    if (isHeard && this.#body === undefined) return true;
    requests.isDue = true;
    requests.message = msg;
    return true;
  }

  /** The message of a cancellation that had to wait for the task's next step, as in CPython also when it was taken back. */
  override get cancelMessage(): unknown {
    return this.cancelled() ? super.cancelMessage : this.#requests?.message;
  }

  override set cancelMessage(msg: unknown) {
    if (this.cancelled()) super.cancelMessage = msg;
    else (this.#requests ??= new CancelRequests()).message = msg;
  }

  /** How many requests to cancel are not yet taken back by {@link Task.uncancel}. */
  cancelling(): number {
    return this.#requests?.count ?? 0;
  }

  /** Takes one request to cancel back; gives the number left. With the last one a cancellation still pending is dropped. */
  uncancel(): number {
    const requests = this.#requests;
    if (requests === undefined || requests.count === 0) return 0;
    requests.count -= 1;
    if (requests.count === 0) requests.isDue = false;
    return requests.count;
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

  /** The waits that the task has begun and not ended, in order. */
  get waits(): readonly Wait<unknown>[] {
    return listWaits(this.#waits);
  }

  /** The coroutines of a generator body that are suspended in each other, outermost first. */
  get frames(): readonly unknown[] {
    return this.#body?.frames ?? [];
  }

  beginWait(wait: Wait<unknown>): void {
    this.#waits = withWait(this.#waits, wait);
    this.loop.noteWait(wait);
    const requests = this.#requests;
    if (requests?.isDue === true && wait.cancel(requests.message)) requests.isDue = false;
  }

  endWait(wait: Wait<unknown>): void {
    this.#waits = withoutWait(this.#waits, wait);
    publish('switch', this);
  }

  /** Notes a turn of a native body that is on its way through the loop. */
  beginTurn(): void {
    this.#turns += 1;
  }

  /** Ends a turn; gives the cancellation that it has to deliver. */
  endTurn(): CancelledError | undefined {
    this.#turns -= 1;
    publish('switch', this);
    return this.takeCancellation();
  }

  takeCancellation(): CancelledError | undefined {
    const requests = this.#requests;
    if (requests?.isDue !== true) return undefined;
    requests.isDue = false;
    return cancellation(requests.message);
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

  protected override makeCancelledError(): CancelledError {
    const requests = this.#requests;
    if (requests?.error === undefined) return cancellation(this.outcome);
    const { error } = requests;
    requests.error = undefined;
    return error;
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
    } else if (this.#requests?.isDue === true) {
      this.#requests.isDue = false;
      this.#end('cancelled', false, this.#requests.message);
    } else {
      this.#end('finished', false, value);
    }
  }

  /** The code has thrown. */
  fail(error: unknown): void {
    if (this.done()) {
      this.#reportStep();
      return;
    }
    if (error instanceof CancelledError) {
      (this.#requests ??= new CancelRequests()).error = error;
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
