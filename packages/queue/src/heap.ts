/** The number that orders an item before all else, `NaN` where there is none; `isFirst` when the heap is empty. */
export type KeyOf<T> = (item: T, isFirst: boolean) => number;

/**
 * A binary heap that gives the smallest item first, and equal ones in the order in which they came.
 *
 * Items are compared before anything moves: when `compare` throws, the heap is as it was. Where each item has a key of
 * its own, a number, the keys are compared first, which takes a fraction of the time.
 */
export class Heap<T> {
  readonly #compare: (a: T, b: T) => number;
  readonly #keyOf: KeyOf<T> | undefined;
  readonly #items: T[] = [];
  /** The key of each item; `NaN` where it has none, and decides nothing. */
  readonly #keys: number[] = [];
  /** When each item came, to tell equal ones apart. */
  readonly #arrivals: number[] = [];
  #arrived = 0;
  /** The way from the root that {@link Heap.pop} takes, kept to be used again. */
  readonly #path: number[] = [];

  constructor(compare: (a: T, b: T) => number, keyOf?: KeyOf<T>) {
    this.#compare = compare;
    this.#keyOf = keyOf;
  }

  get size(): number {
    return this.#items.length;
  }

  /** The items, in no order but the heap's. */
  get items(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    const items = this.#items;
    const arrivals = this.#arrivals;
    const keys = this.#keys;
    const key = this.#keyOf === undefined ? NaN : this.#keyOf(item, items.length === 0);
    const place = this.#placeOf(item, key);
    const arrival = this.#arrived++;
    items.push(item);
    keys.push(key);
    arrivals.push(arrival);
    let hole = items.length - 1;
    while (hole > place) {
      const parent = (hole - 1) >> 1;
      items[hole] = items[parent] as T;
      keys[hole] = keys[parent] as number;
      arrivals[hole] = arrivals[parent] as number;
      hole = parent;
    }
    items[place] = item;
    keys[place] = key;
    arrivals[place] = arrival;
  }

  /** Takes the smallest item out. The heap must not be empty. */
  pop(): T {
    const items = this.#items;
    const keys = this.#keys;
    const arrivals = this.#arrivals;
    const last = items.length - 1;
    const depth = this.#descend(last);
    const smallest = items[0] as T;
    const path = this.#path;
    let hole = 0;
    for (let i = 1; i <= depth; i++) {
      const child = path[i] as number;
      items[hole] = items[child] as T;
      keys[hole] = keys[child] as number;
      arrivals[hole] = arrivals[child] as number;
      hole = child;
    }
    items[hole] = items[last] as T;
    keys[hole] = keys[last] as number;
    arrivals[hole] = arrivals[last] as number;
    items.pop();
    keys.pop();
    arrivals.pop();
    if (last === 0) this.#arrived = 0;
    return smallest;
  }

  /** Where a new item belongs among the ancestors of the next free place. */
  #placeOf(item: T, key: number): number {
    const keys = this.#keys;
    let place = this.#items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = keys[parent] as number;
      if (key > other) break;
      if (!(key < other) && this.#compare(item, this.#items[parent] as T) >= 0) break;
      place = parent;
    }
    return place;
  }

  /**
   * Notes the way of the smaller children down from the root, and gives how far down it the last item belongs. Going
   * all the way first and back up from there needs half the comparisons: what was last mostly belongs far down.
   */
  #descend(last: number): number {
    const path = this.#path;
    path[0] = 0;
    let depth = 0;
    for (let child = 1; child < last; child = 2 * child + 1) {
      if (child + 1 < last && this.#isBefore(child + 1, child)) child++;
      path[++depth] = child;
    }
    while (depth > 0 && this.#isBefore(last, path[depth] as number)) depth--;
    return depth;
  }

  #isBefore(a: number, b: number): boolean {
    const key = this.#keys[a] as number;
    const other = this.#keys[b] as number;
    if (key < other) return true;
    if (key > other) return false;
    const order = this.#compare(this.#items[a] as T, this.#items[b] as T);
    return order < 0 || (order === 0 && (this.#arrivals[a] as number) < (this.#arrivals[b] as number));
  }
}
