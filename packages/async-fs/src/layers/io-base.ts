import { resolved, shown, type WaitOptions } from '@x/future/context';
import type { Reader } from '../buffers/reader.ts';
import type { Write } from '../buffers/write.ts';
import { once, type Attempt } from '../calls/attempt.ts';
import { checkInteger, checkSize } from './arguments.ts';
import { Layer } from './layer.ts';

/** Where {@link AsyncIOBase.seek} counts from: 0 the beginning, 1 the current position, 2 the end. */
export type Whence = 0 | 1 | 2;

/** Something that was found good to be written. */
export interface Draft {
  /** What the caller is told: the number of characters or bytes. */
  readonly length: number;
  /** Begins to write it; called in its turn. */
  begin(): Write;
}

/**
 * What all files have in common, whether they hold text or bytes.
 *
 * @remarks
 * **Order.** Calls on one file take effect in the order in which they were made, awaited or not.
 *
 * **Cancellation.** A call that is cancelled, times out or is aborted loses nothing: what was read for it goes to the
 * next call, and a write either never begins or is carried out in full.
 *
 * @typeParam T - what is read: `string` or `Buffer`.
 * @typeParam W - what can be written: `string`, or bytes of any kind.
 * @see Python: {@link https://docs.python.org/3/library/io.html#io.IOBase | io.IOBase}
 */
export abstract class AsyncIOBase<T extends string | Buffer, W> extends Layer {
  /** Reads what this layer gives. */
  protected abstract readonly reader: Reader<T>;
  // One function for all lines: a loop over a file makes no other.
  readonly #nextLine: Attempt<IteratorResult<T, undefined>> = (ended) => {
    const line = this.reader.line(Infinity, ended);
    if (line instanceof Promise) return line;
    return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
  };

  /**
   * Up to `size` characters or bytes; everything up to the end of the file when it is negative or missing. Empty at the
   * end of the file.
   */
  read(size?: number | null, options?: WaitOptions): Promise<T> {
    return this.call('read()', options, () => {
      this.requireReadable();
      const wanted = checkSize('size', size);
      return (ended) => this.reader.read(wanted, ended);
    });
  }

  /** The next line with its line end, cut after `size` characters or bytes; empty at the end of the file. */
  readline(size?: number | null, options?: WaitOptions): Promise<T> {
    return this.call('readline()', options, () => {
      this.requireReadable();
      const wanted = checkSize('size', size);
      const limit = wanted < 0 ? Infinity : wanted;
      return (ended) => this.reader.line(limit, ended);
    });
  }

  /**
   * All lines that are left.
   *
   * @param hint - ends after the line with which this many characters or bytes have been read.
   */
  readlines(hint?: number | null, options?: WaitOptions): Promise<T[]> {
    return this.call('readlines()', options, () => {
      this.requireReadable();
      const wanted = checkSize('hint', hint);
      return (ended) => this.reader.lines(wanted, ended);
    });
  }

  /**
   * The lines in batches, as many at a time as are there: one `await` for some hundred lines.
   *
   * @example
   * ```ts
   * await using file = await open('notes.txt');
   * let characters = 0;
   * for await (const lines of file.lineBatches()) {
   *   for (const line of lines) characters += line.length;
   * }
   * characters; // => 11
   * ```
   */
  lineBatches(options?: WaitOptions): AsyncIterableIterator<T[], undefined> {
    return {
      next: async () => {
        const lines = await this.call('lineBatches()', options, () => {
          this.requireReadable();
          return (ended) => this.reader.batch(ended);
        });
        return lines.length === 0 ? { done: true, value: undefined } : { done: false, value: lines };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** The next line as a step of `for await`. The file is its own iterator: a second loop goes on where one stopped. */
  next(): Promise<IteratorResult<T, undefined>> {
    const value = this.nextNow();
    if (value !== undefined) return resolved({ done: false, value });
    return this.call('next()', undefined, () => {
      this.requireReadable();
      return this.#nextLine;
    });
  }

  /** @internal The next line, if all of it has been read already and nobody is ahead. */
  nextNow(): T | undefined {
    return this.isIdle ? this.reader.lineNow() : undefined;
  }

  /** Iterates over the lines. Leaving the loop early leaves the file open, at the line after. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined> {
    return this as AsyncIterableIterator<T, undefined>;
  }

  /**
   * Writes text or bytes; gives the number of characters or bytes.
   *
   * @remarks
   * A call that fails leaves nothing behind that would be written later, but of large data a part may be in the file.
   * Do not change bytes before the call has settled.
   *
   * **Cancellation.** While the call waits for its turn, nothing is written. After that it is carried out in full; bytes
   * may be changed when the next call on the file has settled.
   *
   * @throws OSError when bytes could not be written: of this call, or of earlier ones, which go on waiting.
   */
  write(data: W, options?: WaitOptions): Promise<number> {
    let write: Write | undefined;
    const prepare = (): Attempt<number> => {
      this.requireWritable();
      const draft = this.draft(data);
      return () => {
        write ??= draft.begin();
        return write.advance() ?? draft.length;
      };
    };
    return this.call('write()', options, prepare, () => write?.undo());
  }

  /**
   * Writes one after the other, adding nothing in between.
   *
   * @remarks
   * **Cancellation.** What has been written stays, and the rest is not.
   */
  writelines(lines: Iterable<W>, options?: WaitOptions): Promise<void> {
    let write: Write | undefined;
    const prepare = (): Attempt<void> => {
      this.requireWritable();
      const drafts = this.#drafts(lines);
      return () => {
        for (;;) {
          const transfer = write?.advance();
          if (transfer !== undefined) return transfer;
          const next = drafts.next();
          if (next.done === true) return undefined;
          write = next.value.begin();
        }
      };
    };
    return this.call('writelines()', options, prepare, () => write?.undo());
  }

  /**
   * Moves to another position; gives the new one.
   *
   * @param whence - 0 counts from the beginning, 1 from the current position, 2 from the end.
   * @throws {@link UnsupportedOperation} when the file has no positions: a pipe, a terminal.
   */
  seek(offset: number, whence: Whence = 0, options?: WaitOptions): Promise<number> {
    return this.call('seek()', options, () => {
      const { channel } = this;
      channel.requireSeekable();
      checkInteger('offset', offset);
      this.checkSeek(offset, whence);
      let size = 0;
      const measured = once(async () => (size = await channel.raw.size()));
      return () => {
        if (channel.unwritten > 0) return channel.flush();
        const current = this.position();
        if (whence === 1 && current === undefined) return channel.locate();
        const measuring = whence === 2 ? measured() : undefined;
        if (measuring !== undefined) return measuring;
        const target = offset + (whence === 0 ? 0 : whence === 1 ? (current ?? 0) : size);
        if (target < 0) throw new RangeError(`position must be zero or more, got ${target}`);
        this.forget();
        channel.moveTo(target);
        return target;
      };
    });
  }

  /** The position: in bytes, also in text, where it is only good to come back to with `seek()`. */
  tell(options?: WaitOptions): Promise<number> {
    return this.call('tell()', options, () => {
      this.channel.requireSeekable();
      return () => this.position() ?? this.channel.locate();
    });
  }

  /**
   * Cuts the file, or extends it with zero bytes; gives the new size. The position stays.
   *
   * @param size - in bytes; without it, the current position.
   */
  truncate(size?: number | null, options?: WaitOptions): Promise<number> {
    return this.call('truncate()', options, () => {
      this.requireWritable();
      const { channel } = this;
      channel.requireSeekable();
      let target = size ?? undefined;
      if (target !== undefined) checkInteger('size', target, 0);
      const cut = once(() => channel.raw.truncate(target ?? 0));
      return () => {
        if (channel.unwritten > 0) return channel.flush();
        const current = this.position();
        if (current === undefined) return channel.locate();
        target ??= current;
        this.settle();
        return cut() ?? target;
      };
    });
  }

  /** Hands what was written to the operating system. It may still be lost in a power failure: see {@link AsyncIOBase.sync}. */
  flush(options?: WaitOptions): Promise<void> {
    return this.call('flush()', options, () => () => {
      const { channel } = this;
      return channel.unwritten > 0 ? channel.flush() : undefined;
    });
  }

  /**
   * Flushes, and makes the content survive a power failure.
   *
   * @see Python: {@link https://docs.python.org/3/library/os.html#os.fsync | os.fsync}
   */
  sync(options?: WaitOptions): Promise<void> {
    return this.call('sync()', options, () => {
      const synced = once(() => this.channel.raw.sync());
      return () => (this.channel.unwritten > 0 ? this.channel.flush() : synced());
    });
  }

  /** Checks what is to be written. */
  protected abstract draft(data: W): Draft;

  /** The position of the next character or byte; `undefined` when only the system knows. */
  protected position(): number | undefined {
    return this.channel.position;
  }

  /** Lets the channel stand where the caller does. */
  protected settle(): void {
    this.channel.dropAhead();
  }

  /** Drops what this layer has read ahead, because the position changes. */
  protected forget(): void {}

  /** Refuses what cannot be sought. */
  protected checkSeek(_offset: number, whence: Whence): void {
    if (![0, 1, 2].includes(whence)) throw new RangeError(`whence must be 0, 1 or 2, got ${shown(whence)}`);
  }

  *#drafts(lines: Iterable<W>): Generator<Draft, void> {
    for (const line of lines) yield this.draft(line);
  }
}
