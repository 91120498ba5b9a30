import type { Runnable } from '@x/future/context';

/** Kept for the next iterations, up to this many places: growing anew each time would cost more than the entries do. */
const KEPT = 4_096;

/** The entries of one iteration: filled at its end, emptied from its start, and used again. */
export class ReadyList {
  #entries: (Runnable | undefined)[] = [];
  #count = 0;
  #at = 0;

  get isEmpty(): boolean {
    return this.#at === this.#count;
  }

  push(entry: Runnable): void {
    this.#entries[this.#count] = entry;
    this.#count += 1;
  }

  /** Takes the next entry; `undefined` when none is left, and the list is ready to be filled again. */
  shift(): Runnable | undefined {
    if (this.#at === this.#count) {
      this.#rewind();
      return undefined;
    }
    const entry = this.#entries[this.#at];
    this.#entries[this.#at] = undefined;
    this.#at += 1;
    return entry;
  }

  /** Lets `arrange` put the entries into another order. */
  rearrange(arrange: (entries: Runnable[]) => void): void {
    const entries = this.#entries.slice(this.#at, this.#count) as Runnable[];
    arrange(entries);
    this.#entries = entries;
    this.#count = entries.length;
    this.#at = 0;
  }

  clear(): void {
    this.#entries = [];
    this.#rewind();
  }

  #rewind(): void {
    if (this.#entries.length > KEPT && this.#count < this.#entries.length / 4) this.#entries = [];
    this.#count = 0;
    this.#at = 0;
  }
}
