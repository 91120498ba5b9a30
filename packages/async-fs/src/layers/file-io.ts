import type { WaitOptions } from '@x/future/context';
import { Channel } from '../buffers/channel.ts';
import { RawReader } from '../buffers/raw-reader.ts';
import { AsyncByteFile } from './byte-file.ts';
import type { OpenFile } from './open-file.ts';

/**
 * A file of bytes without a buffer: `open(path, 'rb', { buffering: 0 })`. What is written is with the operating system
 * when the call settles, and `read(size)` gives what one read brings, which may be less.
 *
 * @see Python: {@link https://docs.python.org/3/library/io.html#io.FileIO | io.FileIO}
 */
export class AsyncFileIO extends AsyncByteFile {
  /** @internal */
  constructor(file: OpenFile) {
    const channel = new Channel(file.raw, 0);
    super(file, channel, new RawReader(channel));
  }

  /** Everything up to the end of the file. */
  readall(options?: WaitOptions): Promise<Buffer> {
    return this.read(-1, options);
  }

  /** The descriptor. */
  fileno(): number {
    return this.descriptor();
  }
}
