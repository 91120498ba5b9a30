import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress, type Progress } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

/** A progress, and what it has written. */
function progressOn(properties: { isTTY: boolean }): { progress: Progress; written: () => string } {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), properties);
  let text = '';
  return {
    progress: createProgress(stream as unknown as NodeJS.WriteStream),
    written: () => (text += (stream.read() as string | null) ?? ''),
  };
}

describe('createProgress', () => {
  it('writes a plain line once a second where no terminal is', () => {
    const { progress, written } = progressOn({ isTTY: false });
    progress.begin();
    progress.update(1, 10);
    vi.advanceTimersByTime(1000);
    progress.update(2, 10);
    progress.update(3, 10);
    vi.advanceTimersByTime(1200);
    progress.update(4, 10);
    progress.note('done');
    progress[Symbol.dispose]();
    expect(written()).toBe('  2 of 10 pages after 1 s\n  4 of 10 pages after 2.2 s\ndone\n');
  });

  it('draws a bar on a terminal, writes notes above it, and clears it at the end', () => {
    const { progress, written } = progressOn({ isTTY: true });
    progress.note('before');
    expect(written()).toBe('before\n');
    progress.begin();
    progress.update(3, 10);
    progress.note('a page failed');
    vi.advanceTimersByTime(500);
    expect(written()).toMatch(/a page failed\n.*█+░+ 3 of 10 pages/su);
    progress.note('last words');
    progress[Symbol.dispose]();
    expect(written()).toContain('last words\n');
    // What is left of the bar is cleared from the cursor on.
    expect(written().endsWith('\u001b[0J')).toBe(true);
  });
});
