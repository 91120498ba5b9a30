import { describe, expect, it } from 'vitest';
import { line, sum } from '../src/counts.ts';

describe('line', () => {
  it('says how many passed, failed and were skipped', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 2, failed: 4, skipped: 0 },
    ]);
    expect(line(total)).toBe('5 passed, 4 failed, 1 skipped');
  });

  it('says so when nothing ran', () => {
    expect(line(sum([]))).toBe('0 passed, 0 failed, 0 skipped');
  });
});
