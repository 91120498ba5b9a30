import type { Writable } from 'node:stream';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort, type Transferable } from 'node:worker_threads';
import type { ResourceLimits } from 'node:worker_threads';
import {
  SerializationError,
  taskDefinition,
  unpackError,
  WorkerLostError,
  type AnyFunction,
  type PackedError,
} from '@x/executor/task';
import type { BlockOptions } from '@x/future';
import type { CallArguments } from '../call-options.ts';
import { sendableArgumentsOf } from '../lifetime/call.ts';
import { EndFlag } from '../lifetime/end-flag.ts';
import type { Line } from '../lifetime/hold.ts';
import { blockingTime } from '../lifetime/join.ts';
import { ownFacts } from '../multiprocessing/process-facts.ts';
import { BaseThread, defaultName } from './base-thread.ts';
import { reportUncaught } from './excepthook.ts';
import type { ThreadOrder } from './order.ts';
import { stayForThreads } from './stay.ts';

const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './entry.ts' : './entry.js', import.meta.url);

/** What a thread runs, and how. */
export interface ThreadOptions<A extends unknown[]> {
  /** The task function to call: an export of a module, through {@link taskModule}, or a self-contained function. */
  readonly target?: ((...args: A) => unknown) | undefined;
  /** `Thread-1 (fib)` by default. */
  readonly name?: string | undefined;
  readonly args?: CallArguments<NoInfer<A>> | undefined;
  /** Keyword arguments: passed as one object behind the others. */
  readonly kwargs?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the program may end before the thread; by default as the thread that makes it, `false` in the main one. */
  readonly daemon?: boolean | undefined;
  /** Buffers and ports among the arguments that are moved to the thread, not copied. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** The environment of the thread; a copy of the program's by default. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Flags of Node for the thread; those of the program by default. */
  readonly execArgv?: readonly string[] | undefined;
  /** Limits of its memory, in megabytes; beyond them it dies. */
  readonly resourceLimits?: ResourceLimits | undefined;
  /** Where it prints to; the program's own by default. */
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
}

type Surroundings = Omit<ThreadOptions<never>, 'target' | 'args' | 'kwargs' | 'name' | 'daemon'>;

/**
 * A function that runs in a worker thread of its own.
 *
 * @remarks
 * An error that nobody catches goes to {@link setExcepthook | the hook}, which prints it; the program goes on.
 *
 * **Differs from Python.** A thread of Node is an isolate of its own: arguments are copied, and nothing is shared but
 * `SharedArrayBuffer`s. `run()` says what the thread runs, and does not run there itself.
 *
 * @example
 * ```ts
 * const thread = new Thread({ target: (name: string) => console.log(`hello ${name}`), args: ['world'] });
 * thread.start();
 * await thread.join();
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/threading.html#threading.Thread | threading.Thread}
 */
export class Thread<A extends unknown[] = unknown[]> extends BaseThread {
  #target: AnyFunction | undefined;
  #args: readonly unknown[];
  #around: Surroundings;
  #ident: number | undefined;
  #port: MessagePort | undefined;
  #flag: EndFlag | undefined;

  constructor(options: ThreadOptions<A> = {}) {
    const { target, name, daemon } = options;
    if (target !== undefined) taskDefinition(target, 'target');
    const args = sendableArgumentsOf(options);
    super(name ?? defaultName(target?.name ?? ''), daemon);
    this.#target = target;
    this.#args = args;
    this.#around = options;
  }

  override get ident(): number | undefined {
    return this.#ident;
  }

  override isAlive(): boolean {
    return super.isAlive() && this.#flag?.isSet === false;
  }

  /**
   * The task function that the thread runs; a subclass may give another one than `target`. Called by `start()`, in the
   * thread that calls it.
   */
  protected run(): AnyFunction | undefined {
    return this.#target;
  }

  protected override begin(): Line {
    const { transfer = [], env, execArgv, resourceLimits, stdout, stderr } = this.#around;
    const target = this.run();
    const { port1, port2 } = new MessageChannel();
    const flag = new EndFlag();
    const order: ThreadOrder = {
      target: target === undefined ? undefined : taskDefinition(target, 'target'),
      args: this.#args,
      facts: { name: this.name, daemon: this.daemon },
      process: ownFacts(),
      port: port2,
      ended: flag.shared,
    };
    const worker = startWorker(order, {
      name: this.name,
      transferList: [port2, ...transfer],
      ...(env && { env }),
      ...(execArgv && { execArgv: [...execArgv] }),
      ...(resourceLimits && { resourceLimits }),
      stdout: stdout !== undefined,
      stderr: stderr !== undefined,
    });
    if (stdout !== undefined) worker.stdout.pipe(stdout, { end: false });
    if (stderr !== undefined) worker.stderr.pipe(stderr, { end: false });
    // What is sent is of no use here any more.
    this.#target = undefined;
    this.#args = [];
    this.#around = {};
    this.#ident = worker.threadId;
    this.#flag = flag;
    this.#port = port1;
    this.#listen(worker, port1);
    if (!this.daemon) stayForThreads();
    return worker;
  }

  protected override block(options: BlockOptions | undefined): void {
    this.#flag?.block(blockingTime(options));
    if (this.isAlive()) return;
    this.#readPort();
    this.end();
  }

  #listen(worker: Worker, port: MessagePort): void {
    let crash: WorkerLostError | undefined;
    port.on('message', (packed: PackedError) => reportUncaught(this, unpackError(packed)));
    port.unref();
    // Its own handler sees all other errors: this one has no memory left, or could not even begin.
    worker.on('error', (error: unknown) => (crash = new WorkerLostError(this.name, { error })));
    worker.on('exit', () => {
      this.#flag?.set();
      this.#readPort();
      port.close();
      if (crash !== undefined) reportUncaught(this, crash);
      this.end();
    });
  }

  // What it posted last may still be in the port.
  #readPort(): void {
    for (;;) {
      const received = this.#port && (receiveMessageOnPort(this.#port) as { message: PackedError } | undefined);
      if (received === undefined) return;
      reportUncaught(this, unpackError(received.message));
    }
  }
}

function startWorker(order: ThreadOrder, options: ConstructorParameters<typeof Worker>[1]): Worker {
  try {
    return new Worker(ENTRY, { ...options, workerData: order });
  } catch (error) {
    order.port.close();
    if (!(error instanceof DOMException)) throw error;
    throw new SerializationError('argument', `an argument of the thread cannot be sent: ${error.message}`, {
      cause: error,
    });
  }
}
