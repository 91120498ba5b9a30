import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inheritedFlags } from '../src/inherited-flags.ts';

describe('inheritedFlags', () => {
  it('leaves out the text of the program, in all its spellings', () => {
    const flags = ['--expose-gc', '--input-type=module', '-e', 'code', '--no-warnings'];
    expect(inheritedFlags(flags)).toEqual(['--expose-gc', '--no-warnings']);
    expect(inheritedFlags(['--eval=code', '--input-type', 'module', '-p', 'code', '--print', 'code'])).toEqual([]);
    expect(inheritedFlags(['--env-file=.env', '--enable-source-maps'])).toHaveLength(2);
  });

  it('lets a program that is given as text have worker processes', async () => {
    const url = JSON.stringify(new URL('../src/index.ts', import.meta.url).href);
    const program = `
      // A worker that runs this in place of its own must not go on.
      if (process.send !== undefined) process.exit(9);
      const { ProcessPoolExecutor } = await import(${url});
      await using executor = new ProcessPoolExecutor({ maxWorkers: 1 });
      console.log(await executor.submit((n) => n + 1, 1));`;
    const args = ['--no-warnings', '--input-type=module', '--eval', program];
    expect((await promisify(execFile)(process.execPath, args)).stdout).toBe('2\n');
  });
});
