const SMALLEST = 16;

/** A double-ended queue in a ring buffer: every operation takes constant time, whatever its length. */
export class Deque<T> implements Iterable<T> {
  // The capacity stays a power of two, so that an index wraps with one `&`.
  #slots: (T | undefined)[] = new Array<T | undefined>(SMALLEST);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#size === this.#slots.length) this.#resize(this.#size * 2);
    this.#slots[(this.#head + this.#size) & (this.#slots.length - 1)] = item;
    this.#size++;
  }

  unshift(item: T): void {
    if (this.#size === this.#slots.length) this.#resize(this.#size * 2);
    this.#head = (this.#head - 1) & (this.#slots.length - 1);
    this.#slots[this.#head] = item;
    this.#size++;
  }

  /** The first item, left where it is. */
  peek(): T | undefined {
    return this.#slots[this.#head];
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const slots = this.#slots;
    const item = slots[this.#head];
    // An item left in its slot would never be collected.
    slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (slots.length - 1);
    this.#size--;
    if (slots.length > SMALLEST && this.#size * 4 < slots.length) this.#resize(slots.length / 2);
    return item;
  }

  clear(): void {
    this.#slots = new Array<T | undefined>(SMALLEST);
    this.#head = 0;
    this.#size = 0;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let i = 0; i < this.#size; i++) yield this.#slots[(this.#head + i) & (this.#slots.length - 1)] as T;
  }

  #resize(capacity: number): void {
    const old = this.#slots;
    const slots = new Array<T | undefined>(capacity);
    for (let i = 0; i < this.#size; i++) slots[i] = old[(this.#head + i) & (old.length - 1)];
    this.#slots = slots;
    this.#head = 0;
  }
}
