import { readdirSync, readFileSync } from 'node:fs';
import { leakCheck, runProgram } from '@x/test-kit';
import { programsIn, promisedOutput, runSource, withAssertions } from '@x/test-kit/documented-programs';
import { beforeEach, describe, expect, it } from 'vitest';

beforeEach(leakCheck);

const packageFolder = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, packageFolder), 'utf8');
const examples = readdirSync(new URL('examples/', packageFolder)).filter((file) => file.startsWith('shared-'));

describe('examples', () => {
  it.each(examples)('%s prints what it says', { timeout: 30_000 }, async (file) => {
    const promised = promisedOutput(read(`examples/${file}`));
    const { code, stdout, stderr } = await runProgram(new URL(`examples/${file}`, packageFolder));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: promised, stderr: '' });
  });
});

describe('README', () => {
  it('shows parts of the examples as they are', () => {
    // Blocks with a name are programs of several threads, which find themselves by their file.
    const named = Array.from(
      read('README.md').matchAll(/^```ts (\S+)\n(.*?)^```$/gms),
      ([, file = '', text = '']) => [file, text] as const,
    );
    expect(named.length).toBeGreaterThan(0);
    const withoutIndent = (text: string): string => text.trim().replace(/^ +/gm, '');
    for (const [file, text] of named) expect(withoutIndent(read(file))).toContain(withoutIndent(text));
  });
});

describe('doc comments', () => {
  it.each(programsIn(read('src/shared/shared-queue.ts')).map((program, index) => ({ index, program })))(
    'example $index does what it says',
    { timeout: 30_000 },
    async ({ program }) => {
      const source = `import { SharedQueue } from '@x/queue/shared';\n${program}`;
      const { stderr } = await runSource(withAssertions(source), packageFolder);
      expect(stderr).toBe('');
    },
  );
});
