import { damaged } from './damaged.ts';
import type { Hand } from './hand.ts';
import { HEAD, STATE_BITS, TAIL, type Layout } from './layout.ts';

// The lowest bits of a slot's word. A seal keeps the cell of the slot, which tells who has put it there.
const FILLED = 1;
const SEALED = 2;
const STATE = FILLED | SEALED;

/** What stands where the next item would go, or where the first one would be. */
export type Found = 'room' | 'no room' | 'item' | 'no item' | 'seal';

/**
 * The order of the items: a ring of slots, each with the number of a cell, that any thread may add to and take from
 * without a lock.
 *
 * @remarks
 * A slot's word holds a round (how often the ring came by), a cell, and whether it is filled. An item enters when a
 * thread exchanges the cell that it has filled for the empty one of a slot, and leaves when a thread exchanges its empty
 * one for the filled one: one compare-and-exchange each. There is nothing in between: a thread that dies has added its
 * item or has not, taken it or not.
 *
 * `head` and `tail` are hints. They never point beyond the first filled and the first free slot, but may stay behind
 * when a thread was held up, and everybody goes on from there. So they need no exchange, only plain reads and writes,
 * which are several times as fast. A plain read of a slot is enough, too, to find something: the exchange shows whether
 * it was still so. That there is nothing has to be sure, or somebody might wait for what is there.
 *
 * The round guards against a thread that was held up between reading a word and exchanging it. With 1,024 places the
 * ring must go round 2^19 times meanwhile, and stop at the very same cell, to deceive it.
 */
export class Ring {
  readonly #words: Int32Array;
  readonly #slotsAt: number;
  readonly #maxsize: number;
  /** A position is a round, then a slot in so many bits. */
  readonly #slotBits: number;
  readonly #slotMask: number;
  /** A word is a round, then a cell, then whether the slot is filled or sealed; the last two in so many bits. */
  readonly #roundShift: number;
  readonly #roundMask: number;
  readonly #cellMask: number;
  /** No walk is as long, also while other threads go on: beyond, the slots contradict each other. */
  readonly #mostSteps: number;
  /** Where the last search began, where it stopped, and the word that it found there. */
  #hint = 0;
  #position = 0;
  #word = 0;

  constructor(words: Int32Array, layout: Layout) {
    this.#words = words;
    this.#slotsAt = layout.slotsAt;
    this.#maxsize = layout.maxsize;
    this.#slotBits = Math.ceil(Math.log2(layout.maxsize));
    this.#slotMask = 2 ** this.#slotBits - 1;
    const cellBits = Math.ceil(Math.log2(layout.cells));
    this.#roundShift = cellBits + STATE_BITS;
    this.#roundMask = -(1 << this.#roundShift);
    this.#cellMask = 2 ** cellBits - 1;
    this.#mostSteps = 4 * layout.maxsize + 1_000;
  }

  /** The cell that a search has found in its slot: empty where there is room, or with an item. */
  get cell(): number {
    return this.cellOf(this.#word);
  }

  /** Looks for the slot of the next item. */
  findRoom(): Found {
    const tail = this.#words[TAIL] ?? 0;
    this.#hint = tail;
    const word = this.#words[this.#slotAt(tail)] ?? 0;
    if ((word & STATE) === 0 && this.#roundsAhead(word, tail) === 0) {
      this.#position = tail;
      this.#word = word;
      return 'room';
    }
    return this.#seekRoom(tail);
  }

  /** Looks for the first item. */
  findItem(): Found {
    const head = this.#words[HEAD] ?? 0;
    this.#hint = head;
    const word = this.#words[this.#slotAt(head)] ?? 0;
    if ((word & STATE) === FILLED && this.#roundsAhead(word, head) === 0) {
      this.#position = head;
      this.#word = word;
      return 'item';
    }
    return this.#seekItem(head);
  }

  /** Adds the cell in the hand where there was room; `false` when another thread was faster. */
  put(hand: Hand): boolean {
    const tail = this.#position;
    if (!this.#exchange(hand)) return false;
    if (this.#words[TAIL] === this.#hint) this.#words[TAIL] = this.#after(tail);
    return true;
  }

  /** Takes the item that was found into the hand; `false` when another thread was faster. */
  take(hand: Hand): boolean {
    const head = this.#position;
    if (!this.#exchange(hand)) return false;
    if (this.#words[HEAD] === this.#hint) this.#words[HEAD] = this.#after(head);
    return true;
  }

  /** Puts a seal where the first item would be, so that nothing can be added any more; `false` when there is an item. */
  seal(): boolean {
    for (;;) {
      const found = this.findItem();
      if (found !== 'no item') return found === 'seal';
      const at = this.#slotAt(this.#position);
      if (Atomics.compareExchange(this.#words, at, this.#word, this.#word | STATE) === this.#word) return true;
    }
  }

  /** How many items there are; while other threads are at work, how many there were a moment ago. */
  size(): number {
    this.#seekItem(this.#words[HEAD] ?? 0);
    const head = this.#position;
    this.#seekRoom(this.#words[TAIL] ?? 0);
    const tail = this.#position;
    const rounds = (((tail >>> this.#slotBits) - (head >>> this.#slotBits)) << this.#slotBits) >> this.#slotBits;
    const size = rounds * this.#maxsize + (tail & this.#slotMask) - (head & this.#slotMask);
    return Math.min(Math.max(size, 0), this.#maxsize);
  }

  cellOf(word: number): number {
    return (word >>> STATE_BITS) & this.#cellMask;
  }

  /** What a slot contains when this word in it has been exchanged for a cell. */
  exchanged(word: number, cell: number): number {
    const round = word & this.#roundMask;
    return (word & STATE) === 0
      ? round | (cell << STATE_BITS) | FILLED
      : (round + (1 << this.#roundShift)) | (cell << STATE_BITS);
  }

  /** Whether a slot contains a word, sealed or not. */
  holds(slot: number, word: number): boolean {
    if (!(slot >= 0 && slot < this.#maxsize)) return false;
    const found = Atomics.load(this.#words, this.#slotsAt + slot);
    return found === word || found === (word | STATE);
  }

  #exchange(hand: Hand): boolean {
    const slot = this.#position & this.#slotMask;
    const word = this.#word;
    return hand.exchange(slot, this.#slotsAt + slot, word, this.exchanged(word, hand.cell), this.cellOf(word));
  }

  #seekRoom(from: number): Found {
    let tail = from;
    for (let step = 0; step < this.#mostSteps; step++) {
      const word = Atomics.load(this.#words, this.#slotAt(tail));
      const rounds = this.#roundsAhead(word, tail);
      this.#position = tail;
      this.#word = word;
      if (rounds === 0) {
        if ((word & STATE) === 0) return 'room';
        if ((word & SEALED) !== 0) return 'seal';
      }
      if (rounds === -1) return 'no room';
      // The slot says which of its positions comes next, however far behind the hint was.
      tail = this.#after(this.#inRound(tail, (word & FILLED) === 0 ? rounds - 1 : rounds));
    }
    throw damaged();
  }

  #seekItem(from: number): Found {
    let head = from;
    for (let step = 0; step < this.#mostSteps; step++) {
      const word = Atomics.load(this.#words, this.#slotAt(head));
      const rounds = this.#roundsAhead(word, head);
      this.#position = head;
      this.#word = word;
      if (rounds === 0) {
        if ((word & STATE) === 0) return 'no item';
        return (word & SEALED) === 0 ? 'item' : 'seal';
      }
      head = this.#after(this.#inRound(head, rounds - 1));
    }
    throw damaged();
  }

  #after(position: number): number {
    return (position & this.#slotMask) + 1 === this.#maxsize
      ? ((position >>> this.#slotBits) + 1) << this.#slotBits
      : (position + 1) | 0;
  }

  /** The same slot so many rounds later. */
  #inRound(position: number, rounds: number): number {
    return (position + (rounds << this.#slotBits)) | 0;
  }

  /** The memory may be anything; what is read must not lead out of the ring. */
  #slotAt(position: number): number {
    const slot = position & this.#slotMask;
    return this.#slotsAt + (slot < this.#maxsize ? slot : 0);
  }

  /** Below 0: still filled from the round before; 0: it is this position's turn; above: it has been. */
  #roundsAhead(word: number, position: number): number {
    return (word - ((position >>> this.#slotBits) << this.#roundShift)) >> this.#roundShift;
  }
}
