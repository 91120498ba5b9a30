import type { Blocks } from './blocks.ts';
import { CELL_WORDS, HOLDER, type Layout } from './layout.ts';
import { KIND, type Content } from './packet.ts';

// The words of a cell: the kind of its content, its holder, and these two, which are one double when it holds a number.
const FIRST_BLOCK = 2;
const BYTE_LENGTH = 3;

/**
 * What the items are: a cell holds a number, or says where the bytes of an item are and what they mean.
 *
 * @remarks
 * A cell is in a slot of the ring or in the hand of a thread, which alone may write to it and to its blocks, and read
 * them. A cell that is not of the kind of numbers may have blocks.
 */
export class Cells {
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #blocks: Blocks;
  readonly #at: number;
  readonly #count: number;

  constructor(words: Int32Array, layout: Layout, blocks: Blocks) {
    this.#words = words;
    this.#numbers = new Float64Array(words.buffer, 0, layout.bytesAt / 8);
    this.#blocks = blocks;
    this.#at = layout.cellsAt;
    this.#count = layout.cells;
  }

  /** Whether there is such a cell. */
  has(cell: number): boolean {
    return cell >= 0 && cell < this.#count;
  }

  /** Puts the content of an item into an empty cell in the hand; `false` when there is no room for its bytes. */
  fill(cell: number, content: Content): boolean {
    const at = this.#at + cell * CELL_WORDS;
    if (typeof content === 'number') {
      this.#numbers[(at + FIRST_BLOCK) >> 1] = content;
      return true;
    }
    // First: whoever is stopped from here on leaves a cell that may have blocks.
    this.#words[at] = typeof content === 'string' ? KIND.json : content.kind;
    const written = this.#blocks.store(content, cell + 1);
    if (written === undefined) {
      this.#words[at] = KIND.number;
      return false;
    }
    if (written.isText) this.#words[at] = KIND.text;
    this.#words[at + FIRST_BLOCK] = written.first;
    this.#words[at + BYTE_LENGTH] = written.length;
    return true;
  }

  /** The content of a cell in the hand. */
  read(cell: number): Content {
    const at = this.#at + cell * CELL_WORDS;
    const kind = this.#words[at] ?? 0;
    if (kind === KIND.number) return this.#numbers[(at + FIRST_BLOCK) >> 1] ?? 0;
    const first = this.#words[at + FIRST_BLOCK] ?? 0;
    const length = this.#words[at + BYTE_LENGTH] ?? 0;
    if (kind === KIND.text) return this.#blocks.readText(first, length);
    return { kind, bytes: this.#blocks.read(first, length) };
  }

  /** Empties a cell whose content has been read. */
  release(cell: number): void {
    const at = this.#at + cell * CELL_WORDS;
    if (this.#words[at] === KIND.number) return;
    this.#blocks.release(this.#words[at + FIRST_BLOCK] ?? 0, this.#words[at + BYTE_LENGTH] ?? 0, cell + 1);
    this.#words[at] = KIND.number;
  }

  /** Empties a cell that was left at any step. */
  clear(cell: number): void {
    const at = this.#at + cell * CELL_WORDS;
    if (this.#words[at] === KIND.number) return;
    this.#blocks.releaseAll(cell + 1);
    this.#words[at] = KIND.number;
  }

  /** The place whose hand has the cell, or had it last. */
  holderOf(cell: number): number {
    return Atomics.load(this.#words, this.#at + cell * CELL_WORDS + HOLDER);
  }

  setHolder(cell: number, place: number): void {
    this.#words[this.#at + cell * CELL_WORDS + HOLDER] = place;
  }
}
