import { asyncIteratorOf } from './async-generator.ts';

/** Starts a `for await`. */
export function forAwait(iterable: unknown): Iteration {
  return new Iteration(asyncIteratorOf(iterable));
}

/** The state of a `for await` loop; what it gives out is awaited by the compiled loop. */
class Iteration {
  readonly #iterator: AsyncIterator<unknown>;
  /** The value of the current round. */
  value: unknown = undefined;
  /** Whether the loop is left with an error, which then goes before one of the clean-up. */
  failed = false;
  /** Whether the iterator has to be closed when the loop is left now. */
  isOpen = false;

  constructor(iterator: AsyncIterator<unknown>) {
    this.#iterator = iterator;
  }

  next(): unknown {
    this.isOpen = false;
    return this.#iterator.next();
  }

  /** Takes the awaited step; `false` at the end. */
  accept(step: unknown): boolean {
    checkResult(step);
    const { done, value } = step as IteratorResult<unknown, unknown>;
    if (done === true) return false;
    this.value = value;
    this.isOpen = this.#iterator.return != null;
    return true;
  }

  fail(): void {
    this.failed = true;
  }

  close(): unknown {
    return this.#iterator.return?.();
  }

  closed(result: unknown): void {
    if (!this.failed) checkResult(result);
  }
}

function checkResult(result: unknown): void {
  if (typeof result !== 'object' || result === null)
    throw new TypeError(`Iterator result ${String(result)} is not an object`);
}
