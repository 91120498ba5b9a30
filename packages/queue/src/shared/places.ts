import { RuntimeError } from '@x/future';
import { MOST_PLACES, PLACE_WORDS, type Layout } from './layout.ts';

/**
 * Whose place it is: 0 is free; `threadId + 1` is taken; `-(threadId + 1)` is being cleared away by that thread, since
 * the one before has ended.
 */
const OCCUPANT = 0;
/** How often the thread has opened the queue. */
const OPENED = 1;
/** Which of the two notes is the newer one. */
export const TURN = 3;
/** Two notes of what the thread has reached for, a double each. */
export const REACHES_AT = 4;

const FREE = 0;

/**
 * The threads that use the queue, so that what one of them held can be given back when it has ended.
 *
 * @remarks
 * A thread has one place, however many `SharedQueue` objects it makes. A place is given up when its thread says so as it
 * ends, or when another reports the end.
 */
export class Places {
  readonly #words: Int32Array;
  readonly #reaches: Float64Array;
  readonly #at: number;
  readonly #self: number;

  /** @param thread - the `threadId` of the thread that uses it. */
  constructor(words: Int32Array, layout: Layout, thread: number) {
    this.#self = thread + 1;
    this.#words = words;
    this.#reaches = new Float64Array(words.buffer, 0, words.length >> 1);
    this.#at = layout.placesAt;
  }

  /**
   * Takes a place for this thread, or one more share in the one it has. Places count from 1.
   *
   * @throws RuntimeError when all are taken.
   */
  join(): number {
    const place = this.#find(this.#self) ?? this.#take();
    Atomics.add(this.#words, this.at(place) + OPENED, 1);
    return place;
  }

  /** Gives up one share; true when it was the last, and the place is now to be cleared and {@link Places.free | freed}. */
  leave(place: number): boolean {
    if (Atomics.sub(this.#words, this.at(place) + OPENED, 1) > 1) return false;
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

  /** Lets another thread have the place, and the cell in its hand. */
  free(place: number): void {
    const at = this.at(place);
    for (const turn of [0, 1]) this.#reaches[((at + REACHES_AT) >> 1) + turn] = 0;
    Atomics.store(this.#words, at + OPENED, 0);
    Atomics.store(this.#words, at + OCCUPANT, FREE);
  }

  /** What the thread has reached for last; 0 when it never has. */
  lastReach(place: number): number {
    const at = this.at(place);
    return this.#reaches[((at + REACHES_AT) >> 1) + ((this.#words[at + TURN] ?? 0) & 1)] ?? 0;
  }

  /** Whether a thread is known to have reached for this lately. */
  hasReached(reach: number): boolean {
    for (let place = 1; place <= MOST_PLACES; place++) {
      const at = (this.at(place) + REACHES_AT) >> 1;
      if (this.#reaches[at] === reach || this.#reaches[at + 1] === reach) return true;
    }
    return false;
  }

  /** Where a place is in the memory. */
  at(place: number): number {
    return this.#at + (place - 1) * PLACE_WORDS;
  }

  #find(occupant: number): number | undefined {
    for (let place = 1; place <= MOST_PLACES; place++) {
      if (Atomics.load(this.#words, this.at(place) + OCCUPANT) === occupant) return place;
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
    return Atomics.compareExchange(this.#words, this.at(place) + OCCUPANT, from, to) === from;
  }
}
