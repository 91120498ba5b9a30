import { createTask, getRunningLoop, sleep } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { CancelledError } from '@x/future';
import { modesOf, type Mode } from '@x/test-kit';
import { afterEach, beforeEach, expect, vi } from 'vitest';

/** Plain promises, native async tasks, generator tasks. */
export const modes: Mode[] = modesOf({
  CancelledError,
  createTask,
  getRunningLoop,
  runVirtual,
  sleep,
  advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms),
});

/** Fakes the timers of each test in the file, and finds those that it leaves behind. */
export function fakeTimers(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => {
    expect(vi.getTimerCount(), 'timers left behind').toBe(0);
    vi.useRealTimers();
  });
}
