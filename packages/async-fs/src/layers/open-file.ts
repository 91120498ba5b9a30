import { InvalidStateError } from '@x/future';
import { resolved, watchLoss, type LossWatch, type WaitOptions } from '@x/future/context';
import { Channel } from '../buffers/channel.ts';
import { CallQueue } from '../calls/call-queue.ts';
import { outside } from '../calls/outside-wait.ts';
import type { Access } from '../mode.ts';
import { withUnflushed } from '../os-error.ts';
import { shownName, type RawFile } from '../raw/raw-file.ts';

/** What to know of a file to put its layers on it. */
export interface OpenFileOptions {
  readonly mode: string;
  readonly access: Access;
  /** The size of its buffers in bytes; see {@link Channel}. */
  readonly bufferSize: number | undefined;
}

/** What is left to do at the end: it must not keep the {@link OpenFile} itself alive. */
interface Ending {
  readonly raw: RawFile;
  readonly channel: Channel;
  readonly closers: (() => Promise<void>)[];
}

/** An open file, as its layers share it: one queue of calls, one channel, one end. */
export class OpenFile {
  readonly raw: RawFile;
  readonly channel: Channel;
  readonly calls: CallQueue;
  readonly mode: string;
  readonly access: Access;
  readonly #ending: Ending;
  #closing: Promise<void> | undefined = undefined;
  #isEnded = false;
  #disposer: (() => Promise<void>) | undefined = undefined;
  #loss: LossWatch | undefined = undefined;

  constructor(raw: RawFile, { mode, access, bufferSize }: OpenFileOptions) {
    this.raw = raw;
    this.mode = mode;
    this.access = access;
    this.channel = new Channel(raw, bufferSize);
    this.calls = new CallQueue(`'${shownName(raw.name)}'`);
    this.#ending = { raw, channel: this.channel, closers: [] };
  }

  /** Whether closing has begun. */
  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** @throws InvalidStateError when the file is closed. */
  checkOpen(): void {
    if (this.isClosed) throw new InvalidStateError('I/O operation on closed file.');
  }

  /** Adds something to do when the file has been closed. */
  afterClose(closer: () => Promise<void>): void {
    this.#ending.closers.push(closer);
  }

  /** Adds something to do when the file has been disposed of: closed at the end of an `await using` block. */
  afterDispose(disposer: () => Promise<void>): void {
    this.#disposer = disposer;
  }

  /** From now on the file is closed, with a warning, when nobody has it any more and nobody closed it. */
  watch(): this {
    const ending = this.#ending;
    const { calls } = this;
    this.#loss = watchLoss(this, () => {
      process.emitWarning(`unclosed file ${calls.owner}`, 'ResourceWarning');
      calls.perform(() => end(ending)).catch(reportLost);
    });
    return this;
  }

  /**
   * Writes what waits and gives the file back, after the calls made before. A call during that waits for the same end;
   * one after it has nothing to do.
   */
  close(options?: WaitOptions): Promise<void> {
    if (this.#isEnded) return resolved(undefined);
    return outside(`close() of ${this.calls.owner}`, options, () => this.#close(), reportLost);
  }

  /** Closes the file, and does what is left for the end of its block. */
  async dispose(): Promise<void> {
    await this.close();
    await this.#disposer?.();
  }

  #close(): Promise<void> {
    this.#loss?.release();
    this.#closing ??= this.calls.perform(() => end(this.#ending)).finally(() => (this.#isEnded = true));
    return this.#closing;
  }
}

async function end({ raw, channel, closers }: Ending): Promise<void> {
  const failures: unknown[] = [];
  const note = (error: unknown): void => void failures.push(error);
  await channel.flush().catch((error: unknown) => note(withUnflushed(error, channel.unwritten)));
  channel.discard();
  await raw.close().catch(note);
  for (const close of closers) await close().catch(note);
  if (failures.length > 0) throw failures[0];
}

/** Closing failed, and nobody waits for it any more. */
function reportLost(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error), 'ResourceWarning');
}
