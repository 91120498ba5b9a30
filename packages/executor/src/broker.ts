import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { serialize } from 'node:v8';
import type { WorkerExit } from './errors.ts';
import type { Host, HostEvents, HostFactory, HostOptions } from './host.ts';
import { inheritedFlags } from './inherited-flags.ts';
import { adopt, release } from './orphans.ts';
import type { Bell } from './worker/bell.ts';
import type { Message, Setup } from './worker/protocol.ts';

const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './worker/broker-entry.ts' : './worker/broker-entry.js',
  import.meta.url,
);

/** To the broker: start a worker, and pass on what comes over the port. */
export interface Order {
  readonly setup: Setup;
  readonly options: HostOptions;
  readonly port: MessagePort;
}

/** From the broker, between the messages of the worker, which are arrays. */
export type News =
  | { readonly event: 'started'; readonly id: number }
  | { readonly event: 'failed'; readonly error: unknown }
  | { readonly event: 'exited'; readonly exit: WorkerExit }
  | { readonly event: 'gone' };

/** To the broker, between the messages for the worker, which are bytes. */
export interface Command {
  readonly end: 'kindly' | 'by force';
}

/**
 * A thread that owns worker processes, so that they can be heard while the main thread is blocked: Node reads the
 * channel of a child process by its event loop only.
 *
 * @see Python: the executor manager thread of `ProcessPoolExecutor`
 */
export class Broker {
  readonly #thread: Worker;
  readonly #options: HostOptions;

  constructor(bell: Bell, { stdout, stderr, ...options }: HostOptions) {
    // The copies that a thread starts with are its own: what counts is said in each order.
    this.#options = {
      ...options,
      env: { ...(options.env ?? process.env) },
      execArgv: options.execArgv ?? inheritedFlags(),
    };
    this.#thread = new Worker(ENTRY, {
      workerData: bell.shared,
      stdout: stdout !== undefined,
      stderr: stderr !== undefined,
    });
    if (stdout !== undefined) this.#thread.stdout.pipe(stdout, { end: false });
    if (stderr !== undefined) this.#thread.stderr.pipe(stderr, { end: false });
    this.#thread.unref();
  }

  /** Starts a worker process in the broker's care. */
  readonly createHost: HostFactory = (setup, _options, events) =>
    new BrokeredHost(this.#thread, setup, this.#options, events);

  /** No worker is left. */
  end(): void {
    this.#thread.postMessage('end');
  }
}

/** A worker process behind a broker: all talk goes over a port, which can be read while the thread is blocked. */
class BrokeredHost implements Host {
  readonly gone: Promise<void>;
  readonly #port: MessagePort;
  readonly #events: HostEvents;
  #id = -1;
  #noteGone!: () => void;

  constructor(broker: Worker, setup: Setup, options: HostOptions, events: HostEvents) {
    const { port1, port2 } = new MessageChannel();
    this.gone = new Promise((resolve) => (this.#noteGone = resolve));
    this.#port = port1;
    this.#events = events;
    port1.on('message', (message: Message | News) => this.#receive(message));
    const order: Order = { setup, options, port: port2 };
    broker.postMessage(order, [port2]);
  }

  get id(): number {
    return this.#id;
  }

  // Serialized here, and as for a process: what cannot be sent is refused at the call.
  post(message: Message): void {
    this.#port.postMessage(serialize(message));
  }

  take(): Message | undefined {
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { message: Message | News } | undefined;
      if (received === undefined) return undefined;
      if (isMessage(received.message)) return received.message;
      this.#learn(received.message);
    }
  }

  ref(): void {
    this.#port.ref();
  }

  unref(): void {
    this.#port.unref();
  }

  end(force: boolean): void {
    const command: Command = { end: force ? 'by force' : 'kindly' };
    this.#port.postMessage(command);
  }

  #receive(message: Message | News): void {
    if (isMessage(message)) this.#events.onMessage(message);
    else this.#learn(message);
  }

  #learn(news: News): void {
    switch (news.event) {
      case 'started':
        this.#id = news.id;
        adopt(news.id);
        break;
      case 'exited':
        release(this.#id);
        this.#events.onExit(news.exit);
        break;
      case 'failed':
        this.#noteGone();
        this.#port.close();
        this.#events.onExit({ error: news.error });
        break;
      case 'gone':
        this.#noteGone();
        this.#port.close();
        break;
    }
  }
}

function isMessage(message: Message | News): message is Message {
  return Array.isArray(message);
}
