import { globSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { tempfile } from '@x/async-fs';
import { describe, expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));

describe('What SECURITY.md says', () => {
  it('source becomes code in workers, and nowhere else', () => {
    const files = globSync('*/src/**/*.ts', { cwd: packages });
    const evaluating = files.filter((file) =>
      /\beval\(|\bnew Function\(|'node:vm'/.test(readFileSync(`${packages}/${file}`, 'utf8')),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(evaluating.map((file) => file.replaceAll('\\', '/'))).toEqual(['executor/src/worker/handler.ts']);
  });

  it('packages run nothing when they are installed', () => {
    const manifests = globSync('*/package.json', { cwd: packages });
    for (const manifest of manifests) {
      const { scripts = {} } = JSON.parse(readFileSync(`${packages}/${manifest}`, 'utf8')) as { scripts?: object };
      expect(Object.keys(scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
    }
  });

  // Windows has no such permissions.
  it.runIf(process.platform !== 'win32')('temporary files and directories are their owner’s alone', async () => {
    const file = await tempfile.NamedTemporaryFile();
    const directory = await tempfile.TemporaryDirectory();
    const modes = await Promise.all([file.name, directory.name].map(async (path) => (await stat(path)).mode & 0o777));
    await file.close();
    await directory.cleanup();
    expect(modes).toEqual([0o600, 0o700]);
  });
});
