import { Deque } from '@x/future/context';

/**
 * Lets a few opens run at a time.
 *
 * @remarks
 * A program that opens, reads and closes thousands of files at once would otherwise have all of them open before it
 * reads the first, and run out of descriptors. This way the files that are open get on with their work first. Files
 * that stay open are not counted: no program waits here for one of its own files to be closed.
 */
export class OpenGate {
  readonly #waiting = new Deque<() => void>();
  #free: number;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Calls `open` when it may begin: now or later. Each one is followed by {@link OpenGate.leave}. */
  enter(open: () => void): void {
    if (this.#free === 0) {
      this.#waiting.push(open);
      return;
    }
    this.#free--;
    open();
  }

  /** {@link OpenGate.enter} for code that awaits: gives nothing when it may begin now. */
  turn(): Promise<void> | undefined {
    if (this.#free === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#free--;
    return undefined;
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}

/** Enough to keep the threads busy that do the work: 4, unless `UV_THREADPOOL_SIZE` says otherwise. */
export const openGate: OpenGate = new OpenGate(16);
