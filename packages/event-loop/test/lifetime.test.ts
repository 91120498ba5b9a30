import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';

describe('the life of a process', { timeout: 30_000 }, () => {
  it.for([
    { scenario: 'callSoon', lines: ['called', 'exit'] },
    { scenario: 'timer', lines: ['called', 'exit'] },
    { scenario: 'cancelled timer', lines: ['exit soon'] },
    { scenario: 'idle loop', lines: ['exit soon'] },
    { scenario: 'waiting task', lines: ['exit soon'] },
    { scenario: 'runForever', lines: ['stopped from outside', 'exit'] },
  ])('LOOP-043 with: $scenario', async ({ scenario, lines }, { signal }) => {
    const { stdout, stderr } = await runProgram(new URL('fixtures/lifetime.ts', import.meta.url), {
      args: [scenario],
      signal,
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(lines);
  });
});
