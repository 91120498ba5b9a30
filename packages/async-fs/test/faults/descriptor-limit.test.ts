import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../folder.ts';
import { isLinux } from '../platform.ts';

const folder = temporaryFolder();

describe.runIf(isLinux)('a limit of 100 descriptors', { timeout: 30_000 }, () => {
  it('is an error with path and operation; no descriptor is lost, and nothing that was written', async () => {
    expect(await runLimited('runs-out-of-descriptors', folder.at())).toBe('EMFILE open true\ntrue\ntrue\ntrue\n');
  });

  it('does not matter to 5,000 files that are opened, read and closed at once', async () => {
    expect(await runLimited('reads-many-files-at-once', folder.file('a.txt'))).toBe('50000\n');
  });
});

async function runLimited(fixture: string, argument: string): Promise<string> {
  const program = fileURLToPath(new URL(`../fixtures/${fixture}.ts`, import.meta.url));
  const args = ['-c', 'ulimit -n 100 && exec "$0" "$@"', process.execPath, program, argument];
  return (await promisify(execFile)('sh', args)).stdout;
}
