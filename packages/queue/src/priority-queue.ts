import { shown } from '@x/future/context';
import { Heap } from './heap.ts';
import { NaturalHeap } from './natural-heap.ts';
import { Queue } from './queue.ts';

/** How a {@link PriorityQueue} orders its items. */
export interface PriorityQueueOptions<T> {
  /** Gives less than zero when `a` comes out before `b`, more when `b` does, zero when either may. */
  readonly compare?: ((a: T, b: T) => number) | undefined;
}

/**
 * A {@link Queue} that gives the smallest item first, and equal ones in the order in which they were put.
 *
 * @remarks
 * Without `compare`, numbers, strings and dates are ordered as `<` does, and arrays element by element, as Python
 * orders tuples: `[priority, item]` is the usual form. An item that cannot be compared with those in the queue is
 * refused with a TypeError, and does not enter.
 *
 * **Differs from Python.** Equal items keep their order. A refused item is not left behind in the queue.
 *
 * @example
 * ```ts
 * const ward = new PriorityQueue<[urgency: number, what: string]>();
 * ward.putNowait([3, 'cough']);
 * ward.putNowait([1, 'heart']);
 * ward.getNowait(); // => [1, 'heart']
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-queue.html#asyncio.PriorityQueue | asyncio.PriorityQueue},
 *   {@link https://docs.python.org/3/library/queue.html#queue.PriorityQueue | queue.PriorityQueue}
 */
export class PriorityQueue<T> extends Queue<T> {
  readonly #heap: Heap<T> | NaturalHeap<T>;

  /**
   * @param maxsize - How many items there may be at a time; 0, the default, for any number.
   * @throws RangeError when `maxsize` is no integer of zero or more.
   * @throws TypeError when `compare` is no function.
   */
  constructor(maxsize = 0, options: PriorityQueueOptions<T> = {}) {
    super(maxsize);
    const { compare } = options;
    if (compare !== undefined && typeof compare !== 'function') {
      throw new TypeError(`compare must be a function, got ${shown(compare)}`);
    }
    this.#heap = compare === undefined ? new NaturalHeap() : new Heap(checked(compare));
  }

  protected override putItem(item: T): void {
    this.#heap.push(item);
  }

  protected override getItem(): T {
    return this.#heap.pop();
  }

  protected override size(): number {
    return this.#heap.size;
  }

  protected override items(): Iterable<T> {
    return this.#heap.items;
  }
}

/** A comparison that gives no number would quietly give items in any order. */
function checked<T>(compare: (a: T, b: T) => number): (a: T, b: T) => number {
  return (a, b) => {
    const order = compare(a, b);
    if (typeof order !== 'number' || Number.isNaN(order)) {
      throw new TypeError(`compare must give a number, got ${shown(order)} for ${shown(a)} and ${shown(b)}`);
    }
    return order;
  };
}
