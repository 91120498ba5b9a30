import type { Transfer } from '../buffers/channel.ts';
import type { CallQueue } from './call-queue.ts';

/** Something that is done in its turn on a file, and that nobody can cancel. */
export class Job {
  /** Settles when it is done. */
  readonly done: Promise<void>;
  readonly #queue: CallQueue;
  readonly #work: () => Transfer;
  readonly #resolve: () => void;
  readonly #reject: (error: unknown) => void;

  constructor(queue: CallQueue, work: () => Transfer) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.#queue = queue;
    this.#work = work;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  takeTurn(): boolean {
    this.#queue.carry(this.#work());
    return true;
  }

  arrive(): void {
    this.#resolve();
    this.#queue.leave(this);
  }

  fail(error: unknown): void {
    this.#reject(error);
    this.#queue.leave(this);
  }
}
