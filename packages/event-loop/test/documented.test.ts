import { promisedLines, promisedOutput, runSource } from '@x/test-kit/documented-programs';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('README', () => {
  // A program may be followed by what it prints.
  const fences = /^```ts\n(.*?)^```$(?:\n+```text\n(.*?)^```$)?/gms;
  const programs = Array.from(read('README.md').matchAll(fences), ([, program = '', output]) => ({ program, output }));

  it.for(programs.map((program, index) => ({ index, ...program })))(
    'program $index prints what it says',
    { timeout: 30_000 },
    async ({ program, output }) => {
      const { stdout, stderr } = await runSource(program, root);
      expect(stderr).toBe('');
      const promised = promisedLines(program).map(
        (line) => `${line}
`,
      );
      expect(stdout).toBe(output ?? promised.join(''));
    },
  );
});

describe('examples', () => {
  it.for(readdirSync(new URL('examples/', root)).sort())(
    '%s prints what it says',
    { timeout: 30_000 },
    async (file) => {
      const source = read(`examples/${file}`);
      const { stdout, stderr } = await runSource(source, root);
      expect(stderr).toBe('');
      expect(stdout).toBe(promisedOutput(source));
    },
  );
});
