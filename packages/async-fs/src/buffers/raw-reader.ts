import { ByteReader } from './byte-reader.ts';
import type { Channel, Transfer } from './channel.ts';

/** Reads bytes without a buffer: each read is one of the raw file, and nothing stays behind. */
export class RawReader extends ByteReader {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    super(channel);
    this.#channel = channel;
  }

  override read(size: number, ended: boolean): Buffer | Transfer {
    return size < 0 ? super.read(size, ended) : this.readOnce(size, ended);
  }

  override line(limit: number, ended: boolean): Buffer | Transfer {
    const line = super.line(limit, ended);
    // Finding the line end took a block; the next read must see the file as it is then.
    if (!(line instanceof Promise)) this.#channel.dropAhead();
    return line;
  }
}
