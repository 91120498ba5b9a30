import type { Waiter } from '@x/future';
import type { Runnable } from '@x/future/context';
import type { EventLoop } from '../loop/event-loop.ts';

/**
 * A done callback of our own: called through the loop like any other, but spared the caller's context, which it does
 * not need.
 */
export class LightCallback<F = unknown> implements Waiter, Runnable {
  readonly #loop: EventLoop;
  readonly #callback: (future: F) => void;
  /** The future followed, which the callback gets: where there are many, it need not be a closure for each. */
  readonly future: F;

  constructor(loop: EventLoop, callback: (future: F) => void, future: F) {
    this.#loop = loop;
    this.#callback = callback;
    this.future = future;
  }

  wake(): void {
    this.#loop.enqueue(this);
  }

  run(): true {
    this.#callback(this.future);
    return true;
  }
}
