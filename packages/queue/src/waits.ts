import { TimeoutError } from '@x/future';
import { ListedWait, SUSPENDED, type Interruption, type WaiterList, type WaitOptions } from '@x/future/context';
import { QueueEmpty, QueueFull } from './errors.ts';

/** Wakes the one who waited longest, and takes it out of the list; `false` when nobody waits. */
export function wakeOne(waiters: WaiterList): boolean {
  for (let wait = waiters.first; wait !== undefined; wait = waiters.first) {
    waiters.delete(wait);
    if (wait.wake()) return true;
  }
  return false;
}

/**
 * Somebody who waits for an item, or for room. The item stays in the queue until the woken one looks again: so nothing
 * is lost when it is cancelled on its way, and whoever came first meanwhile may have it.
 */
abstract class TurnWait<T> extends ListedWait<T> {
  readonly #waiters: WaiterList;
  readonly #options: WaitOptions | undefined;

  constructor(waiters: WaiterList, options: WaitOptions | undefined) {
    super();
    this.#waiters = waiters;
    this.#options = options;
  }

  // A woken one has left the list, and keeps its place in the order all the same.
  override get source(): WaiterList {
    return this.#waiters;
  }

  protected override resume(interruption: Interruption | undefined): T | typeof SUSPENDED {
    if (interruption !== undefined) {
      this.#waiters.delete(this);
      // Woken, and not able to use it.
      if (!this.isInterrupted) this.#handOn();
      throw this.#reason(interruption.error);
    }
    if (this.isBlocked()) {
      this.#waiters.push(this);
      return SUSPENDED;
    }
    try {
      return this.act();
    } catch (error) {
      this.#handOn();
      throw error;
    }
  }

  /** Whether it has to wait on. */
  protected abstract isBlocked(): boolean;

  protected abstract act(): T;

  /** The error of the queue for a wait that took too long. */
  protected abstract late(timeout: number | undefined): Error;

  #handOn(): void {
    if (!this.isBlocked()) wakeOne(this.#waiters);
  }

  #reason(error: unknown): unknown {
    const { timeout, signal } = this.#options ?? {};
    const isOwnLimit = error instanceof TimeoutError && error !== signal?.reason;
    return isOwnLimit ? this.late(timeout) : error;
  }
}

/** What a waiting `get()` needs of its queue. */
interface Source<T> {
  empty(): boolean;
  getNowait(): T;
  readonly isShutdown?: boolean;
}

export class GetWait<T> extends TurnWait<T> {
  readonly #queue: Source<T>;

  constructor(queue: Source<T>, getters: WaiterList, options: WaitOptions | undefined) {
    super(getters, options);
    this.#queue = queue;
  }

  get label(): string {
    return `${this.#queue.constructor.name}.get()`;
  }

  protected override isBlocked(): boolean {
    return this.#queue.empty() && this.#queue.isShutdown !== true;
  }

  protected override act(): T {
    return this.#queue.getNowait();
  }

  protected override late(timeout: number | undefined): QueueEmpty {
    return new QueueEmpty({ timeout });
  }
}

/** What a waiting `put()` needs of its queue. */
interface Target<T> {
  full(): boolean;
  putNowait(item: T): void;
  readonly isShutdown: boolean;
  readonly maxsize: number;
}

export class PutWait<T> extends TurnWait<void> {
  readonly #queue: Target<T>;
  readonly #item: T;

  constructor(queue: Target<T>, putters: WaiterList, item: T, options: WaitOptions | undefined) {
    super(putters, options);
    this.#queue = queue;
    this.#item = item;
  }

  get label(): string {
    return `${this.#queue.constructor.name}.put()`;
  }

  protected override isBlocked(): boolean {
    return this.#queue.full() && !this.#queue.isShutdown;
  }

  protected override act(): void {
    this.#queue.putNowait(this.#item);
  }

  protected override late(timeout: number | undefined): QueueFull {
    return new QueueFull(this.#queue.maxsize, { timeout });
  }
}

export class JoinWait extends ListedWait<void> {
  readonly #queue: object;
  readonly #joiners: WaiterList;

  constructor(queue: object, joiners: WaiterList) {
    super();
    this.#queue = queue;
    this.#joiners = joiners;
  }

  get label(): string {
    return `${this.#queue.constructor.name}.join()`;
  }

  protected override resume(interruption: Interruption | undefined): void {
    this.#joiners.delete(this);
    if (interruption !== undefined) throw interruption.error;
  }
}
