import { CancelledError, Future, type Completer } from '@x/future';
import { bindToCaller } from '@x/future/context';
import type { CallbackOptions } from './call-options.ts';
import { PoolTerminatedError } from './errors.ts';

/**
 * The future of a call that is made of one task or several: whoever can complete one of them can complete it.
 *
 * @remarks
 * **Cancellation.** `cancel()` takes back what has not begun. Without that there would be no whole result, so it
 * succeeds if anything could be taken back; what runs already goes on unheard.
 */
export class PoolFuture<T> extends Future<T> {
  static {
    // What it shows to its reader is a plain future.
    Object.defineProperty(this, 'name', { value: 'Future' });
  }

  /** The tasks that have not ended. */
  readonly #parts = new Set<Future<unknown>>();
  /** Somebody other than a reader of the future will hear of a failure. */
  readonly #isTold: boolean;

  constructor({ callback, errorCallback }: CallbackOptions<T> = {}) {
    super();
    this.#isTold = errorCallback !== undefined;
    if (callback === undefined && errorCallback === undefined) return;
    const tell = (): unknown => {
      const failure = failureOf(this);
      return failure === undefined ? callback?.(this.result()) : errorCallback?.(failure.error);
    };
    this.addDoneCallback(bindToCaller(tell));
  }

  override get completer(): Completer | undefined {
    for (const part of this.#parts) if (part.completer !== undefined) return part.completer;
    return undefined;
  }

  override cancel(msg?: unknown): boolean {
    if (this.done()) return this.cancelled();
    const taken = [...this.#parts].filter((part) => part.cancel(msg));
    // A single part has cancelled this one, too, as it ended.
    return taken.length > 0 && (this.done() ? this.cancelled() : super.cancel(msg));
  }

  /** Calls `onDone` when a task has ended; until then the future can be waited for by blocking. */
  follow<P>(part: Future<P>, onDone: () => void): void {
    this.#parts.add(part);
    part.addDoneCallback(() => {
      this.#parts.delete(part);
      if (!this.done()) onDone();
    });
  }

  /** Completes it with what became of a call. */
  fail(error: unknown): void {
    if (error instanceof CancelledError) {
      super.cancel(error.args[0]);
      return;
    }
    this.setException(error);
    // Whoever terminates a pool knows what that costs.
    if (this.#isTold || error instanceof PoolTerminatedError) this.markSeen();
  }
}

/** How a future that is done has failed, its being cancelled included; `undefined` when it has a value. */
export function failureOf(future: Future<unknown>): { readonly error: unknown } | undefined {
  try {
    const error = future.exception();
    return error === undefined ? undefined : { error };
  } catch (cancelled) {
    return { error: cancelled };
  }
}
