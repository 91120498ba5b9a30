import { describe, expect, it } from 'vitest';
import { difference } from '../../src/fuzz/difference.ts';

describe('difference', () => {
  const python = ['0 0 main starts', '0 1 t1 get q1 -> 5', '3 0 t1 returns', 'end t1 5'];

  it('is undefined for equal traces', () => {
    expect(difference(python, [...python])).toBeUndefined();
  });

  it('shows both sides from the first line that differs, after those before it', () => {
    const ours = ['0 0 main starts', '0 2 t1 get q1 -> 5', '3 0 t1 returns', 'end t1 5'];
    expect(difference(python, ours, 2)).toEqual({
      at: 1,
      signature: 'task get -> … | task get -> …',
      text: [
        '  0 0 main starts',
        '< 0 1 t1 get q1 -> 5',
        '< 3 0 t1 returns',
        '> 0 2 t1 get q1 -> 5',
        '> 3 0 t1 returns',
      ].join('\n'),
    });
  });

  it('names the error of a step, and a trace that ends too early', () => {
    expect(difference(python, ['0 0 main starts', '0 1 t1 get q1 ! CancelledError(m1)'])?.signature).toBe(
      'task get -> … | task get ! CancelledError',
    );
    expect(difference(python, python.slice(0, 2), 1)?.text).toBe('  0 1 t1 get q1 -> 5\n< 3 0 t1 returns\n> (end)');
  });
});
