/** Bytes that were accepted and not yet written. */
export class WriteBehind {
  readonly #limit: number;
  /** The block that small writes are copied into; it grows up to the limit and is used again. */
  #own: Buffer = NOTHING;
  /** Where the bytes are: the own block, or a large one of a caller's. */
  #block: Buffer = NOTHING;
  #start = 0;
  #end = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** Whether `size` more bytes may wait with the others. */
  hasRoom(size: number): boolean {
    return this.length + size <= this.#limit;
  }

  /** Copies bytes for which there is room. */
  add(bytes: Uint8Array): void {
    if (this.#block !== this.#own || this.#own.length - this.#end < bytes.length) this.#makeRoom(bytes.length);
    this.#own.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Takes bytes as they are, however many, when nothing else waits. */
  adopt(bytes: Buffer): void {
    this.#block = bytes;
    this.#start = 0;
    this.#end = bytes.length;
  }

  /** What is to be written next. */
  view(): Buffer {
    return this.#block.subarray(this.#start, this.#end);
  }

  /** The first `count` bytes were written. */
  written(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) this.clear();
  }

  /** Drops the last `size` bytes, or what is left of them. */
  takeBack(size: number): void {
    this.#end = Math.max(this.#start, this.#end - size);
  }

  clear(): void {
    this.#block = this.#own;
    this.#start = 0;
    this.#end = 0;
  }

  #makeRoom(size: number): void {
    const waiting = this.view();
    const needed = waiting.length + size;
    if (this.#own.length >= needed) {
      // `set` copes with a source that overlaps its target.
      this.#own.set(waiting);
    } else {
      const own = Buffer.allocUnsafeSlow(Math.min(this.#limit, Math.max(SMALLEST, needed * 2)));
      own.set(waiting);
      this.#own = own;
    }
    this.#block = this.#own;
    this.#start = 0;
    this.#end = waiting.length;
  }
}

const NOTHING: Buffer = Buffer.alloc(0);
const SMALLEST = 512;
