import { vi } from 'vitest';

export interface FakeClock {
  /** Lets this many milliseconds pass on `performance.now()`. */
  advance(milliseconds: number): void;
}

/** Stops `performance.now()` until the end of the test, and hands over its hand. */
export function fakeClock(): FakeClock {
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return { advance: (milliseconds) => void (now += milliseconds) };
}
