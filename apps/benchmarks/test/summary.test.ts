import { describe, expect, it } from 'vitest';
import { summaryOf } from '../src/report/summary.ts';
import { resultOf, standing } from './fixtures/result.ts';

describe('summaryOf', () => {
  const entries = [
    standing('x', 'ours', 40),
    standing('y', 'peer', 10),
    { name: 'z', role: 'peer', failure: 'exit code 1: Error: a | b' } as const,
  ];

  it('has ours beside the best peer on top', () => {
    expect(summaryOf([resultOf('more', entries)])).toContain(
      '| [lock](#lock) | x: 40.0 locks/s | y: 10.0 locks/s | **4.00** |  |',
    );
  });

  it('says where there is no winner', () => {
    const even = [standing('x', 'ours', 10, 14, 18), standing('y', 'peer', 9, 13, 17)];
    expect(summaryOf([resultOf('more', even)])).toContain('| 1.08, no winner |');
  });

  it('has a chapter for each suite, with its chart, its table and its failures', () => {
    const text = summaryOf([resultOf('more', entries)]);
    expect(text).toContain('## lock\n\ntake a lock, in locks/s (more is better).\n\n![lock](results/lock.svg)\n');
    expect(text).toContain('| **x** | ours | 40.0 | ± 0 % |  | 4.00 × |');
    expect(text).toContain(String.raw`| z | peer | failed: exit code 1: Error: a \| b |  |  |  |`);
    expect(text).toContain('- one, 2 CPUs, 4 GiB, linux x64: node 24.0.0, tinypool 2.2.0');
  });

  it('shows what each size of a growing work took', () => {
    const grown = [{ ...standing('x', 'ours', 10), exponent: 1, points: [[10, 5] as const, [100, 50] as const] }];
    const text = summaryOf([resultOf('less', grown, { scaleOf: 'tasks', sizes: [10, 100] })]);
    expect(text).toContain(
      '|  | exponent | 10 tasks | 100 tasks |\n| --- | --- | --- | --- |\n| x | 1.00 | 5.00 ms | 50.0 ms |',
    );
  });
});
