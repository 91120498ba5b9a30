import { Wait, type Interruption } from '@x/future/context';

/**
 * A lock with the bug that most locks have once: a waiter that is cancelled after it was woken keeps the wake-up to
 * itself, and those behind it wait for ever.
 */
export class LossyLock {
  #isLocked = false;
  readonly #waiters: LossyWait[] = [];

  acquire(): Promise<void> {
    if (!this.#isLocked && this.#waiters.length === 0) {
      this.#isLocked = true;
      return Promise.resolve();
    }
    const wait = new LossyWait(() => (this.#isLocked = true));
    this.#waiters.push(wait);
    return wait.begin();
  }

  release(): void {
    this.#isLocked = false;
    while (this.#waiters.shift()?.wake() === false);
  }
}

class LossyWait extends Wait<void> {
  readonly label = 'LossyLock.acquire()';
  readonly #take: () => void;

  constructor(take: () => void) {
    super();
    this.#take = take;
  }

  protected override resume(interruption: Interruption | undefined): void {
    if (interruption !== undefined) throw interruption.error;
    this.#take();
  }
}
