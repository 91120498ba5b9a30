import { constants } from 'node:os';
import { endedAlready, endWithProgram, taskDefinition, blockOpenly, type AnyFunction } from '@x/executor/task';
import { Future, InvalidStateError, RuntimeError, type BlockOptions, type WaitOptions } from '@x/future';
import { inspectAsText } from '@x/future/context';
import { sendableArgumentsOf } from '../lifetime/call.ts';
import { Hold } from '../lifetime/hold.ts';
import { blockingTime, join } from '../lifetime/join.ts';
import { forget, nextNumber, note } from './children.ts';
import { ExitState } from './exit-state.ts';
import { launch, type Surroundings } from './launch.ts';
import type { ChildOrder } from './order.ts';
import { ownFacts, type ProcessFacts } from './process-facts.ts';
import type { ProcessOptions } from './process-options.ts';

/**
 * A function that runs in a child process of its own.
 *
 * @remarks
 * The program waits for its processes at the end, and ends those that are daemons. An error that nobody catches ends
 * the process with code 1, after its stack on stderr.
 *
 * **Differs from Python.** Processes are spawned, never forked: arguments are copied. A daemon may have children.
 * `run()` says what the process runs, and does not run there itself. `start()` blocks for the few milliseconds that it
 * takes to start a process, so that `pid` is there; the first one also starts the thread that looks after them, in some
 * 50 ms. Ctrl-C in a terminal reaches the processes, too.
 *
 * @example
 * ```ts
 * const child = new Process({ target: (code: number) => process.exit(code), args: [3] });
 * child.start();
 * await child.join();
 * child.exitcode; // => 3
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process | multiprocessing.Process}
 */
export class Process<A extends unknown[] = unknown[]> implements Disposable {
  static {
    inspectAsText(this);
  }

  /** A label, which may be changed. */
  name: string;
  readonly #identity: readonly number[];
  readonly #state = new ExitState();
  /** Done when it has ended and what it printed is there. */
  readonly #ended = new Future<void>();
  #daemon: boolean;
  #phase: 'initial' | 'started' | 'closed' = 'initial';
  #target: AnyFunction | undefined;
  #args: readonly unknown[];
  #around: Surroundings;
  #hold: Hold | undefined;

  constructor(options: ProcessOptions<A> = {}) {
    const { target, name, daemon } = options;
    if (target !== undefined) taskDefinition(target, 'target');
    this.#args = sendableArgumentsOf(options);
    this.#target = target;
    this.#around = options;
    const own = ownFacts();
    this.#identity = [...own.identity, nextNumber()];
    this.name = name ?? `Process-${this.#identity.join(':')}`;
    this.#daemon = daemon ?? own.daemon;
  }

  /** Whether it is ended with the program. Can be set before `start()`. */
  get daemon(): boolean {
    return this.#daemon;
  }

  set daemon(daemon: boolean) {
    if (this.#phase !== 'initial') throw new RuntimeError('process has already started');
    this.#daemon = daemon;
  }

  /** Its process id; `undefined` before `start()`. */
  get pid(): number | undefined {
    this.#checkOpen();
    return this.#phase === 'initial' ? undefined : this.#state.pid;
  }

  /** Another name of `pid`. */
  get ident(): number | undefined {
    return this.pid;
  }

  /** 0 or what it exited with, 1 after an error, `-15` after SIGTERM and so on; `undefined` while it has not ended. */
  get exitcode(): number | undefined {
    this.#checkOpen();
    return this.#state.exitcode;
  }

  /**
   * Resolves when it has ended.
   *
   * @throws {@link InvalidStateError} before `start()` (Python: `ValueError`).
   */
  get sentinel(): Promise<void> {
    this.#checkStarted();
    return this.#ended.get();
  }

  /**
   * Starts it.
   *
   * @throws {@link RuntimeError} the second time. TypeError or `SerializationError` when the target or an argument
   * cannot be sent. The error of the system when there can be no process. Then it has not started.
   */
  start(): void {
    this.#checkOpen();
    if (this.#phase !== 'initial') throw new RuntimeError('cannot start a process twice');
    const target = this.run();
    const child: ChildOrder = {
      target: target === undefined ? undefined : taskDefinition(target, 'target'),
      args: this.#args,
      facts: this.#facts(),
    };
    const line = launch(child, this.#around, this.#state, () => this.#onGone());
    this.#phase = 'started';
    this.#forgetOrder();
    note(this);
    if (!this.#daemon) return;
    this.#hold = new Hold(line);
    endWithProgram(this.#state.pid);
  }

  /** Whether it was started and has not ended. */
  isAlive(): boolean {
    this.#checkOpen();
    return this.#state.isAlive;
  }

  /**
   * Waits until it has ended, or `timeout` milliseconds are over: `exitcode` says which.
   *
   * @remarks
   * What it printed is there then. **Cancellation.** Giving up the wait leaves the process alone.
   *
   * @throws {@link RuntimeError} when it was not started.
   */
  async join(options?: WaitOptions): Promise<void> {
    this.#checkJoinable();
    const joined = join(this.#ended, options);
    await (this.#hold?.during(joined) ?? joined);
  }

  /** {@link Process.join} that blocks the thread. */
  joinSync(options?: BlockOptions): void {
    this.#checkJoinable();
    const timeout = blockingTime(options);
    // Blocked as we are we could not act on Ctrl-C, and must not keep it from ending the program.
    blockOpenly(() => this.#state.blockWhileRunning(timeout));
  }

  /**
   * Ends it by SIGTERM, which it may handle.
   *
   * @throws {@link InvalidStateError} before `start()`.
   */
  terminate(): void {
    this.#kill('SIGTERM');
  }

  /** {@link Process.terminate} by SIGKILL, which no process can refuse. */
  kill(): void {
    this.#kill('SIGKILL');
  }

  /**
   * Declares that the handle is not needed any more: all but `close()` throws from here on.
   *
   * @throws {@link InvalidStateError} while it is running.
   */
  close(): void {
    if (this.#phase === 'started' && this.#state.isAlive) {
      throw new InvalidStateError(
        'Cannot close a process while it is still running. You should first call join() or terminate().',
      );
    }
    this.#phase = 'closed';
    this.#forgetOrder();
  }

  /** `using` ends with `close()`. */
  [Symbol.dispose](): void {
    this.close();
  }

  toString(): string {
    const daemon = this.#daemon ? ' daemon' : '';
    return `<${this.constructor.name} name='${this.name}' parent=${process.pid} ${this.#describe()}${daemon}>`;
  }

  /**
   * The task function that the process runs; a subclass may give another one than `target`. Called by `start()`, in the
   * process that calls it.
   */
  protected run(): AnyFunction | undefined {
    return this.#target;
  }

  #onGone(): void {
    forget(this);
    if (this.#daemon) endedAlready(this.#state.pid);
    this.#ended.setResult();
  }

  // What has been sent is of no use here any more.
  #forgetOrder(): void {
    this.#target = undefined;
    this.#args = [];
    this.#around = {};
  }

  #facts(): ProcessFacts {
    const parent = { pid: process.pid, name: ownFacts().name };
    return { name: this.name, daemon: this.#daemon, identity: this.#identity, parent };
  }

  #kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#checkStarted();
    if (!this.#state.isAlive) return;
    try {
      process.kill(this.#state.pid, constants.signals[signal]);
    } catch (error) {
      // It has just ended by itself, and the word of it is on its way.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #describe(): string {
    if (this.#phase !== 'started') return this.#phase;
    const { pid, exitcode } = this.#state;
    if (exitcode === undefined) return `pid=${pid} started`;
    const name = Object.entries(constants.signals).find(([, number]) => number === -exitcode)?.[0];
    return `pid=${pid} stopped exitcode=${exitcode < 0 && name !== undefined ? `-${name}` : exitcode}`;
  }

  #checkOpen(): void {
    if (this.#phase === 'closed') throw new InvalidStateError('process object is closed');
  }

  #checkStarted(): void {
    this.#checkOpen();
    if (this.#phase === 'initial') throw new InvalidStateError('process not started');
  }

  #checkJoinable(): void {
    this.#checkOpen();
    if (this.#phase === 'initial') throw new RuntimeError('can only join a started process');
  }
}
