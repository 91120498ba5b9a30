import { serialize } from 'node:v8';
import { receiveMessageOnPort, type MessagePort, type Transferable } from 'node:worker_threads';
import { Bell } from './bell.ts';
import type { Message } from './protocol.ts';

/** A worker's line to its executor. */
export interface Channel {
  /** Posts a message; throws when it cannot be cloned. */
  post(message: Message, transferList?: readonly Transferable[]): void;
  /** Resolves when everything has left this thread's or process's own memory. */
  drained(): Promise<void>;
  /** Whether a value could be posted. */
  canSend(value: unknown): boolean;
  /** Takes a message that has arrived already, without a turn of the event loop, where that is possible. */
  take(): Message | undefined;
  /** Calls `onMessage` for each message, and `onUnreadable` for one that cannot be read. */
  listen(onMessage: (message: Message) => void, onUnreadable: () => void): void;
}

/** On threads: a port of our own. */
export class PortChannel implements Channel {
  readonly #port: MessagePort;
  readonly #bell: Bell;

  constructor(port: MessagePort, bell: SharedArrayBuffer) {
    this.#port = port;
    this.#bell = new Bell(bell);
  }

  post(message: Message, transferList?: readonly Transferable[]): void {
    this.#port.postMessage(message, transferList);
    this.#bell.ring();
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  canSend(value: unknown): boolean {
    return isPrimitive(value) || succeeds(() => structuredClone(value));
  }

  take(): Message | undefined {
    return (receiveMessageOnPort(this.#port) as { message: Message } | undefined)?.message;
  }

  listen(onMessage: (message: Message) => void, onUnreadable: () => void): void {
    this.#port.on('message', onMessage);
    this.#port.on('messageerror', onUnreadable);
  }
}

/** On processes: Node's own channel to the parent, which tinypool listens on too. */
export class ProcessChannel implements Channel {
  #unsent = 0;
  #waiting: (() => void)[] = [];

  post(message: Message): void {
    // Without a callback, a parent that has just gone would be an uncaught error here.
    process.send?.(message, undefined, undefined, () => this.#sent());
    this.#unsent++;
  }

  drained(): Promise<void> {
    if (this.#unsent === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  canSend(value: unknown): boolean {
    return isPrimitive(value) || succeeds(() => serialize(value));
  }

  take(): undefined {
    return undefined;
  }

  listen(onMessage: (message: Message) => void): void {
    process.on('message', (message) => {
      // Ours are arrays, tinypool's are not.
      if (Array.isArray(message)) onMessage(message);
    });
  }

  #sent(): void {
    if (--this.#unsent > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol');
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
