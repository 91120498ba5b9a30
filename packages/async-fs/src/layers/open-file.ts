import { InvalidStateError } from '@x/future';
import { resolved, type WaitOptions } from '@x/future/context';
import { Channel } from '../buffers/channel.ts';
import { CallQueue } from '../calls/call-queue.ts';
import { outside } from '../calls/outside-wait.ts';
import type { Access } from '../mode.ts';
import { shownName, type RawFile } from '../raw/raw-file.ts';
import { Ending, reportLost } from './ending.ts';
import { Batch } from './unclosed.ts';

/** What to know of a file to put its layers on it. */
export interface OpenFileOptions {
  readonly mode: string;
  readonly access: Access;
  /** The size of its buffers in bytes; see {@link Channel}. */
  readonly bufferSize: number | undefined;
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
  #disposer: (() => Promise<void>) | undefined = undefined;
  #batch: Batch | undefined = undefined;

  constructor(raw: RawFile, { mode, access, bufferSize }: OpenFileOptions) {
    this.raw = raw;
    this.mode = mode;
    this.access = access;
    this.channel = new Channel(raw, bufferSize);
    this.calls = new CallQueue(`'${shownName(raw.name)}'`);
    this.#ending = new Ending(raw, this.channel, this.calls);
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
    this.#ending.add(closer);
  }

  /** Adds something to do when the file has been disposed of: closed at the end of an `await using` block. */
  afterDispose(disposer: () => Promise<void>): void {
    this.#disposer = disposer;
  }

  /** From now on the file is closed, with a warning, when nobody has it any more and nobody closed it. */
  watch(): this {
    this.#batch = Batch.join(this.#ending);
    return this;
  }

  /**
   * Writes what waits and gives the file back, after the calls made before. A call during that waits for the same end;
   * one after it has nothing to do.
   */
  close(options?: WaitOptions): Promise<void> {
    if (this.#ending.isOver) return resolved(undefined);
    return outside(`close() of ${this.calls.owner}`, options, () => this.#close(), reportLost);
  }

  /** Closes the file, and does what is left for the end of its block. */
  async dispose(): Promise<void> {
    await this.close();
    await this.#disposer?.();
  }

  #close(): Promise<void> {
    this.#batch?.leave(this.#ending);
    this.#closing ??= this.#ending.begin();
    return this.#closing;
  }
}
