import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../folder.ts';
import { isLinux } from '../platform.ts';

const folder = temporaryFolder();

describe.runIf(isLinux)('a file that is forgotten', () => {
  it('is flushed and closed when it is collected, with a warning', { timeout: 30_000 }, async ({ signal }) => {
    const path = folder.at('a.txt');
    const { stdout } = await runProgram(new URL('../fixtures/forgets-its-files.ts', import.meta.url), {
      args: [path],
      execArgv: ['--expose-gc'],
      signal,
    });
    expect(stdout).toBe(`ResourceWarning: unclosed file '${path}'\nnot lost\n`);
  });
});
