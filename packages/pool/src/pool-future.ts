import { Future, type Completer } from '@x/future';

/** The future of a call that may be made of several tasks: whoever can complete one of them can complete it. */
export class PoolFuture<T> extends Future<T> {
  static {
    // What it shows to its reader is a plain future.
    Object.defineProperty(this, 'name', { value: 'Future' });
  }

  /** The tasks that have not ended. */
  readonly #parts = new Set<Future<unknown>>();

  override get completer(): Completer | undefined {
    for (const part of this.#parts) if (part.completer !== undefined) return part.completer;
    return undefined;
  }

  /** Calls `onDone` when a task has ended; until then the future can be waited for by blocking. */
  follow<P>(part: Future<P>, onDone: (part: Future<P>) => void): void {
    this.#parts.add(part);
    part.addDoneCallback(() => {
      this.#parts.delete(part);
      if (!this.done()) onDone(part);
    });
  }

  /** Cancels what has not begun. */
  withdraw(): void {
    for (const part of this.#parts) part.cancel();
  }

  /** Completes it, whether or not somebody will read a failure: its owner may have been told by a callback. */
  settle(failed: boolean, outcome: unknown, isTold: boolean): void {
    if (!failed) {
      this.setResult(outcome as T);
      return;
    }
    this.setException(outcome);
    if (isTold) this.markSeen();
  }
}
