import { SUSPENDED, type Interruption } from '@x/future/context';
import type { Attempt } from './attempt.ts';
import type { CallQueue } from './call-queue.ts';
import { SystemWait } from './system-wait.ts';

/** A call on a file that could not be answered at once. */
export class Call<T> extends SystemWait<T> {
  readonly #queue: CallQueue;
  readonly #operation: string;
  readonly #attempt: Attempt<T>;
  readonly #onLoss: (() => void) | undefined;
  #ended = false;
  #failure: { readonly error: unknown } | undefined = undefined;

  constructor(queue: CallQueue, operation: string, attempt: Attempt<T>, onLoss: (() => void) | undefined) {
    super();
    this.#queue = queue;
    this.#operation = operation;
    this.#attempt = attempt;
    this.#onLoss = onLoss;
  }

  get label(): string {
    return `${this.#operation} of ${this.#queue.owner}`;
  }

  /** Its turn has come. */
  takeTurn(): boolean {
    return this.wake();
  }

  /** Its transfer has ended. */
  arrive(ended: boolean): void {
    this.#ended = ended;
    this.wake();
  }

  /** Its transfer failed. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.wake();
  }

  protected override resume(interruption: Interruption | undefined): T | typeof SUSPENDED {
    try {
      if (interruption !== undefined) throw interruption.error;
      const outcome = this.#tryAgain();
      if (outcome instanceof Promise) {
        this.#queue.carry(outcome);
        return SUSPENDED;
      }
      this.#queue.leave(this);
      return outcome;
    } catch (error) {
      this.#queue.leave(this);
      throw error;
    }
  }

  #tryAgain(): ReturnType<Attempt<T>> {
    if (this.#failure === undefined) return this.#attempt(this.#ended);
    this.#onLoss?.();
    throw this.#failure.error;
  }
}
