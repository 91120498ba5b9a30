import { programsIn, promisedLines, promisedOutput, runSource, withAssertions } from '@x/test-kit/documented-programs';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('shared'))
    .sort();

describe('README', () => {
  const programs = programsIn(read('README.md'));

  it.for(programs.map((program, index) => ({ index, program })))(
    'program $index prints what it says',
    { timeout: 30_000 },
    async ({ program }) => {
      const { stdout, stderr } = await runSource(program, root);
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n')).toEqual(promisedLines(program));
    },
  );
});

describe('examples', () => {
  it.for(filesIn('examples/'))('%s prints what it says', { timeout: 30_000 }, async (file) => {
    const source = read(`examples/${file}`);
    const { stdout, stderr } = await runSource(source, root);
    expect(stderr).toBe('');
    expect(stdout).toBe(promisedOutput(source));
  });
});

describe('doc comments', () => {
  const programs = filesIn('src/').flatMap((file) =>
    programsIn(read(`src/${file}`)).map((program, index) => ({ file, index, program })),
  );

  it.for(programs)('example $index of $file says what it does', { timeout: 30_000 }, async ({ program }) => {
    const imports = `import { LifoQueue, PriorityQueue, Queue, SimpleQueue } from '@x/queue';\n`;
    const { stderr } = await runSource(withAssertions(imports + program), root);
    expect(stderr).toBe('');
  });
});
