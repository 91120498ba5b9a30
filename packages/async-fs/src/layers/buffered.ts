import type { WaitOptions } from '@x/future/context';
import { ByteReader } from '../buffers/byte-reader.ts';
import { checkSize } from './arguments.ts';
import { AsyncByteFile } from './byte-file.ts';
import { AsyncFileIO } from './file-io.ts';
import type { OpenFile } from './open-file.ts';

/**
 * A file of bytes with buffers, as `open()` gives it for `wb`, `ab` and `xb`.
 *
 * @see Python: {@link https://docs.python.org/3/library/io.html#io.BufferedIOBase | io.BufferedIOBase}
 */
export class AsyncBufferedIOBase extends AsyncByteFile {
  #raw: AsyncFileIO | undefined = undefined;

  /** @internal */
  constructor(file: OpenFile) {
    super(file, file.channel, new ByteReader(file.channel));
  }

  /** The same file without buffers. It stands where the buffers do, not where the caller does: better {@link AsyncBufferedIOBase.detach} it. */
  get raw(): AsyncFileIO {
    this.#raw ??= new AsyncFileIO(this.file);
    return this.#raw;
  }

  /** What one read brings at most: what has been read ahead if there is anything, up to `size` bytes. */
  read1(size?: number | null, options?: WaitOptions): Promise<Buffer> {
    return this.call('read1()', options, () => {
      this.requireReadable();
      const wanted = checkSize('size', size);
      return (ended) => this.reader.readOnce(wanted, ended);
    });
  }

  /** Flushes, and hands over the file without buffers; this object is unusable from then on. */
  detach(options?: WaitOptions): Promise<AsyncFileIO> {
    return this.call('detach()', options, () => () => {
      if (this.channel.unwritten > 0) return this.channel.flush();
      this.settle();
      this.giveUp();
      return this.raw;
    });
  }

  /** The descriptor. */
  fileno(): number {
    return this.descriptor();
  }
}

/**
 * A file of bytes with buffers that can be read: `rb`, `rb+`, `wb+`, `ab+`, `xb+`.
 *
 * @see Python: {@link https://docs.python.org/3/library/io.html#io.BufferedReader | io.BufferedReader}
 */
export class AsyncBufferedReader extends AsyncBufferedIOBase {
  /** The bytes that come next, at least one if there is any, without taking them: up to `size`, if that is positive. */
  peek(size = 0, options?: WaitOptions): Promise<Buffer> {
    return this.call('peek()', options, () => {
      this.requireReadable();
      const wanted = checkSize('size', size);
      return (ended) => this.reader.peek(wanted, ended);
    });
  }
}
