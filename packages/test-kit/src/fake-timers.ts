import { afterEach, beforeEach, expect, vi } from 'vitest';

/** Fakes the timers of each test in the file, and finds those that a test leaves behind. */
export function fakeTimers(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => {
    const left = vi.getTimerCount();
    vi.useRealTimers();
    expect(left, 'timers left behind').toBe(0);
  });
}
