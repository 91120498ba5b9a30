import { Event } from '@x/sync';
import type { Address } from './address.ts';

/**
 * The addresses found and not visited yet. Every address is given out once.
 *
 * @remarks
 * Adding never waits, so that a fetcher can add what it found while the queue that it takes from is full: they cannot
 * block each other, however many links a page has.
 */
export class Frontier {
  readonly #known = new Set<string>();
  readonly #waiting: Address[] = [];
  readonly #limit: number;
  readonly #changed = new Event();
  #open = 0;
  #leftOut = 0;

  /** @param limit - most addresses to give out */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Addresses taken in so far. */
  get known(): number {
    return this.#known.size;
  }

  /** Addresses turned away because of the limit, each counted once for every page that links to it. */
  get leftOut(): number {
    return this.#leftOut;
  }

  has(url: string): boolean {
    return this.#known.has(url);
  }

  /** Takes in an address; `false` when it is known already, or beyond the limit. */
  add(address: Address): boolean {
    if (this.#known.has(address.url)) return false;
    if (this.#known.size === this.#limit) {
      this.#leftOut += 1;
      return false;
    }
    this.#known.add(address.url);
    this.#waiting.push(address);
    this.#changed.set();
    return true;
  }

  /** The next address, as soon as there is one; `undefined` once every visit is over and none is left. */
  async next(): Promise<Address | undefined> {
    for (;;) {
      const address = this.#waiting.shift();
      if (address !== undefined) {
        this.#open += 1;
        return address;
      }
      if (this.#open === 0) return undefined;
      this.#changed.clear();
      await this.#changed.wait();
    }
  }

  /** The visit to an address that {@link Frontier.next} gave out is over. */
  done(): void {
    this.#open -= 1;
    this.#changed.set();
  }
}
