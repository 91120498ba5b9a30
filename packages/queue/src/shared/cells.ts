import type { Blocks } from './blocks.ts';
import { CELL_WORDS, type Layout } from './layout.ts';
import { KIND, type Content } from './packet.ts';

const HOLDER_BITS = 8;
const HOLDER_MASK = 2 ** HOLDER_BITS - 1;

// The words of a cell. The last two are one double in a cell that holds a number.
const TAG = 0;
const CONTENT_KIND = 1;
const FIRST_BLOCK = 2;
const BYTE_LENGTH = 3;

/**
 * What the items are: a cell holds a number, or says where the bytes of an item are and what they mean.
 *
 * @remarks
 * A cell's *tag* counts its uses and names its holder, the thread that took it for an item; without a holder it is
 * free. Whoever gives a cell back says which use of it: the second to do so, however late, changes nothing. Its blocks
 * belong to the use in the same way.
 */
export class Cells {
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #blocks: Blocks;
  readonly #at: number;
  readonly #count: number;
  readonly #cellBits: number;
  /** Where to look first: cells become free in the order in which they were taken. */
  #next = 0;

  constructor(words: Int32Array, layout: Layout, blocks: Blocks) {
    this.#words = words;
    this.#numbers = new Float64Array(words.buffer, 0, layout.bytesAt / 8);
    this.#blocks = blocks;
    this.#at = layout.cellsAt;
    this.#count = layout.cells;
    this.#cellBits = Math.ceil(Math.log2(layout.cells));
  }

  /** Takes a free cell. There is one for each item and one for the hand of each thread, so there is one. */
  claim(holder: number): number {
    for (let cell = this.#next; ; cell++) {
      if (cell === this.#count) cell = 0;
      const tag = this.#words[this.#word(cell, TAG)] ?? 0;
      if ((tag & HOLDER_MASK) !== 0) continue;
      if (Atomics.compareExchange(this.#words, this.#word(cell, TAG), tag, tag | holder) !== tag) continue;
      this.#next = cell + 1;
      return cell;
    }
  }

  /** Puts the content of an item into a cell that was claimed for it; `false` when there is no room for its bytes. */
  fill(cell: number, content: Content): boolean {
    if (typeof content === 'number') {
      this.#words[this.#word(cell, CONTENT_KIND)] = KIND.number;
      this.#numbers[this.#word(cell, FIRST_BLOCK) >> 1] = content;
      return true;
    }
    const { kind, bytes } = content;
    // Asked once: shared memory may grow while it is copied.
    const { length } = bytes;
    const first = length === 0 ? 0 : this.#blocks.claim(length, this.#ownerOf(cell, this.tagOf(cell)));
    if (first < 0) return false;
    this.#words[this.#word(cell, CONTENT_KIND)] = kind;
    this.#words[this.#word(cell, FIRST_BLOCK)] = first;
    this.#words[this.#word(cell, BYTE_LENGTH)] = length;
    this.#blocks.write(first, bytes, length);
    return true;
  }

  /**
   * Copies the content of a cell whose item stands at the head of the ring. Another thread may take it meanwhile: then
   * the answer is nonsense or `undefined`.
   */
  read(cell: number, item: { isThere(): boolean }): Content | undefined {
    const kind = this.#words[this.#word(cell, CONTENT_KIND)] ?? 0;
    if (kind === KIND.number) return this.#numbers[this.#word(cell, FIRST_BLOCK) >> 1] ?? 0;
    const first = this.#words[this.#word(cell, FIRST_BLOCK)] ?? 0;
    const byteLength = Atomics.load(this.#words, this.#word(cell, BYTE_LENGTH));
    // No memory for a length that is something else by now.
    if (!item.isThere()) return undefined;
    return { kind, bytes: this.#blocks.read(first, byteLength) };
  }

  /** Gives a cell and its blocks back, unless somebody did. */
  release(cell: number, tag: number): void {
    if (this.#words[this.#word(cell, CONTENT_KIND)] !== KIND.number) this.#releaseBlocks(cell, tag);
    this.free(cell, tag);
  }

  /** Gives back a cell without blocks, unless somebody did. */
  free(cell: number, tag: number): void {
    const next = ((tag >>> HOLDER_BITS) + 1) << HOLDER_BITS;
    Atomics.compareExchange(this.#words, this.#word(cell, TAG), tag, next);
  }

  /** Gives back what a thread held that has ended, however far it had come. */
  recover(cell: number, tag: number): void {
    if (this.tagOf(cell) !== tag) return;
    this.#blocks.releaseAll(this.#ownerOf(cell, tag));
    this.free(cell, tag);
  }

  /** The use of a cell, and its holder. What is read after it is not older. */
  tagOf(cell: number): number {
    return Atomics.load(this.#words, this.#word(cell, TAG));
  }

  /** The cells that a thread took for items, with their tags. */
  *heldBy(holder: number): Generator<[cell: number, tag: number]> {
    for (let cell = 0; cell < this.#count; cell++) {
      const tag = this.tagOf(cell);
      if ((tag & HOLDER_MASK) === holder) yield [cell, tag];
    }
  }

  #releaseBlocks(cell: number, tag: number): void {
    const first = this.#words[this.#word(cell, FIRST_BLOCK)] ?? 0;
    const byteLength = this.#words[this.#word(cell, BYTE_LENGTH)] ?? 0;
    this.#blocks.release(first, byteLength, this.#ownerOf(cell, tag));
  }

  /** The number that stands for one use of one cell; never 0, which is nobody. */
  #ownerOf(cell: number, tag: number): number {
    return (1 << 31) | ((tag >>> HOLDER_BITS) << this.#cellBits) | cell;
  }

  #word(cell: number, word: number): number {
    return this.#at + cell * CELL_WORDS + word;
  }
}
