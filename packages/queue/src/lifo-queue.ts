import { Queue } from './queue.ts';

/**
 * A {@link Queue} that gives the item put last first.
 *
 * @example
 * ```ts
 * const pile = new LifoQueue<string>();
 * for (const plate of ['red', 'blue']) pile.putNowait(plate);
 * pile.getNowait(); // => 'blue'
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-queue.html#asyncio.LifoQueue | asyncio.LifoQueue},
 *   {@link https://docs.python.org/3/library/queue.html#queue.LifoQueue | queue.LifoQueue}
 */
export class LifoQueue<T> extends Queue<T> {
  readonly #items: T[] = [];

  protected override putItem(item: T): void {
    this.#items.push(item);
  }

  protected override getItem(): T {
    return this.#items.pop() as T;
  }

  protected override size(): number {
    return this.#items.length;
  }

  protected override items(): Iterable<T> {
    return this.#items;
  }
}
