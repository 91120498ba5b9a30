import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programsIn, promisedLines, promisedOutput, runSource, withAssertions } from './documented-programs.ts';

/** Programs may take as long as a busy machine needs to start them, in milliseconds. */
const LIMIT = { timeout: 30_000 };

/** What {@link testDocumentation} is to know of a package. */
export interface Documentation {
  /** The import statements that the examples in doc comments leave out. */
  readonly imports: string;
  /** Whether a file of `examples/` or `src/` belongs to it; all do by default. */
  readonly includes?: (file: string) => boolean;
}

/** Tests that the programs of a package's README, of `examples/` and of the doc comments in `src/` do what they say. */
export function testDocumentation(packageRoot: URL, { imports, includes = () => true }: Documentation): void {
  const read = (path: string): string => readFileSync(new URL(path, packageRoot), 'utf8');
  const filesIn = (folder: string): string[] =>
    readdirSync(new URL(folder, packageRoot))
      .filter((file) => file.endsWith('.ts') && includes(file))
      .sort();

  testReadme(packageRoot);

  describe('examples', () => {
    it.for(filesIn('examples/'))('%s prints what it says', LIMIT, async (file) => {
      const source = read(`examples/${file}`);
      expect(await runSource(source, packageRoot)).toEqual({ stdout: promisedOutput(source), stderr: '' });
    });
  });

  describe('doc comments', () => {
    const programs = filesIn('src/').flatMap((file) =>
      programsIn(read(`src/${file}`)).map((program, index) => ({ file, index, program })),
    );

    it.for(programs)('example $index of $file says what it does', LIMIT, async ({ program }) => {
      const { stderr } = await runSource(withAssertions(`${imports}\n${program}`), packageRoot);
      expect(stderr).toBe('');
    });
  });
}

/** Tests that the programs of a package's README print what their comments say. */
export function testReadme(packageRoot: URL): void {
  describe('README', () => {
    const programs = programsIn(readFileSync(new URL('README.md', packageRoot), 'utf8'));

    it.for(programs.map((program, index) => ({ index, program })))(
      'program $index prints what it says',
      LIMIT,
      async ({ program }) => {
        const { stdout, stderr } = await runSource(program, packageRoot);
        expect(stderr).toBe('');
        expect(stdout.split('\n').filter(Boolean)).toEqual(promisedLines(program));
      },
    );
  });
}
