import { checkWaitOptions, rejected, type Interruption, type WaitOptions } from '@x/future/context';
import { SystemWait } from './system-wait.ts';

/** A wait for work that goes on by itself, whatever becomes of the wait. */
class OutsideWait<T> extends SystemWait<T> {
  readonly label: string;
  #failure: { readonly error: unknown } | undefined = undefined;
  #value: T | undefined = undefined;

  constructor(label: string, work: PromiseLike<T>, onDropped: ((error: unknown) => void) | undefined) {
    super();
    this.label = label;
    work.then(
      (value) => {
        this.#value = value;
        this.wake();
      },
      (error: unknown) => {
        this.#failure = { error };
        if (!this.wake()) onDropped?.(error);
      },
    );
  }

  protected override resume(interruption: Interruption | undefined): T {
    if (interruption !== undefined) throw interruption.error;
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.#value as T;
  }
}

/**
 * Starts work that cannot be stopped, and waits for it within limits.
 *
 * @param label - the operation, for messages.
 * @param start - called once the limits have been checked; what it throws is rejected.
 * @param onDropped - told of a failure that comes when the wait has ended already.
 */
export function outside<T>(
  label: string,
  options: WaitOptions | undefined,
  start: () => Promise<T>,
  onDropped?: (error: unknown) => void,
): Promise<T> {
  try {
    checkWaitOptions(options);
    return new OutsideWait(label, start(), onDropped).begin(options);
  } catch (error) {
    return rejected(error);
  }
}
