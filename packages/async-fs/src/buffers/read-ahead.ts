/**
 * Bytes that were read and not yet asked for.
 *
 * ```
 *   block  [ taken | unread | room ]
 *                  ^start   ^end
 * ```
 */
export class ReadAhead {
  #block: Buffer = NOTHING;
  #start = 0;
  #end = 0;
  /** How many unread bytes are known to have no line end, so that a long line is searched once. */
  #searched = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /**
   * Room for bytes behind the unread ones: fill it, then say how far with {@link ReadAhead.added}.
   *
   * @param size - of what is to be filled now.
   * @param expected - how much is going to follow, this included.
   */
  reserve(size: number, expected: number = size): Buffer {
    if (this.#block.length - this.#end < size) this.#makeRoom(expected);
    return this.#block.subarray(this.#end, this.#end + size);
  }

  added(count: number): void {
    this.#end += count;
  }

  /** The unread bytes where they are, up to `size` of them: good until the next {@link ReadAhead.reserve}. */
  view(size: number = this.length): Buffer {
    return this.#block.subarray(this.#start, this.#start + Math.min(size, this.length));
  }

  /** How many unread bytes the first line has, its line feed included; -1 when no line feed is there. */
  lineEnd(): number {
    const found = this.#block.subarray(this.#start + this.#searched, this.#end).indexOf(LINE_FEED);
    if (found !== -1) return this.#searched + found + 1;
    this.#searched = this.length;
    return -1;
  }

  /** How many unread bytes all complete lines have together. */
  linesEnd(): number {
    return this.view().lastIndexOf(LINE_FEED) + 1;
  }

  /** Passes `count` unread bytes. */
  skip(count: number): void {
    this.#start += count;
    this.#searched = 0;
  }

  /** Takes up to `size` unread bytes, for the caller to keep. */
  take(size: number): Buffer {
    const view = this.view(size);
    this.skip(view.length);
    // Most of a block is handed out as it is, and the block with it; of the rest the caller gets a copy.
    if (this.length > 0 || view.length * 2 < this.#block.length) return Buffer.from(view);
    this.clear();
    return view;
  }

  /** Makes the last `count` bytes taken unread again, if they are still there. */
  back(count: number): boolean {
    if (count > this.#start) return false;
    this.#start -= count;
    this.#searched = 0;
    return true;
  }

  clear(): void {
    this.#block = NOTHING;
    this.#start = 0;
    this.#end = 0;
    this.#searched = 0;
  }

  #makeRoom(size: number): void {
    const unread = this.length;
    const needed = unread + size;
    if (needed <= this.#block.length) {
      this.#block.copyWithin(0, this.#start, this.#end);
    } else {
      // At least double, so that a line of any length is moved a limited number of times.
      const block = Buffer.allocUnsafe(unread === 0 ? size : Math.max(needed, this.#block.length * 2));
      this.#block.copy(block, 0, this.#start, this.#end);
      this.#block = block;
    }
    this.#start = 0;
    this.#end = unread;
  }
}

const LINE_FEED = 10;
const NOTHING: Buffer = Buffer.alloc(0);
