/** A file of bytes with a position, as simple as it can be: what the real one is held against. */
export class ByteModel {
  content: Buffer;
  position = 0;
  readonly isAppending: boolean;

  constructor(content: Buffer, isAppending: boolean) {
    this.content = content;
    this.isAppending = isAppending;
    if (isAppending) this.position = content.length;
  }

  read(size: number): Buffer {
    const end = size < 0 ? this.content.length : this.position + size;
    return this.#take(end);
  }

  readline(limit: number): Buffer {
    const found = this.content.indexOf('\n', this.position);
    const end = found === -1 ? this.content.length : found + 1;
    return this.#take(limit < 0 ? end : Math.min(end, this.position + limit));
  }

  readlines(hint: number): Buffer[] {
    const lines: Buffer[] = [];
    for (let total = 0; this.position < this.content.length && (hint <= 0 || total < hint);) {
      const line = this.readline(-1);
      lines.push(line);
      total += line.length;
    }
    return lines;
  }

  write(data: Buffer): number {
    // Writing nothing does not go anywhere.
    if (data.length === 0) return 0;
    if (this.isAppending) this.position = this.content.length;
    const end = this.position + data.length;
    const content = Buffer.alloc(Math.max(end, this.content.length));
    this.content.copy(content);
    data.copy(content, this.position);
    this.content = content;
    this.position = end;
    return data.length;
  }

  seek(offset: number, whence: 0 | 1 | 2): number {
    const target = offset + [0, this.position, this.content.length][whence]!;
    if (target < 0) throw new RangeError(`position must be zero or more, got ${target}`);
    this.position = target;
    return target;
  }

  truncate(size: number | undefined): number {
    const target = size ?? this.position;
    const content = Buffer.alloc(target);
    this.content.copy(content);
    this.content = content;
    return target;
  }

  #take(end: number): Buffer {
    const taken = this.content.subarray(this.position, end);
    this.position += taken.length;
    return Buffer.from(taken);
  }
}
