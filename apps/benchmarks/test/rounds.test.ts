import { describe, expect, it } from 'vitest';
import type { Measure } from '../src/run/measure.ts';
import { playRounds, type Play } from '../src/run/rounds.ts';
import type { Contestant, Suite } from '../src/suite.ts';

const contestant = (name: string, role: Contestant['role'] = 'peer'): Contestant => ({ name, role, run: () => 0 });
const suite: Suite = {
  name: 's',
  title: 'work',
  unit: 'u',
  better: 'more',
  contestants: [contestant('a', 'ours'), contestant('b')],
};

function play(measure: Measure, more: Partial<Play> = {}): ReturnType<typeof playRounds> {
  const { contestants } = suite;
  return playRounds(suite, { contestants, sizes: [10], rounds: 3, measure, onStep: () => undefined, ...more });
}

describe('playRounds', () => {
  it('lets the contestants take turns, and tells of each step', async () => {
    const steps: string[] = [];
    const measured: string[] = [];
    const measure: Measure = (_, { name }, sizes) => {
      measured.push(name);
      return Promise.resolve({ figures: sizes.map((size) => [size, measured.length]) });
    };
    await play(measure, { rounds: 2, onStep: (name, round) => void steps.push(`${name}${round}`) });
    expect(measured.join('')).toBe('abab');
    expect(steps.join(' ')).toBe('a1 b1 a2 b2');
  });

  it('keeps the figures of warm-ups apart', async () => {
    let figure = 0;
    const entries = await play(() => Promise.resolve({ figures: [[10, (figure += 1)]], warmup: 100 + figure }));
    expect(entries[0]).toEqual({ name: 'a', role: 'ours', median: 3, spread: 1 / 3, values: [1, 3, 5], warmup: 103 });
  });

  it('leaves out one that fails, and goes on with the others', async () => {
    const measured: string[] = [];
    const measure: Measure = (_, { name }) => {
      measured.push(name);
      if (name === 'b') return Promise.reject(new Error('exit code 13'));
      return Promise.resolve({ figures: [[10, 1]] });
    };
    const entries = await play(measure);
    expect(measured.join('')).toBe('abaa');
    expect(entries[1]).toEqual({ name: 'b', role: 'peer', failure: 'exit code 13' });
  });

  it('ends when it is told to, and blames nobody', async () => {
    const controller = new AbortController();
    const measure: Measure = () => {
      controller.abort(new RangeError('Ctrl-C'));
      return Promise.reject(new Error('ended by SIGKILL'));
    };
    await expect(play(measure, { signal: controller.signal })).rejects.toThrow('Ctrl-C');
  });

  it('says how much more ten times as much costs, and with which exponent', async () => {
    const growing = { ...suite, scale: { of: 'tasks', full: [10, 100], quick: [10] } };
    const measure: Measure = (_suite, _contestant, sizes) =>
      Promise.resolve({ figures: sizes.map((size) => [size, size * size]) });
    const { contestants } = suite;
    const entries = await playRounds(growing, {
      contestants,
      sizes: [10, 100],
      rounds: 1,
      measure,
      onStep: () => undefined,
    });
    expect(entries[0]).toMatchObject({
      median: expect.closeTo(100) as number,
      exponent: expect.closeTo(2) as number,
      points: [
        [10, 100],
        [100, 10_000],
      ],
    });
  });
});
