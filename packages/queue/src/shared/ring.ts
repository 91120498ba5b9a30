import { HEAD, TAIL, type Layout } from './layout.ts';

/** What {@link Ring.look} answers when there is no item. */
export const NONE = 0;

/** How an attempt to publish ended. */
export type Published = 'published' | 'full' | 'sealed';

/**
 * The order of the items: a ring of slots, each with the number of a cell, that any thread may add to and take from
 * without a lock.
 *
 * @remarks
 * A slot's word holds a round (how often the ring came by), a cell, and whether it is filled. An item enters by one
 * compare-and-exchange of a slot from *free in this round* to *filled in this round*, and leaves by one to *free in the
 * next round*. There is nothing in between: a thread that dies has added its item or has not, taken it or not.
 *
 * `head` and `tail` are hints. They never point beyond the first filled and the first free slot, but may stay behind
 * when a thread was held up, and everybody walks on from there. So they need no exchange, only plain reads and writes,
 * which are several times as fast.
 *
 * The round guards against a thread that was held up between reading a word and exchanging it. With 1,024 places the
 * ring must go round 2^20 times meanwhile, and stop at the very same cell, to deceive it.
 */
export class Ring {
  readonly #words: Int32Array;
  readonly #slotsAt: number;
  readonly #maxsize: number;
  /** A position is a round, then a slot in so many bits. */
  readonly #slotBits: number;
  readonly #slotMask: number;
  /** A word is a round, then a cell, then 1 when the slot is filled; the last two in so many bits. */
  readonly #roundShift: number;
  readonly #sealCell: number;
  /** Where {@link Ring.look} began, where it stopped, and what it found there. */
  #hint = 0;
  #position = 0;
  #word: number = NONE;

  constructor(words: Int32Array, layout: Layout) {
    this.#words = words;
    this.#slotsAt = layout.slotsAt;
    this.#maxsize = layout.maxsize;
    this.#slotBits = Math.ceil(Math.log2(layout.maxsize));
    this.#slotMask = 2 ** this.#slotBits - 1;
    const cellBits = Math.ceil(Math.log2(layout.cells + 1));
    this.#roundShift = cellBits + 1;
    this.#sealCell = 2 ** cellBits - 1;
  }

  /** Adds a cell at the end. */
  publish(cell: number): Published {
    const hint = this.#words[TAIL] ?? 0;
    for (let tail = hint; ; tail = this.#after(tail)) {
      const free = this.#freeWord(tail);
      const word = Atomics.compareExchange(this.#words, this.#slotAt(tail), free, free | (cell << 1) | 1);
      if (word === free) {
        if (this.#words[TAIL] === hint) this.#words[TAIL] = this.#after(tail);
        return 'published';
      }
      const rounds = this.#roundsAhead(word, free);
      if (rounds < 0) return 'full';
      if (rounds === 0 && this.isSeal(word)) return 'sealed';
    }
  }

  /** Whether {@link Ring.publish} would find no free slot. */
  isFull(): boolean {
    const tail = this.#words[TAIL] ?? 0;
    const at = this.#slotAt(tail);
    const free = this.#freeWord(tail);
    // A plain read is enough to say no. Yes has to be sure, or somebody might wait for room that is there.
    return (
      this.#roundsAhead(this.#words[at] ?? 0, free) < 0 && this.#roundsAhead(Atomics.load(this.#words, at), free) < 0
    );
  }

  /** The word of the first item, which may then be {@link Ring.take | taken}; {@link NONE} when there is none. */
  look(): number {
    this.#hint = this.#words[HEAD] ?? 0;
    for (let head = this.#hint; ; head = this.#after(head)) {
      const word = Atomics.load(this.#words, this.#slotAt(head));
      const free = this.#freeWord(head);
      if (word === free) return NONE;
      if (this.#roundsAhead(word, free) === 0) {
        this.#position = head;
        this.#word = word;
        return word;
      }
    }
  }

  /** Whether the item that was looked at last is still there. Read plainly: order it behind what has to be read before. */
  isThere(): boolean {
    return this.holds(this.slot, this.#word);
  }

  /** Whether this thread gets the item that it has looked at last: another may have been faster. */
  take(): boolean {
    const head = this.#position;
    const freeAgain = this.#freeWord(head) + (1 << this.#roundShift);
    if (Atomics.compareExchange(this.#words, this.#slotAt(head), this.#word, freeAgain) !== this.#word) return false;
    if (this.#words[HEAD] === this.#hint) this.#words[HEAD] = this.#after(head);
    return true;
  }

  /** Puts a seal where the first item would be, so that nothing can be added any more; `false` when there is an item. */
  seal(): boolean {
    for (let head = this.#words[HEAD] ?? 0; ; head = this.#after(head)) {
      const free = this.#freeWord(head);
      const seal = free | (this.#sealCell << 1) | 1;
      const word = Atomics.compareExchange(this.#words, this.#slotAt(head), free, seal);
      if (word === free || word === seal) return true;
      if (this.#roundsAhead(word, free) === 0) return false;
    }
  }

  /** How many items there are; while other threads are at work, how many there were a moment ago. */
  size(): number {
    let head = this.#words[HEAD] ?? 0;
    while (this.#isOver(head)) head = this.#after(head);
    let tail = this.#words[TAIL] ?? 0;
    while (this.#isFilledOrOver(tail)) tail = this.#after(tail);
    const rounds = (((tail >>> this.#slotBits) - (head >>> this.#slotBits)) << this.#slotBits) >> this.#slotBits;
    const size = rounds * this.#maxsize + (tail & this.#slotMask) - (head & this.#slotMask);
    return Math.min(Math.max(size, 0), this.#maxsize);
  }

  isSeal(word: number): boolean {
    return this.cellOf(word) === this.#sealCell;
  }

  cellOf(word: number): number {
    return (word >>> 1) & this.#sealCell;
  }

  /** The slot that {@link Ring.look} found its word in. */
  get slot(): number {
    return this.#position & this.#slotMask;
  }

  /** Whether a slot contains a word. */
  holds(slot: number, word: number): boolean {
    return this.#words[this.#slotsAt + slot] === word;
  }

  /** The cells of all items. */
  *cells(): Generator<number> {
    for (let slot = 0; slot < this.#maxsize; slot++) {
      const word = Atomics.load(this.#words, this.#slotsAt + slot);
      if ((word & 1) === 1 && !this.isSeal(word)) yield this.cellOf(word);
    }
  }

  #after(position: number): number {
    return (position & this.#slotMask) + 1 === this.#maxsize
      ? ((position >>> this.#slotBits) + 1) << this.#slotBits
      : (position + 1) | 0;
  }

  #slotAt(position: number): number {
    return this.#slotsAt + (position & this.#slotMask);
  }

  /** What the slot of a position contains when its turn has come and it is free. */
  #freeWord(position: number): number {
    return (position >>> this.#slotBits) << this.#roundShift;
  }

  /** Whether the item of a position has been taken. */
  #isOver(position: number): boolean {
    return this.#roundsAhead(Atomics.load(this.#words, this.#slotAt(position)), this.#freeWord(position)) > 0;
  }

  #isFilledOrOver(position: number): boolean {
    const free = this.#freeWord(position);
    const word = Atomics.load(this.#words, this.#slotAt(position));
    return word !== free && !this.isSeal(word) && this.#roundsAhead(word, free) >= 0;
  }

  /** Below 0: still filled from the round before; 0: it is this position's turn; above: it has been. */
  #roundsAhead(word: number, free: number): number {
    return ((word & -(1 << this.#roundShift)) - free) >> this.#roundShift;
  }
}
