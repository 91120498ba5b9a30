import type { Cells } from './cells.ts';
import { damaged } from './damaged.ts';
import { Hand, reachFor } from './hand.ts';
import type { Places } from './places.ts';
import type { Ring } from './ring.ts';

/**
 * This thread as a user of a queue, and what becomes of others that have ended.
 *
 * @remarks
 * A thread that ends by itself (its code is over, `process.exit()`, an uncaught error) gives up its place as it goes. One
 * that is terminated cannot; another thread has to report it.
 */
export class Tenancy {
  readonly #words: Int32Array;
  readonly #places: Places;
  readonly #ring: Ring;
  readonly #cells: Cells;
  #place = 0;
  #hand: Hand | undefined = undefined;

  constructor(words: Int32Array, places: Places, ring: Ring, cells: Cells) {
    this.#words = words;
    this.#places = places;
    this.#ring = ring;
    this.#cells = cells;
  }

  /** The hand of this thread, which takes a place at its first use of the queue. */
  get hand(): Hand {
    return this.#hand ?? this.#join();
  }

  leave(): void {
    if (this.#place === 0) return;
    if (this.#places.leave(this.#place)) this.#clear(this.#place);
    this.#place = 0;
    this.#hand = undefined;
  }

  recover(endedThread: number): void {
    for (const place of this.#places.takeOver(endedThread)) this.#clear(place);
  }

  #join(): Hand {
    this.#place = this.#places.join();
    const hand = this.#handAt(this.#place);
    if (!this.#cells.has(hand.cell)) throw damaged();
    this.#hand = hand;
    return hand;
  }

  /** Finishes what the thread of a place was about. Being stopped in this changes nothing for who does it again. */
  #clear(place: number): void {
    const hand = this.#handAt(place);
    // Of damaged memory: nobody is there to be told.
    if (!this.#cells.has(hand.cell)) return;
    const reach = this.#places.lastReach(place);
    if (reach !== 0) this.#settle(place, hand, Math.floor(reach / 2 ** 32) - 1, (reach % 2 ** 32) | 0);
    this.#cells.clear(hand.cell);
    this.#places.free(place);
  }

  /** Notes the exchange that the thread of a place tried last, if it was made and the thread did not come to note it. */
  #settle(place: number, hand: Hand, slot: number, word: number): void {
    const given = hand.cell;
    const received = this.#ring.cellOf(word);
    if (given === received) return;
    const result = this.#ring.exchanged(word, given);
    // If it was made, the cell that was given is in the slot; else somebody reached for it there; else he has it, or
    // somebody after him. In this order: it never goes back.
    if (
      this.#ring.holds(slot, result) ||
      this.#places.hasReached(reachFor(slot, result)) ||
      this.#cells.holderOf(given) !== place
    ) {
      hand.receive(received);
    }
  }

  #handAt(place: number): Hand {
    return new Hand(this.#words, this.#cells, place, this.#places.at(place));
  }
}
