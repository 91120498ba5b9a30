import { describe, expect, it } from 'vitest';
import { memoryTrend, type MemorySample } from '../src/memory.ts';

const MEGABYTE = 2 ** 20;
const samples = (heldAt: (program: number) => number, resident = 100): MemorySample[] =>
  Array.from({ length: 40 }, (_, program) => ({ held: heldAt(program) * MEGABYTE, resident: resident * MEGABYTE }));

describe('memoryTrend', () => {
  it('is undefined while memory comes and goes', () => {
    expect(memoryTrend(samples((program) => 20 + (program % 7)))).toBeUndefined();
  });

  it('forgives what is cached in the beginning', () => {
    expect(memoryTrend(samples((program) => Math.min(30, 20 + 2 * program)))).toBeUndefined();
  });

  it('sees that every program leaves a little', () => {
    expect(memoryTrend(samples((program) => 20 + program / 2))).toMatch(/^held memory grew from 25.0 MB to 35.0 MB/);
  });

  it('sees what JavaScript does not know of', () => {
    const growing = samples(() => 20).map((one, program) => ({ ...one, resident: (100 + 20 * program) * MEGABYTE }));
    expect(memoryTrend(growing)).toMatch(/^resident memory grew/);
  });

  it('says nothing about a few programs', () => {
    expect(memoryTrend(samples((program) => 20 * program).slice(0, 10))).toBeUndefined();
  });
});
