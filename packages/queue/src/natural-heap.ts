import { compareValues } from './compare.ts';
import { Heap } from './heap.ts';
import { naturalKeys } from './natural-keys.ts';
import { NumberHeap } from './number-heap.ts';

/** A heap of items in the order of `compareValues`; faster while all of them are numbers. */
export class NaturalHeap<T> {
  readonly #numbers = new NumberHeap();
  /** Holds all of the items when there are others than numbers. */
  #mixed: Heap<T> | undefined = undefined;

  get size(): number {
    return this.#mixed === undefined ? this.#numbers.size : this.#mixed.size;
  }

  get items(): readonly T[] {
    return this.#mixed === undefined ? (this.#numbers.items as readonly unknown[] as readonly T[]) : this.#mixed.items;
  }

  /** @throws TypeError when the item has no order among those that are there. */
  push(item: T): void {
    if (this.#mixed !== undefined) this.#mixed.push(item);
    else if (isPlainNumber(item)) this.#numbers.push(item);
    else this.#mix(item);
  }

  /** Takes the smallest item out. The heap must not be empty. */
  pop(): T {
    const mixed = this.#mixed;
    if (mixed === undefined) return this.#numbers.pop() as T;
    const item = mixed.pop();
    if (mixed.size === 0) this.#mixed = undefined;
    return item;
  }

  #mix(item: T): void {
    const numbers = this.#numbers;
    // What has no order beside one number has none beside the others.
    if (numbers.size > 0) compareValues(item, numbers.items[0]);
    const mixed = new Heap<T>(compareValues, naturalKeys());
    while (numbers.size > 0) mixed.push(numbers.pop() as T);
    mixed.push(item);
    this.#mixed = mixed;
  }
}

// NaN has no order, and -0 could not be told from 0, which came before or after it.
function isPlainNumber(item: unknown): item is number {
  return typeof item === 'number' && item === item && !Object.is(item, -0);
}
