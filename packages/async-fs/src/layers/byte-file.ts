import type { WaitOptions } from '@x/future/context';
import type { ByteReader } from '../buffers/byte-reader.ts';
import type { Channel } from '../buffers/channel.ts';
import { Write } from '../buffers/write.ts';
import { checkBytes } from './arguments.ts';
import { AsyncIOBase, type Draft } from './io-base.ts';
import type { OpenFile } from './open-file.ts';

/** Bytes to write, or to read into: any view of memory, or an `ArrayBuffer`. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** A file of bytes: what the binary classes have in common. */
export abstract class AsyncByteFile extends AsyncIOBase<Buffer, Bytes> {
  protected override readonly reader: ByteReader;
  protected override readonly lowerLayer = 'raw stream';

  /** @internal */
  constructor(file: OpenFile, channel: Channel, reader: ByteReader) {
    super(file, channel);
    this.reader = reader;
  }

  /** Fills `target` from the file; gives the number of bytes, which is smaller at the end of the file. */
  readinto(target: Bytes, options?: WaitOptions): Promise<number> {
    return this.call('readinto()', options, () => {
      this.requireReadable();
      const bytes = checkBytes('target', target);
      return (ended) => {
        const read = this.reader.read(bytes.length, ended);
        return read instanceof Promise ? read : read.copy(bytes);
      };
    });
  }

  protected override draft(data: Bytes): Draft {
    const bytes = checkBytes('data', data);
    return { length: bytes.length, begin: () => new Write(this.channel, bytes, false) };
  }
}
