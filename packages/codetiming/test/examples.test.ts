import { readdirSync, readFileSync } from 'node:fs';
import { programsIn, promisedOutput, runSource, withAssertions } from '@x/test-kit/documented-programs';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.ts'))
    .sort();

describe('examples', () => {
  it.for(filesIn('examples/'))('%s prints what it says', { timeout: 30_000 }, async (file) => {
    const source = read(`examples/${file}`);
    const { stdout, stderr } = await runSource(source, root);
    expect(stderr).toBe('');
    expect(withoutMeasurements(stdout)).toBe(withoutMeasurements(promisedOutput(source) ?? ''));
  });
});

describe('README', () => {
  const programs = programsIn(read('README.md'));

  it.for(programs.map((program, index) => ({ index, program })))(
    'program $index runs, and says what it says it does',
    { timeout: 30_000 },
    async ({ program }) => {
      const { stderr } = await runSource(withAssertions(program), root);
      expect(stderr).toBe('');
    },
  );
});

describe('doc comments', () => {
  const programs = filesIn('src/').flatMap((file) =>
    programsIn(read(`src/${file}`)).map((program, index) => ({ file, index, program })),
  );

  it.for(programs)(
    'example $index of $file runs, and says what it says it does',
    { timeout: 30_000 },
    async (example) => {
      const source = `import { Histogram, timed, Timer, Timers } from '@x/codetiming';\n${example.program}`;
      const { stderr } = await runSource(withAssertions(source), root);
      expect(stderr).toBe('');
    },
  );
});

/** Digits after a decimal point, and exponents, differ from run to run. */
function withoutMeasurements(text: string): string {
  return text.replace(/\d+(?=\.)|(?<=\.)\d+|(?<=e-)\d+/g, '#').replace(/ +(?=#)/g, ' ');
}
