import type { Cells } from './cells.ts';
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
  readonly #places: Places;
  readonly #ring: Ring;
  readonly #cells: Cells;
  #place = 0;

  constructor(places: Places, ring: Ring, cells: Cells) {
    this.#places = places;
    this.#ring = ring;
    this.#cells = cells;
  }

  /** The place of this thread, taken at its first use of the queue. */
  place(): number {
    if (this.#place === 0) this.#place = this.#places.join();
    return this.#place;
  }

  /** Notes what this thread is about to take: should it end before it has given the cell back, others can. */
  noteLook(slot: number, word: number, tag: number): void {
    this.#places.noteLook(this.place(), slot, word, tag);
  }

  leave(): void {
    if (this.#place === 0) return;
    if (this.#places.leave(this.#place)) this.#clear(this.#place);
    this.#place = 0;
  }

  recover(endedThread: number): void {
    for (const place of this.#places.takeOver(endedThread)) this.#clear(place);
  }

  /** Gives back the cells that are in the hand of a place: neither free nor in the ring. */
  #clear(place: number): void {
    const { slot, word, tag } = this.#places.lastLook(place);
    // It took the cell, or another did and is about to give it back: nobody reads it any more.
    if (tag !== 0 && !this.#ring.holds(slot, word)) this.#cells.recover(this.#ring.cellOf(word), tag);
    const held = [...this.#cells.heldBy(place)];
    // Read after the tags: what the place had published by then is in the ring, or has been taken.
    const inside = new Set(this.#ring.cells());
    for (const [cell, tag] of held) if (!inside.has(cell)) this.#cells.recover(cell, tag);
    this.#places.free(place);
  }
}
