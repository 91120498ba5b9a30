import type { Cells } from './cells.ts';
import { HAND } from './layout.ts';
import { REACHES_AT, TURN } from './places.ts';

/** Between which steps a thread may be stopped; tests stop it there. */
export type Step = 'cell filled' | 'reaching' | 'exchanged' | 'content read';

/**
 * The one cell that a thread has outside of the ring: to fill it for the next item, and to give for the next that it
 * takes.
 *
 * @remarks
 * It is written in the place of the thread, and stays there when the thread is gone. Before each exchange the thread
 * notes what it reaches for, so that another can tell afterwards whether it was stopped before or behind it. Its last two
 * notes stay: by the time that one is overwritten, everybody can see in whose hand the cell of it went.
 */
export class Hand {
  /** Called between the steps. */
  onStep: ((step: Step) => void) | undefined = undefined;

  readonly #words: Int32Array;
  readonly #reaches: Float64Array;
  readonly #cells: Cells;
  readonly #place: number;
  readonly #at: number;
  readonly #reachesAt: number;

  /** @param at - where the place is in the memory. */
  constructor(words: Int32Array, cells: Cells, place: number, at: number) {
    this.#words = words;
    this.#reaches = new Float64Array(words.buffer, 0, words.length >> 1);
    this.#cells = cells;
    this.#place = place;
    this.#at = at;
    this.#reachesAt = (at + REACHES_AT) >> 1;
  }

  /** The cell in the hand. */
  get cell(): number {
    return this.#words[this.#at + HAND] ?? 0;
  }

  /** Exchanges the word of a slot, if it is still there, and so the cell in the hand for `cell`. */
  exchange(slot: number, slotAt: number, from: number, to: number, cell: number): boolean {
    const turn = (this.#words[this.#at + TURN] ?? 0) ^ 1;
    this.#reaches[this.#reachesAt + (turn & 1)] = reachFor(slot, from);
    this.#words[this.#at + TURN] = turn;
    this.onStep?.('reaching');
    if (Atomics.compareExchange(this.#words, slotAt, from, to) !== from) return false;
    this.onStep?.('exchanged');
    this.receive(cell);
    return true;
  }

  /** Notes that an exchange has been made. */
  receive(cell: number): void {
    this.#cells.setHolder(cell, this.#place);
    this.#words[this.#at + HAND] = cell;
  }
}

/** A slot and a word in one number, which is written and read as a whole; 0 is none. */
export function reachFor(slot: number, word: number): number {
  return (slot + 1) * 2 ** 32 + (word >>> 0);
}
