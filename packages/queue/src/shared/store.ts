import { threadId } from 'node:worker_threads';
import { Bell } from './bell.ts';
import { Blocks } from './blocks.ts';
import { Cells } from './cells.ts';
import { leaveWith } from './departure.ts';
import { ITEMS, PHASE, readLayout, ROOM, type Layout } from './layout.ts';
import type { Content } from './packet.ts';
import { Places } from './places.ts';
import { NONE, Ring } from './ring.ts';
import { Tenancy } from './tenancy.ts';

/** How an attempt to add an item ended. */
export type Added = 'added' | 'full' | 'shut down';

/** Instead of an item: there is none now. */
export const EMPTY: unique symbol = Symbol('empty');
/** Instead of an item: there will be none any more. */
export const SHUT_DOWN: unique symbol = Symbol('shut down');

/** Between which steps a thread may be stopped; tests stop it there. */
export type Step = 'cell claimed' | 'cell filled' | 'published' | 'content read' | 'taken';

/** No more items in, once it ends; none out either, once it has ended. Never back. */
const PHASES = { open: 0, ending: 1, ended: 2 } as const;

/**
 * A queue in shared memory, without waiting: every method succeeds or refuses at once, whatever other threads do.
 *
 * @remarks
 * An item is added in three steps: a cell is claimed, it is filled, its number is published in the ring. It is taken in
 * three: the content of its cell is read, its number is taken from the ring, the cell is given back. The step in the
 * middle is indivisible, and the only one that others notice, so a thread may be stopped for ever at any point. All that
 * can be lost is a cell and its blocks, until somebody reports that the thread has ended.
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
    this.#tenancy = new Tenancy(new Places(words, this.layout, thread), this.#ring, this.#cells);
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
    if (this.#ring.isFull()) return 'full';
    const cell = this.#cells.claim(this.#tenancy.place());
    this.onStep?.('cell claimed');
    if (!this.#cells.fill(cell, content)) {
      this.#cells.free(cell, this.#cells.tagOf(cell));
      return 'full';
    }
    this.onStep?.('cell filled');
    const outcome = this.#ring.publish(cell);
    if (outcome !== 'published') {
      this.#cells.release(cell, this.#cells.tagOf(cell));
      this.room.ringAll();
      return outcome === 'full' ? 'full' : 'shut down';
    }
    this.onStep?.('published');
    this.items.ring();
    return 'added';
  }

  /** Takes the first item. */
  take(): Content | typeof EMPTY | typeof SHUT_DOWN {
    for (;;) {
      if (this.#words[PHASE] === PHASES.ended) return SHUT_DOWN;
      const word = this.#ring.look();
      if (word === NONE) {
        if (!this.isShutDown) return EMPTY;
        if (this.#ring.seal()) return SHUT_DOWN;
        continue;
      }
      if (this.#ring.isSeal(word)) return SHUT_DOWN;
      const content = this.#cells.read(this.#ring.cellOf(word), this.#ring);
      this.onStep?.('content read');
      if (content !== undefined && this.#remove(word)) return content;
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

  /** Takes the item that was looked at last out of the ring; `false` when another thread was faster. */
  #remove(word: number): boolean {
    const cell = this.#ring.cellOf(word);
    const tag = this.#cells.tagOf(cell);
    // Asked after the tag was read: else it could be that of the next item in the cell, and be noted as this one's.
    if (!this.#ring.isThere()) return false;
    this.#tenancy.noteLook(this.#ring.slot, word, tag);
    if (!this.#ring.take()) return false;
    this.onStep?.('taken');
    this.#cells.release(cell, tag);
    this.room.ringAll();
    return true;
  }

  #drop(): void {
    while (!this.#ring.seal()) {
      const word = this.#ring.look();
      if (word !== NONE && !this.#ring.isSeal(word)) this.#remove(word);
    }
  }

  #ringEverywhere(): void {
    this.items.ringAll();
    this.room.ringAll();
  }
}
