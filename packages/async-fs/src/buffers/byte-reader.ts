import type { Channel, Transfer } from './channel.ts';
import type { Reader } from './reader.ts';

/** Reads bytes. */
export class ByteReader implements Reader<Buffer> {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  read(size: number, ended: boolean): Buffer | Transfer {
    const { ahead } = this.#channel;
    const wanted = size < 0 ? Infinity : size;
    if (ended || ahead.length >= wanted) return this.#take(wanted);
    return this.#fill(wanted - ahead.length);
  }

  /** What one read brings at most. */
  readOnce(size: number, ended: boolean): Buffer | Transfer {
    const { ahead, blockSize } = this.#channel;
    if (ended || size === 0 || ahead.length > 0) return this.#take(size < 0 ? Math.max(blockSize, ahead.length) : size);
    return this.#fill(size);
  }

  /** What has been read ahead, up to `size` bytes if that is positive, without taking it. */
  peek(size: number, ended: boolean): Buffer | Transfer {
    const { ahead } = this.#channel;
    return ended || ahead.length > 0 ? Buffer.from(ahead.view(size > 0 ? size : ahead.length)) : this.#fill();
  }

  line(limit: number, ended: boolean): Buffer | Transfer {
    const { ahead } = this.#channel;
    const end = ahead.lineEnd();
    const size = Math.min(end === -1 ? Infinity : end, limit);
    if (ended || size <= ahead.length) return this.#take(size);
    return this.#fill();
  }

  lineNow(): Buffer | undefined {
    const end = this.#channel.ahead.lineEnd();
    return end === -1 ? undefined : this.#take(end);
  }

  lines(hint: number, ended: boolean): Buffer[] | Transfer {
    const { ahead } = this.#channel;
    if (!ended && (hint <= 0 || ahead.linesEnd() < hint)) return this.#fill(hint <= 0 ? Infinity : undefined);
    const lines: Buffer[] = [];
    for (let total = 0; ahead.length > 0 && (hint <= 0 || total < hint);) {
      const line = this.#takeLine();
      lines.push(line);
      total += line.length;
    }
    return lines;
  }

  batch(ended: boolean): Buffer[] | Transfer {
    const { ahead } = this.#channel;
    if (!ended && ahead.lineEnd() === -1) return this.#fill();
    const lines: Buffer[] = [];
    const rest = ended ? 0 : ahead.length - ahead.linesEnd();
    while (ahead.length > rest) lines.push(this.#takeLine());
    return lines;
  }

  #takeLine(): Buffer {
    const { ahead } = this.#channel;
    const end = ahead.lineEnd();
    return ahead.take(end === -1 ? ahead.length : end);
  }

  #take(size: number): Buffer {
    return this.#channel.ahead.take(size);
  }

  #fill(wanted?: number): Transfer {
    return this.#channel.unwritten > 0 ? this.#channel.flush() : this.#channel.fill(wanted);
  }
}
