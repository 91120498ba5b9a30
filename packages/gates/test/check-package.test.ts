import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../src/checklist.ts';
import { packageFiles } from './fixtures/package-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Checks the package of a repository with these changes; what did not pass, by name. */
async function check(changes: Record<string, string>, signal: AbortSignal) {
  const cwd = join(await temporaryFolder({ ...packageFiles, ...changes }), 'packages/greeting');
  const { code, stdout } = await runProgram(join(import.meta.dirname, '../src/check-package.ts'), {
    cwd,
    signal,
    timeout: 120_000,
  });
  const results = JSON.parse(await readFile(join(cwd, 'reports/check-package.json'), 'utf8')) as CheckResult[];
  const named = (wanted: string): string[] =>
    results.flatMap(({ name, outcome }) => (outcome === wanted ? [name] : []));
  return { code, stdout, passed: named('passed').length, failed: named('failed'), skipped: named('skipped') };
}

describe('check-package', { timeout: 120_000 }, () => {
  it('passes a package that is as it should be', async ({ signal }) => {
    expect(await check({}, signal)).toMatchObject({ code: 0, passed: 12, failed: [], skipped: [] });
  });

  it('finds what only shows when a package is used alone', async ({ signal }) => {
    const { code, failed, stdout } = await check(
      {
        'packages/greeting/dist/index.js': "import '@x/future';\nexport const greet = 1;\n",
        'packages/greeting/dist/index.d.ts': 'export declare const greet: Greet;\n',
      },
      signal,
    );
    expect({ code, failed }).toEqual({
      code: 1,
      failed: [
        expect.stringMatching(/^type-checks with TypeScript 5\.9/) as string,
        expect.stringMatching(/^type-checks with TypeScript 6/) as string,
        expect.stringMatching(/^type-checks with TypeScript 7/) as string,
        'gives the same to require() as to import',
        'runs its example by import',
        'runs its example by require()',
      ],
    });
    expect(stdout).toContain("Cannot find package '@x/future'");
    expect(stdout).toContain("Cannot find name 'Greet'");
  });

  it('looks at the papers, and skips what needs an installation when there is none', async ({ signal }) => {
    const { failed, skipped } = await check(
      { 'packages/greeting/LICENSE': 'Do not use it.\n', 'packages/greeting/README.md': '# @x/greeting\n' },
      signal,
    );
    expect(failed).toEqual(['papers are in order', 'installs alone']);
    expect(skipped).toHaveLength(6);
  });
});
