import { PROGRESS, type Note, type Setup } from './protocol.ts';
import type { Cells } from './cells.ts';
import type { Channel } from './channel.ts';
import type { TaskContext } from './task-context.ts';

/** What a run needs of its worker. */
export interface Worker {
  readonly setup: Setup;
  readonly channel: Channel;
  readonly cells: Cells | undefined;
  /** Reads the messages that have arrived, without a turn of the event loop. */
  poll(): void;
}

/** One task that is running: the context it sees, and whether it has settled. */
export class Run implements TaskContext {
  readonly seq: number;
  /** Its result has been handed over; what its code still does concerns nobody. */
  settled = false;
  readonly #worker: Worker;
  readonly #note: Note | undefined;
  #controller: AbortController | undefined;
  #abortion: { readonly reason: unknown } | undefined;

  constructor(worker: Worker, seq: number, note: Note | undefined) {
    this.#worker = worker;
    this.seq = seq;
    this.#note = note;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#abortion !== undefined) this.#controller.abort(this.#abortion.reason);
      else this.#lookAhead(this.#controller.signal);
    }
    return this.#controller.signal;
  }

  /** Whether the executor may end the worker for it. */
  get isWatched(): boolean {
    return this.#note?.tell === true;
  }

  get taskName(): string | undefined {
    return this.#note?.name;
  }

  get name(): string {
    return this.#worker.setup.name;
  }

  get workerId(): number {
    return this.#worker.setup.workerId;
  }

  // An arrow, so that it can be taken out of the context.
  readonly report = (value: unknown): void => {
    if (this.#note?.listen !== true || this.settled) return;
    this.#worker.channel.post([PROGRESS, this.seq, value]);
  };

  abort(reason: unknown): void {
    this.#abortion ??= { reason };
    this.#controller?.abort(reason);
  }

  // A synchronous task keeps the message with the reason from arriving, so asking for `aborted` fetches it.
  #lookAhead(signal: AbortSignal): void {
    const { cells } = this.#worker;
    if (cells === undefined || this.#note?.own !== true) return;
    const poll = (): void => {
      if (this.#abortion === undefined && cells.isAborting(this.seq)) this.#worker.poll();
    };
    Object.defineProperties(signal, {
      aborted: { get: () => (poll(), this.#abortion !== undefined) },
      throwIfAborted: {
        value: () => {
          poll();
          if (this.#abortion !== undefined) throw this.#abortion.reason;
        },
      },
    });
  }
}
