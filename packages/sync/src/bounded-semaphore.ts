import { InvalidStateError } from '@x/future';
import { Semaphore } from './semaphore.ts';

/**
 * A {@link Semaphore} that refuses to be released more often than it was acquired, which is a bug in most programs.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.BoundedSemaphore | asyncio.BoundedSemaphore}
 */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  /** @throws RangeError when `value` is no integer of zero or more. */
  constructor(value = 1) {
    super(value);
    this.#bound = value;
  }

  /**
   * Gives a permit back: the next who waits gets it.
   *
   * @throws {@link InvalidStateError} when all permits are there already; nothing has changed.
   */
  override release(): void {
    if (this.value >= this.#bound) {
      throw new InvalidStateError(`BoundedSemaphore released too many times: it has ${this.#bound} of ${this.#bound}`);
    }
    super.release();
  }
}
