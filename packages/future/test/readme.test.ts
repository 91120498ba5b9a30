import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programsIn, runSource } from './programs.ts';

const programs = programsIn(readFileSync(new URL('../README.md', import.meta.url), 'utf8'));

/** What a program says that it prints, behind its lines that log. */
const promised = (program: string): string[] =>
  [...program.matchAll(/console\.log\(.*\);? \/\/ (.+)$/gm)].map(([, text]) => text as string);

describe('README', () => {
  it.for(programs.map((program, index) => ({ index, program })))(
    'program $index prints what it says',
    { timeout: 30_000 },
    async ({ program }) => {
      const { stdout, stderr } = await runSource(program);
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n').filter(Boolean)).toEqual(promised(program));
    },
  );
});
