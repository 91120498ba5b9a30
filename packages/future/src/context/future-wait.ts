import { CancelledError } from '../errors.ts';
import { cancellation } from './cancellation.ts';
import type { Future } from '../future.ts';
import { Wait, type Interruption } from './wait.ts';

/** `await future`: cancelling the task cancels the future, or, where the future refuses, ends the wait alone. */
export class FutureWait<T> extends Wait<T> {
  readonly #future: Future<T>;

  constructor(future: Future<T>) {
    super();
    this.#future = future;
    future.addWaiter(this);
  }

  get label(): string {
    return String(this.#future);
  }

  /** The future waited for. */
  get future(): Future<T> {
    return this.#future;
  }

  override get source(): object {
    return this.#future;
  }

  override get isOutside(): boolean {
    return this.#future.isOutside;
  }

  override cancel(msg?: unknown): boolean {
    if (!this.isWaiting) return false;
    if (this.#future.cancel(msg)) return true;
    // Work that runs elsewhere cannot be reached: the wait ends alone. A future of a loop that refuses is about to end,
    // and the task keeps the request for the step that follows.
    return this.#future.isOutside && this.interrupt(cancellation(msg));
  }

  protected override resume(interruption: Interruption | undefined): T {
    if (interruption === undefined) return this.#future.result();
    if (!this.#future.done()) this.#future.removeWaiter(this);
    // The future's own cancellation goes before one that came in between, as in CPython.
    else if (interruption.error instanceof CancelledError && endedCancelled(this.#future)) return this.#future.result();
    throw interruption.error;
  }
}

/** Whether a done future gives a `CancelledError`; that of a `gather` is its failure. */
function endedCancelled(future: Future<unknown>): boolean {
  return future.cancelled() || future.exception() instanceof CancelledError;
}

/** `future.get()`: a wait with limits of its own, which leaves the future alone however it ends. */
export class FutureLook<T> extends FutureWait<T> {
  override cancel(msg?: unknown): boolean {
    return this.interrupt(cancellation(msg));
  }
}
