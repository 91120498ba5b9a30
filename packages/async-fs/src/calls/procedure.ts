import { checkWaitOptions, rejected, SUSPENDED, type Interruption, type WaitOptions } from '@x/future/context';
import { SystemWait } from './system-wait.ts';

/** Several operations in a row: it looks at `stop` between them, and clean-up is part of it. */
export type Work<T> = (stop: AbortSignal) => Promise<T>;

/** A wait for work that can be asked to stop, and that ends only when the work has. */
class Procedure<T> extends SystemWait<T> {
  readonly label: string;
  readonly #stop = new AbortController();
  readonly #onDropped: ((value: T) => Promise<unknown>) | undefined;
  #outcome: { readonly value: T } | { readonly error: unknown } | undefined = undefined;
  #interruption: Interruption | undefined = undefined;

  constructor(label: string, work: Work<T>, onDropped: ((value: T) => Promise<unknown>) | undefined) {
    super();
    this.label = label;
    this.#onDropped = onDropped;
    void this.#follow(work);
  }

  protected override resume(interruption: Interruption | undefined): T | typeof SUSPENDED {
    this.#interruption ??= interruption;
    if (this.#outcome === undefined) {
      this.#stop.abort(this.#interruption?.error);
      return SUSPENDED;
    }
    if (this.#interruption !== undefined) {
      // Nobody is going to get the result, nor to hear that giving it back failed.
      if ('value' in this.#outcome) this.#onDropped?.(this.#outcome.value).catch(() => undefined);
      throw this.#interruption.error;
    }
    if ('error' in this.#outcome) throw this.#outcome.error;
    return this.#outcome.value;
  }

  async #follow(work: Work<T>): Promise<void> {
    try {
      this.#outcome = { value: await work(this.#stop.signal) };
    } catch (error) {
      this.#outcome = { error };
    }
    this.wake();
  }
}

/**
 * Does several operations as one wait. When the wait is cancelled, times out or is aborted, the work stops at its next
 * step and cleans up; only then the call rejects.
 *
 * @param onDropped - gives back a result that came when it was no longer wanted.
 */
export function procedure<T>(
  label: string,
  options: WaitOptions | undefined,
  work: Work<T>,
  onDropped?: (value: T) => Promise<unknown>,
): Promise<T> {
  try {
    checkWaitOptions(options);
    return new Procedure(label, work, onDropped).begin(options);
  } catch (error) {
    return rejected(error);
  }
}
