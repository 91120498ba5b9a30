import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { programsIn, promisedLines, promisedOutput, runSource, withAssertions } from '@x/test-kit/documented-programs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();

// The programs make files: each gets a directory of its own, inside the package so that they find it by its name.
let folder = root;
beforeEach(() => {
  const reports = new URL('reports/', root);
  mkdirSync(reports, { recursive: true });
  folder = pathToFileURL(`${mkdtempSync(new URL('documented-', reports).pathname)}/`);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('README', () => {
  const programs = programsIn(read('README.md'));

  it.for(programs.map((program, index) => ({ index, program })))(
    'program $index prints what it says, and leaves no file',
    { timeout: 30_000 },
    async ({ program }) => {
      const { stdout, stderr } = await runSource(program, folder);
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n')).toEqual(promisedLines(program));
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe('examples', () => {
  it.for(filesIn('examples/'))('%s prints what it says', { timeout: 30_000 }, async (file) => {
    const source = read(`examples/${file}`);
    const { stdout, stderr } = await runSource(source, folder);
    expect(stderr).toBe('');
    expect(stdout).toBe(promisedOutput(source));
  });
});

describe('doc comments', () => {
  const programs = filesIn('src/').flatMap((file) =>
    programsIn(read(`src/${file}`)).map((program, index) => ({ file, index, program })),
  );
  /** What the examples find when they begin. */
  const preamble = `
    import { atomicWrite, FileNotFoundError, open, os, path, tempfile, toReadableStream, wrap } from '@x/async-fs';
    await os.makedirs('src/lib');
    for (const name of ['notes.txt', 'src/main.ts', 'src/lib/list.ts']) await atomicWrite(name, 'first line\\n');
  `;

  it.for(programs)('example $index of $file says what it does', { timeout: 30_000 }, async ({ program }) => {
    const { stdout, stderr } = await runSource(withAssertions(preamble + program), folder);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').filter(Boolean)).toEqual(promisedLines(program));
  });
});
