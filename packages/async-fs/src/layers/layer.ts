import { InvalidStateError } from '@x/future';
import { checkWaitOptions, inspectAsText, rejected, type WaitOptions } from '@x/future/context';
import type { Channel } from '../buffers/channel.ts';
import type { Attempt } from '../calls/attempt.ts';
import { UnsupportedOperation } from '../errors.ts';
import { shownName, type FileName } from '../raw/raw-file.ts';
import type { OpenFile } from './open-file.ts';

/** One layer of an open file: what it is called, whether it is open, what it can do, and how calls are made on it. */
export abstract class Layer implements AsyncDisposable {
  static {
    inspectAsText(this);
  }

  /** The open file, shared with the other layers. */
  protected readonly file: OpenFile;
  /** The bytes that this layer reads and writes. */
  protected readonly channel: Channel;
  /** What is said of the layer below when it has been handed over. */
  protected abstract readonly lowerLayer: string;
  #isDetached = false;

  /** @internal */
  constructor(file: OpenFile, channel: Channel = file.channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What was opened, exactly as it was given: a path, a URL or a descriptor. */
  get name(): FileName | undefined {
    return this.file.raw.name;
  }

  /** The mode, as it was given. */
  get mode(): string {
    return this.file.mode;
  }

  /** Whether the file has been closed, or is being closed. */
  get closed(): boolean {
    return this.file.isClosed;
  }

  /**
   * Flushes and closes the file, after the calls made before. Closing twice is fine.
   *
   * @remarks
   * **Cancellation.** Only the wait ends: the file is closed all the same.
   *
   * @throws OSError when something could not be flushed; its `unflushed` is the number of bytes lost. The file is
   * closed then, too.
   */
  close(options?: WaitOptions): Promise<void> {
    const refusal = this.#detachedError();
    return refusal === undefined ? this.file.close(options) : rejected(refusal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const refusal = this.#detachedError();
    if (refusal !== undefined) throw refusal;
    await this.file.dispose();
  }

  /** Whether it was opened for reading. */
  readable(): boolean {
    this.#checkUsable();
    return this.file.access.canRead;
  }

  /** Whether it was opened for writing. */
  writable(): boolean {
    this.#checkUsable();
    return this.file.access.canWrite;
  }

  /** Whether it has positions. */
  seekable(): boolean {
    this.#checkUsable();
    return this.file.raw.isSeekable;
  }

  /** Whether it is a terminal. */
  isatty(): boolean {
    this.#checkUsable();
    return this.file.raw.isatty();
  }

  toString(): string {
    const state = this.file.isClosed ? 'closed ' : '';
    return `<${state}${this.constructor.name} name='${shownName(this.name)}' mode='${this.mode}'>`;
  }

  /**
   * Makes a call on the file.
   *
   * @param prepare - checks the arguments and gives the attempt; what it throws is rejected.
   */
  protected call<R>(
    operation: string,
    options: WaitOptions | undefined,
    prepare: () => Attempt<R>,
    onLoss?: () => void,
  ): Promise<R> {
    try {
      this.#checkUsable();
      checkWaitOptions(options);
      return this.file.calls.call(operation, options, prepare(), onLoss);
    } catch (error) {
      return rejected(error);
    }
  }

  /** Whether a call would be answered from what is there: the file is usable, and nobody is ahead. */
  protected get isIdle(): boolean {
    return !this.#isDetached && !this.file.isClosed && this.file.calls.isFree;
  }

  protected descriptor(): number {
    this.#checkUsable();
    return this.file.raw.fileno();
  }

  protected requireReadable(): void {
    if (!this.file.access.canRead) throw new UnsupportedOperation('not readable');
  }

  protected requireWritable(): void {
    if (!this.file.access.canWrite) throw new UnsupportedOperation('not writable');
  }

  /** Hands the lower layer over: this one is unusable from now on. */
  protected giveUp(): void {
    this.#isDetached = true;
  }

  #checkUsable(): void {
    const refusal = this.#detachedError();
    if (refusal !== undefined) throw refusal;
    this.file.checkOpen();
  }

  #detachedError(): InvalidStateError | undefined {
    return this.#isDetached ? new InvalidStateError(`${this.lowerLayer} has been detached`) : undefined;
  }
}
