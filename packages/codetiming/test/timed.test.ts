import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '@x/test-kit';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timed } from '../src/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let outDir: string;
let problems: string[];

// Compiles the fixture with the sources behind it, as a browser project would: DOM types, and none of Node.
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'codetiming-'));
  await writeFile(join(outDir, 'package.json'), '{ "type": "module" }');
  const program = ts.createProgram([join(root, 'test/fixtures/decorated.ts')], {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    skipLibCheck: true,
    rewriteRelativeImportExtensions: true,
    rootDir: root,
    outDir,
  });
  const { diagnostics } = program.emit();
  problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}, 60_000);
afterAll(() => rm(outDir, { recursive: true }));

describe('timed', () => {
  it('compiles as a decorator, in a project that knows nothing of Node', () => {
    expect(problems).toEqual([]);
  });

  it('times methods, accessors and fields, static and private ones, too', async () => {
    const { stdout, stderr } = await runProgram(join(outDir, 'test/fixtures/decorated.js'));
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual([
      "[ '7: 3 pink', '7: 1 plain' ]",
      '2 fib 2',
      '[ 1, 7 ]',
      'Bakery of Kyoto',
      'dough for 7',
      'oven 8 is refused',
      'ding ding at 7',
      "TypeError: fn must be a function, got 'Kyoto'",
      '{',
      '  bake: 2,',
      '  fib: 5,',
      '  slices: 1,',
      '  static: 1,',
      '  private: 1,',
      '  accessors: 2,',
      '  field: 1',
      '}',
    ]);
  });

  it('checks its options where it is written', () => {
    expect(() => timed({ text: '{hours}' })).toThrow(RangeError);
  });

  it.each([
    ['the old decorators', [{}, 'bake', { value: () => undefined }], 'no decorator context'],
    ['a plain call', [() => undefined], 'no decorator context'],
    ['a class', [Map, { kind: 'class' }], 'class'],
    ['an auto-accessor', [{}, { kind: 'accessor' }], 'accessor'],
  ])('refuses %s', (_what, args, got) => {
    const decorate = timed() as unknown as (...args: unknown[]) => unknown;
    const message =
      `timed() decorates methods, getters, setters and fields, got ${got} ` +
      '(experimentalDecorators must be off; a function takes timer.wrap)';
    expect(() => decorate(...args)).toThrow(new TypeError(message));
  });
});
