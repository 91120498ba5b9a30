import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort, type MessagePort, type Transferable } from 'node:worker_threads';
import type { Worker } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { WorkerExit } from './errors.ts';
import { ENTRY, LAST_BREATH, type Host, type HostEvents, type HostOptions } from './host.ts';
import { redirect } from './redirect.ts';
import { retire } from './retire.ts';
import { Bell } from './worker/bell.ts';
import type { Start } from './worker/entry.ts';
import { GONE, type Message, type Setup } from './worker/protocol.ts';

/** A worker thread. All talk goes over a port of our own, which works before the thread is up, and while we block. */
export class ThreadHost implements Host {
  readonly id: number;
  readonly gone: Promise<void>;
  readonly #pool: Tinypool;
  readonly #worker: Tinypool['threads'][number];
  readonly #port: MessagePort;
  readonly #events: HostEvents;
  readonly #knocker: Bell | undefined;
  #error: { readonly error: unknown } | undefined;
  #isGone = false;
  #isReported = false;
  #noteGone!: () => void;

  constructor(setup: Setup, options: HostOptions, events: HostEvents) {
    const { port1, port2 } = new MessageChannel();
    this.gone = new Promise((resolve) => (this.#noteGone = resolve));
    this.#port = port1;
    this.#events = events;
    this.#knocker = setup.knocker && new Bell(setup.knocker);
    this.#pool = new Tinypool({
      runtime: 'worker_threads',
      filename: fileURLToPath(ENTRY),
      // One worker per pool: it takes our task at once, and each can be ended on its own.
      minThreads: 1,
      maxThreads: 1,
      // With it an idle worker's event loop stands still.
      useAtomics: false,
      ...(options.env && { env: options.env as Record<string, string> }),
      ...(options.execArgv && { execArgv: [...options.execArgv] }),
      ...(options.resourceLimits && { resourceLimits: options.resourceLimits }),
    });
    const [worker] = this.#pool.threads;
    if (worker === undefined) throw new TypeError('tinypool started no worker');
    this.#worker = worker;
    this.id = worker.threadId;
    this.#pool.on('error', () => undefined);
    worker.on('error', (error: unknown) => (this.#error = { error }));
    worker.on('exit', (code: number) => this.#onExit({ exitCode: code }));
    const { thread } = worker as { thread?: Worker };
    redirect(thread, options);
    port1.on('message', (message: Message) => this.#receive(message));
    port1.on('messageerror', () => events.onUnreadable());
    // Without its line a worker is of no more use; mostly it is about to end, and says soon with which code.
    port1.on('close', () => {
      setTimeout(() => this.end(), LAST_BREATH).unref();
      // Who waits for its end must not see the program end first.
      worker.ref?.();
    });
    const start: Start = { setup, port: port2 };
    this.#pool.run(start, { transferList: [port2] as never }).then(
      // Or tinypool would start a worker of its own when this one dies.
      () => (this.#pool.options.minThreads = 0),
      // The exit says more.
      () => undefined,
    );
  }

  post(message: Message, transferList?: readonly Transferable[]): void {
    this.#port.postMessage(message, transferList);
    this.#knocker?.ring();
  }

  take(): Message | undefined {
    const received = receiveMessageOnPort(this.#port) as { message: Message } | undefined;
    if (received?.message[0] !== GONE) return received?.message;
    this.#receive(received.message);
    return undefined;
  }

  ref(): void {
    this.#port.ref();
  }

  unref(): void {
    this.#port.unref();
  }

  end(): void {
    if (this.#isGone) return;
    this.#pool.options.minThreads = 0;
    // Not `destroy()` of the pool, which cannot bear an error of its worker meanwhile.
    void this.#worker.terminate();
  }

  #onExit(exit: WorkerExit): void {
    if (this.#isGone) return;
    // What it posted last is still in the port.
    for (let message = this.take(); message !== undefined; message = this.take()) this.#receive(message);
    this.#isGone = true;
    retire(this.#pool);
    this.#port.close();
    this.#noteGone();
    this.#report(this.#error === undefined ? exit : { ...exit, error: this.#error.error });
  }

  #receive(message: Message): void {
    if (message[0] === GONE) this.#report({ exitCode: message[1] as number });
    else this.#events.onMessage(message);
  }

  // A thread that exits says so; one that is ended, or out of memory, cannot.
  #report(exit: WorkerExit): void {
    if (this.#isReported) return;
    this.#isReported = true;
    this.#events.onExit(exit);
  }
}
