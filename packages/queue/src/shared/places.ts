import { RuntimeError } from '@x/future';
import { MOST_PLACES, PLACE_WORDS, type Layout } from './layout.ts';

/**
 * Whose place it is: 0 is free; `threadId + 1` is taken; `-(threadId + 1)` is being cleared away by that thread, since
 * the one before has ended.
 */
const OCCUPANT = 0;
/** How often the thread has opened the queue. */
const OPENED = 1;
const LOOKED_SLOT = 2;
const LOOKED_WORD = 3;
const LOOKED_TAG = 4;

const FREE = 0;

/** What a thread was about to take when it was last seen. */
export interface Look {
  readonly slot: number;
  readonly word: number;
  /** 0 when it never looked. */
  readonly tag: number;
}

/**
 * The threads that use the queue, so that what one of them held can be given back when it has ended.
 *
 * @remarks
 * A thread has one place, however many `SharedQueue` objects it makes; the number of the place is the holder in the
 * tags of cells. A place is given up when its thread says so as it ends, or when another reports the end.
 */
export class Places {
  readonly #words: Int32Array;
  readonly #at: number;
  readonly #self: number;

  /** @param thread - the `threadId` of the thread that uses it. */
  constructor(words: Int32Array, layout: Layout, thread: number) {
    this.#self = thread + 1;
    this.#words = words;
    this.#at = layout.placesAt;
  }

  /**
   * Takes a place for this thread, or one more share in the one it has. Places count from 1.
   *
   * @throws RuntimeError when all are taken.
   */
  join(): number {
    const place = this.#find(this.#self) ?? this.#take();
    Atomics.add(this.#words, this.#word(place, OPENED), 1);
    return place;
  }

  /** Gives up one share; true when it was the last, and the place is now to be cleared and {@link Places.free | freed}. */
  leave(place: number): boolean {
    if (Atomics.sub(this.#words, this.#word(place, OPENED), 1) > 1) return false;
    return this.#exchange(place, this.#self, -this.#self);
  }

  /**
   * Finds the places of a thread that has ended, and those that it was clearing away when it ended. They are this
   * thread's to clear and {@link Places.free | free}.
   */
  *takeOver(endedThread: number): Generator<number> {
    const ended = endedThread + 1;
    for (let place = 1; place <= MOST_PLACES; place++) {
      if (this.#exchange(place, ended, -this.#self) || this.#exchange(place, -ended, -this.#self)) yield place;
    }
  }

  free(place: number): void {
    const first = this.#word(place, OCCUPANT);
    for (let at = first + PLACE_WORDS - 1; at >= first; at--) Atomics.store(this.#words, at, FREE);
  }

  /** Notes what the thread is about to take: should it end before it has given the cell back, others can. */
  noteLook(place: number, slot: number, word: number, tag: number): void {
    const at = this.#word(place, 0);
    this.#words[at + LOOKED_SLOT] = slot;
    this.#words[at + LOOKED_WORD] = word;
    this.#words[at + LOOKED_TAG] = tag;
  }

  lastLook(place: number): Look {
    const at = this.#word(place, 0);
    return {
      slot: Atomics.load(this.#words, at + LOOKED_SLOT),
      word: Atomics.load(this.#words, at + LOOKED_WORD),
      tag: Atomics.load(this.#words, at + LOOKED_TAG),
    };
  }

  #find(occupant: number): number | undefined {
    for (let place = 1; place <= MOST_PLACES; place++) {
      if (Atomics.load(this.#words, this.#word(place, OCCUPANT)) === occupant) return place;
    }
    return undefined;
  }

  #take(): number {
    for (let place = 1; place <= MOST_PLACES; place++) if (this.#exchange(place, FREE, this.#self)) return place;
    throw new RuntimeError(
      `all ${MOST_PLACES} places of the queue are taken: were threads terminated that watch() was not told of?`,
    );
  }

  #exchange(place: number, from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, this.#word(place, OCCUPANT), from, to) === from;
  }

  #word(place: number, word: number): number {
    return this.#at + (place - 1) * PLACE_WORDS + word;
  }
}
