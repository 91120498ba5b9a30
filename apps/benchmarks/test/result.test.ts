import { describe, expect, it } from 'vitest';
import { bestOf, isTooClose, ratio, type Entry, type Result } from '../src/result.ts';
import { sampleOf } from '../src/statistics.ts';
import { suites } from '../src/suites.ts';
import { describeResult, formatFigure } from '../src/table.ts';

const entry = (name: string, role: Entry['role'], ...values: number[]): Entry => ({ name, role, ...sampleOf(values) });

function result(better: Result['better'], entries: Entry[]): Result {
  const machine = { node: 'v24.0.0', platform: 'linux x64', cpu: 'one', cpus: 2 };
  return { suite: 's', title: 'work', unit: 'u', better, size: 1, rounds: 3, date: '', machine, entries };
}

describe('sampleOf', () => {
  it('takes the median and the spread between the quartiles', () => {
    expect(sampleOf([30, 10, 20, 50, 40])).toMatchObject({ median: 30, spread: 1 / 3 });
    expect(sampleOf([0, 0])).toMatchObject({ median: 0, spread: 0 });
  });
});

describe('ratio', () => {
  it('says how many times as good, whichever way the unit counts', () => {
    const [a, b] = [sampleOf([100]), sampleOf([50])];
    expect([ratio({ better: 'more' }, a, b), ratio({ better: 'less' }, a, b)]).toEqual([2, 0.5]);
  });
});

describe('bestOf', () => {
  it('finds the best of a role', () => {
    const entries = [entry('x', 'ours', 9), entry('slow', 'peer', 2), entry('fast', 'peer', 5)];
    expect(bestOf(result('more', entries), 'peer')?.name).toBe('fast');
    expect(bestOf(result('less', entries), 'peer')?.name).toBe('slow');
    expect(bestOf(result('less', entries), 'limit')).toBeUndefined();
  });
});

describe('describeResult', () => {
  it('names no winner where the spread is wider than the difference', () => {
    const entries = [entry('x', 'ours', 10, 14, 18), entry('y', 'peer', 9, 13, 17)];
    expect(isTooClose(result('more', entries), entries[0]!, entries[1]!)).toBe(true);
    expect(describeResult(result('more', entries)).at(-1)).toContain('no winner');
  });

  it('gives the ratio to the best peer', () => {
    const entries = [entry('x', 'ours', 40, 40, 40), entry('y', 'peer', 10, 10, 10)];
    expect(describeResult(result('more', entries)).at(-1)).toBe('  x: 4.00 × the best peer, y');
  });
});

describe('formatFigure', () => {
  it.each([
    [1_234_567, '1.23 M'],
    [23_456, '23.5 k'],
    [12.34, '12.3'],
  ])('writes %d as %s', (figure, text) => {
    expect(formatFigure(figure)).toBe(text);
  });
});

describe('suites', () => {
  it('have names of their own, and ours beside somebody else', () => {
    expect(new Set(suites.map(({ name }) => name)).size).toBe(suites.length);
    for (const { contestants } of suites) {
      expect(contestants.some(({ role }) => role === 'ours')).toBe(true);
      expect(contestants.some(({ role }) => role !== 'ours')).toBe(true);
    }
  });

  it.each(suites)('$name does its work with ours, a little of it', { timeout: 60_000 }, async ({ contestants }) => {
    for (const contestant of contestants.filter(({ role }) => role === 'ours')) {
      // A thousand tasks may not show in the memory of the process at all.
      const figure = await contestant.run(1_000);
      expect(Number.isFinite(figure) && figure >= 0).toBe(true);
    }
  });
});
