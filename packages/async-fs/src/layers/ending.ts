import type { Channel, Transfer } from '../buffers/channel.ts';
import type { CallQueue } from '../calls/call-queue.ts';
import { withUnflushed } from '../os-error.ts';
import type { RawFile } from '../raw/raw-file.ts';

/** How a file ends. It does not keep the {@link OpenFile} alive, so that it can outlive it. */
export class Ending {
  readonly #raw: RawFile;
  readonly #channel: Channel;
  readonly #calls: CallQueue;
  #closers: (() => Promise<void>)[] | undefined = undefined;
  #isOver = false;

  constructor(raw: RawFile, channel: Channel, calls: CallQueue) {
    this.#raw = raw;
    this.#channel = channel;
    this.#calls = calls;
  }

  /** Whether the file has been closed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Adds something to do when the file has been closed. */
  add(closer: () => Promise<void>): void {
    (this.#closers ??= []).push(closer);
  }

  /** Closes the file after the calls made before. */
  begin(): Promise<void> {
    return this.#calls.perform(() => this.#run());
  }

  /** Closes a file that was forgotten. */
  takeOver(): void {
    process.emitWarning(`unclosed file ${this.#calls.owner}`, 'ResourceWarning');
    this.begin().catch(reportLost);
  }

  /** Does all that is to be done, whatever fails, and then throws what failed first. */
  async #run(): Transfer {
    let first = this.#channel.unwritten === 0 ? undefined : await this.#flush();
    const closing = await failureOf(this.#raw.close());
    first ??= closing;
    for (const close of this.#closers ?? []) {
      const failure = await failureOf(close());
      first ??= failure;
    }
    this.#isOver = true;
    if (first !== undefined) throw first.error;
    return false;
  }

  async #flush(): Promise<Failure | undefined> {
    const channel = this.#channel;
    const failure = await failureOf(channel.flush());
    if (failure === undefined) return undefined;
    return { error: withUnflushed(failure.error, channel.unwritten) };
  }
}

/** Closing failed, and nobody waits for it any more. */
export function reportLost(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error), 'ResourceWarning');
}

interface Failure {
  readonly error: unknown;
}

async function failureOf(work: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return { error };
  }
}
