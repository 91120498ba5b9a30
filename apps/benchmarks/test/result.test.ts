import { describe, expect, it } from 'vitest';
import { bestOf, isTooClose, ranking, ratio } from '../src/report/result.ts';
import { sampleOf } from '../src/report/statistics.ts';
import { resultOf, standing } from './fixtures/result.ts';

describe('ratio', () => {
  it('says how many times as good, whichever way the unit counts', () => {
    const [a, b] = [sampleOf([100]), sampleOf([50])];
    expect([ratio({ better: 'more' }, a, b), ratio({ better: 'less' }, a, b)]).toEqual([2, 0.5]);
  });

  it('is 1 where both came to nothing, and endless where one did', () => {
    const [none, some] = [sampleOf([0]), sampleOf([5])];
    expect([ratio({ better: 'less' }, none, none), ratio({ better: 'less' }, none, some)]).toEqual([1, Infinity]);
  });
});

describe('ranking', () => {
  it('puts the best first, and those that failed last', () => {
    const broken = { name: 'broken', role: 'peer', failure: 'exit code 1' } as const;
    const entries = [broken, standing('slow', 'peer', 2), standing('fast', 'peer', 5)];
    expect(ranking(resultOf('more', entries)).map(({ name }) => name)).toEqual(['fast', 'slow', 'broken']);
    expect(ranking(resultOf('less', entries)).map(({ name }) => name)).toEqual(['slow', 'fast', 'broken']);
  });
});

describe('bestOf', () => {
  it('finds the best of a role', () => {
    const entries = [standing('x', 'ours', 9), standing('slow', 'peer', 2), standing('fast', 'peer', 5)];
    expect(bestOf(resultOf('more', entries), 'peer')?.name).toBe('fast');
    expect(bestOf(resultOf('less', entries), 'peer')?.name).toBe('slow');
    expect(bestOf(resultOf('less', entries), 'limit')).toBeUndefined();
  });
});

describe('isTooClose', () => {
  it('compares the difference with the wider spread', () => {
    const result = resultOf('more', []);
    expect(isTooClose(result, sampleOf([10, 14, 18]), sampleOf([13]))).toBe(true);
    expect(isTooClose(result, sampleOf([14]), sampleOf([13]))).toBe(false);
  });
});
