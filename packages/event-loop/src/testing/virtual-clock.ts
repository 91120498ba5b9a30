import type { Clock } from '../loop/clock.ts';

/** Time that only moves when it is told to. */
export class VirtualClock implements Clock {
  #now = 0;

  now(): number {
    return this.#now;
  }

  /** Moves on to a time. */
  jump(to: number): void {
    this.#now = Math.max(this.#now, to);
  }

  // The virtual loop idles in its own way and sets no timers here; other code that was handed the clock gets real ones.
  setTimeout(callback: () => void, delay: number): unknown {
    return setTimeout(callback, delay);
  }

  clearTimeout(timer: unknown): void {
    clearTimeout(timer as ReturnType<typeof setTimeout>);
  }

  setImmediate(callback: () => void): unknown {
    return typeof setImmediate === 'function' ? setImmediate(callback) : setTimeout(callback, 0);
  }
}
