import { readFile } from 'node:fs/promises';
import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { readExample } from '../src/package/example.ts';

const program = new URL('../examples/count-primes.ts', import.meta.url);

describe('README.md of the repository', () => {
  const readme = readFile(new URL('../../../README.md', import.meta.url), 'utf8');

  it('shows the program in examples/', async () => {
    expect(readExample(await readme).program).toBe(await readFile(program, 'utf8'));
  });

  it('shows what the program prints', { timeout: 30_000 }, async ({ signal }) => {
    const { code, stdout, stderr } = await runProgram(program, { signal });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

    const [, shown = ''] = /^```text\n(.*?)^```$/ms.exec(await readme) ?? [];
    expect(counts(stdout)).toEqual(counts(shown));
  });
});

/** What was counted, whoever did it and in whatever order. */
function counts(output: string): string[] {
  return [...output.matchAll(/: (.*)$/gm)].map(([, count = '']) => count).sort();
}
