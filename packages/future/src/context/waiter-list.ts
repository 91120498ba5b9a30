import { Wait } from './wait.ts';

/** A wait that can stand in a {@link WaiterList}. It is its own link, so queueing it allocates nothing. */
export abstract class ListedWait<T> extends Wait<T> {
  /** @internal */
  list: WaiterList | undefined = undefined;
  /** @internal */
  before: ListedWait<unknown> | undefined = undefined;
  /** @internal */
  after: ListedWait<unknown> | undefined = undefined;

  // Woken waits stay in their list until their step, so that it can be told whose order they keep.
  override get source(): WaiterList | undefined {
    return this.list;
  }
}

/**
 * Those who wait for the same thing, in the order in which they came. Adding, removing anywhere and waking the next
 * take constant time.
 *
 * @remarks
 * A wait that was woken or interrupted stays in the list until somebody deletes it, commonly its own step: in between
 * it still counts, as the futures in the waiter lists of asyncio do. A step that queues its wait again does that last:
 * the list does not wake a wait whose step is still running.
 */
export class WaiterList implements Iterable<ListedWait<unknown>> {
  #first: ListedWait<unknown> | undefined = undefined;
  #last: ListedWait<unknown> | undefined = undefined;
  /** Nobody before this one is waiting any more. */
  #next: ListedWait<unknown> | undefined = undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The one that came first, whether it still waits or not. */
  get first(): ListedWait<unknown> | undefined {
    return this.#first;
  }

  /** Whether somebody waits or was woken to take its turn: not all were interrupted. */
  get isClaimed(): boolean {
    for (let wait = this.#first; wait !== undefined; wait = wait.after) if (!wait.isInterrupted) return true;
    return false;
  }

  /** Adds a wait at the end. It must stand in no list. */
  push(wait: ListedWait<unknown>): void {
    const last = this.#last;
    wait.list = this;
    wait.before = last;
    if (last === undefined) this.#first = wait;
    else last.after = wait;
    this.#last = wait;
    this.#next ??= wait;
    this.#length++;
  }

  /** Takes a wait out; `false` when it is not in this list. */
  delete(wait: ListedWait<unknown>): boolean {
    if (wait.list !== this) return false;
    const { before, after } = wait;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    if (this.#next === wait) this.#next = after;
    wait.list = undefined;
    wait.before = undefined;
    wait.after = undefined;
    this.#length--;
    return true;
  }

  /** Wakes the first that still waits, and leaves it in the list; `false` when nobody does. */
  wakeNext(): boolean {
    for (let wait = this.#next; wait !== undefined; wait = wait.after) {
      this.#next = wait.after;
      if (wait.wake()) return true;
    }
    return false;
  }

  /** Wakes everybody who still waits, and leaves them in the list. */
  wakeAll(): void {
    while (this.wakeNext());
  }

  *[Symbol.iterator](): IterableIterator<ListedWait<unknown>> {
    for (let wait = this.#first; wait !== undefined; wait = wait.after) yield wait;
  }
}
