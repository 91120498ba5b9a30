/**
 * Where a loop takes its time from. A loop with another clock lives in another time: tests use one that jumps.
 *
 * @see {@link https://nodejs.org/api/timers.html | Node's timers}, which the default clock uses
 */
export interface Clock {
  /** Monotonic milliseconds with fractions. */
  now(): number;
  /** Calls `callback` after `delay` milliseconds, at most 2^31 - 1. */
  setTimeout(callback: () => void, delay: number): unknown;
  /** Takes back {@link Clock.setTimeout}. */
  clearTimeout(timer: unknown): void;
  /** Calls `callback` after I/O has had its turn. */
  setImmediate(callback: () => void): unknown;
}

// The globals are looked up at each call: captured once, they could not be replaced by fake timers.
const later: (callback: () => void) => unknown =
  typeof setImmediate === 'function' ? (callback) => setImmediate(callback) : (callback) => setTimeout(callback, 0);

/** Real time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  setImmediate: later,
};
