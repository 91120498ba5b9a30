import { threadId } from 'node:worker_threads';
import { Bell } from './bell.ts';
import { Blocks } from './blocks.ts';
import { Cells } from './cells.ts';
import { leaveWith } from './departure.ts';
import type { Hand, Step } from './hand.ts';
import { ITEMS, PHASE, readLayout, ROOM, type Layout } from './layout.ts';
import type { Content } from './packet.ts';
import { Places } from './places.ts';
import { Ring } from './ring.ts';
import { Tenancy } from './tenancy.ts';

/** How an attempt to add an item ended. */
export type Added = 'added' | 'full' | 'shut down';

/** Instead of an item: there is none now. */
export const EMPTY: unique symbol = Symbol('empty');
/** Instead of an item: there will be none any more. */
export const SHUT_DOWN: unique symbol = Symbol('shut down');

/** No more items in, once it ends; none out either, once it has ended. Never back. */
const PHASES = { open: 0, ending: 1, ended: 2 } as const;

/**
 * A queue in shared memory, without waiting: every method succeeds or refuses at once, whatever other threads do.
 *
 * @remarks
 * Each thread has one cell in its hand. To add an item it fills that cell, and exchanges it for the empty one of a slot;
 * to take one it exchanges its empty cell for the one of the item, and empties that. The exchange is indivisible, and the
 * only step that others notice, so a thread may be stopped for ever at any point. All that can be lost is the cell in its
 * hand, and the blocks of that, until somebody reports that the thread has ended.
 */
export class Store {
  readonly memory: SharedArrayBuffer;
  readonly layout: Layout;
  /** Rings for each item that is added. */
  readonly items: Bell;
  /** Rings when there is room again; for all, since what is too little for one may do for another. */
  readonly room: Bell;
  /** Called between the steps. @internal */
  onStep: ((step: Step) => void) | undefined = undefined;

  readonly #words: Int32Array;
  readonly #ring: Ring;
  readonly #cells: Cells;
  readonly #tenancy: Tenancy;

  /** @param thread - the thread that uses it; tests let one thread play several. */
  constructor(memory: SharedArrayBuffer, thread: number = threadId) {
    const words = new Int32Array(memory);
    this.memory = memory;
    this.layout = readLayout(memory);
    this.items = new Bell(words, ITEMS);
    this.room = new Bell(words, ROOM);
    this.#words = words;
    this.#ring = new Ring(words, this.layout);
    this.#cells = new Cells(words, this.layout, new Blocks(words, this.layout, this.room));
    this.#tenancy = new Tenancy(words, new Places(words, this.layout, thread), this.#ring, this.#cells);
    leaveWith(this, this.#tenancy);
  }

  get isShutDown(): boolean {
    return Atomics.load(this.#words, PHASE) !== PHASES.open;
  }

  size(): number {
    return this.#ring.size();
  }

  /** Adds an item at the end. */
  add(content: Content): Added {
    // A plain read will do, here and in `take`: who misses the end meets the seal.
    if (this.#words[PHASE] !== PHASES.open) return 'shut down';
    let found = this.#ring.findRoom();
    if (found !== 'room') return found === 'seal' ? 'shut down' : 'full';
    const hand = this.#hand();
    if (!this.#cells.fill(hand.cell, content)) return 'full';
    this.onStep?.('cell filled');
    while (!this.#ring.put(hand)) {
      found = this.#ring.findRoom();
      if (found === 'room') continue;
      this.#cells.release(hand.cell);
      this.room.ringAll();
      return found === 'seal' ? 'shut down' : 'full';
    }
    this.items.ring();
    return 'added';
  }

  /** Takes the first item. */
  take(): Content | typeof EMPTY | typeof SHUT_DOWN {
    for (;;) {
      if (this.#words[PHASE] === PHASES.ended) return SHUT_DOWN;
      const found = this.#ring.findItem();
      if (found === 'item') {
        const hand = this.#hand();
        if (!this.#ring.take(hand)) continue;
        const content = this.#cells.read(hand.cell);
        this.onStep?.('content read');
        this.#cells.release(hand.cell);
        this.room.ringAll();
        return content;
      }
      if (found === 'seal') return SHUT_DOWN;
      if (!this.isShutDown) return EMPTY;
      if (this.#ring.seal()) return SHUT_DOWN;
    }
  }

  /** Ends the queue for all threads, now (dropping what is inside) or when it is empty. */
  shutDown(immediate: boolean): void {
    if (immediate) {
      Atomics.store(this.#words, PHASE, PHASES.ended);
      this.#drop();
    } else {
      Atomics.compareExchange(this.#words, PHASE, PHASES.open, PHASES.ending);
    }
    this.#ringEverywhere();
  }

  /** Gives back what a thread held that has ended. */
  recover(endedThread: number): void {
    this.#tenancy.recover(endedThread);
    // It may have been about to drop everything.
    if (this.#words[PHASE] === PHASES.ended) this.#drop();
    this.#ringEverywhere();
  }

  /** The hand of this thread, with an empty cell, also when an error (the end of the stack) has stopped it before. */
  #hand(): Hand {
    const { hand } = this.#tenancy;
    hand.onStep = this.onStep;
    this.#cells.clear(hand.cell);
    return hand;
  }

  #drop(): void {
    while (!this.#ring.seal()) {
      const hand = this.#hand();
      if (this.#ring.findItem() !== 'item' || !this.#ring.take(hand)) continue;
      this.#cells.release(hand.cell);
      this.room.ringAll();
    }
  }

  #ringEverywhere(): void {
    this.items.ringAll();
    this.room.ringAll();
  }
}
