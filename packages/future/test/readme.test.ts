import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programsIn, promisedLines, runSource } from '@x/test-kit/documented-programs';

const root = new URL('../', import.meta.url);
const programs = programsIn(readFileSync(new URL('README.md', root), 'utf8'));

describe('README', () => {
  it.for(programs.map((program, index) => ({ index, program })))(
    'program $index prints what it says',
    { timeout: 30_000 },
    async ({ program }) => {
      const { stdout, stderr } = await runSource(program, root);
      expect(stderr).toBe('');
      expect(stdout.split('\n').filter(Boolean)).toEqual(promisedLines(program));
    },
  );
});
