import type { Waiter } from '@x/future';
import type { Runnable } from '@x/future/context';
import type { EventLoop } from '../loop/event-loop.ts';

/**
 * A done callback of our own: called through the loop like any other, but spared the caller's context, which it does
 * not need.
 */
export class LightCallback implements Waiter, Runnable {
  readonly #loop: EventLoop;
  readonly #callback: () => void;

  constructor(loop: EventLoop, callback: () => void) {
    this.#loop = loop;
    this.#callback = callback;
  }

  wake(): void {
    this.#loop.enqueue(this);
  }

  run(): true {
    this.#callback();
    return true;
  }
}
