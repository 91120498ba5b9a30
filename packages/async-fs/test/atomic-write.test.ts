import * as fs from 'node:fs';
import { startProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { atomicWrite, UnicodeEncodeError } from '../src/index.ts';
import { temporaryFolder } from './folder.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();

describe('atomicWrite', () => {
  it('writes text and bytes, to a new file and over an old one', async () => {
    await atomicWrite(folder.at('a.txt'), 'grün');
    expect(folder.text('a.txt')).toBe('grün');
    await atomicWrite(folder.at('a.txt'), Buffer.from('bytes'));
    expect(folder.text('a.txt')).toBe('bytes');
    await atomicWrite(folder.at('a.txt'), 'é', { encoding: 'latin-1' });
    expect(fs.readFileSync(folder.at('a.txt'))).toEqual(Buffer.of(0xe9));
    expect(fs.readdirSync(folder.at())).toEqual(['a.txt']);
  });

  it('gives readers the old content or the new, at every moment', async () => {
    const path = folder.file('a.txt', 'a'.repeat(100_000));
    const seen = new Set<string>();
    const progress = { isDone: false };
    const writing = (async () => {
      for (const char of 'bcdefgh') await atomicWrite(path, char.repeat(100_000));
      progress.isDone = true;
    })();
    while (!progress.isDone) {
      const content = await fs.promises.readFile(path, 'utf8');
      expect(content).toBe(content.charAt(0).repeat(100_000));
      seen.add(content.charAt(0));
    }
    await writing;
    expect(seen.size).toBeGreaterThan(1);
  });

  it.runIf(isPosix)('keeps the permissions of the old file, and takes those asked for', async () => {
    const path = folder.file('a.txt');
    fs.chmodSync(path, 0o640);
    await atomicWrite(path, 'new');
    expect(fs.statSync(path).mode & 0o777).toBe(0o640);
    await atomicWrite(path, 'new', { mode: 0o666 });
    expect(fs.statSync(path).mode & 0o777).toBe(0o666);
  });

  it.runIf(isPosix)('replaces the target of a link, and leaves the link', async () => {
    const path = folder.file('a.txt');
    fs.symlinkSync(path, folder.at('link'));
    await atomicWrite(folder.at('link'), 'new');
    expect(fs.lstatSync(folder.at('link')).isSymbolicLink()).toBe(true);
    expect(folder.text('a.txt')).toBe('new');
  });

  it('leaves the old content and nothing else when it fails', async () => {
    folder.file('a.txt', 'old');
    await expect(atomicWrite(folder.at('a.txt'), '€', { encoding: 'ascii' })).rejects.toThrow(UnicodeEncodeError);
    await expect(atomicWrite(folder.at('a.txt'), 5 as never)).rejects.toThrow(TypeError);
    await expect(atomicWrite(folder.at('missing/a.txt'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
    fs.mkdirSync(folder.at('dir'));
    await expect(atomicWrite(folder.at('dir'), 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(folder.text('a.txt')).toBe('old');
    expect(fs.readdirSync(folder.at()).toSorted()).toEqual(['a.txt', 'dir']);
  });

  it('rejects when the temporary file is gone, if it is cancelled', async () => {
    folder.file('a.txt', 'old');
    const controller = new AbortController();
    const writing = atomicWrite(folder.at('a.txt'), Buffer.alloc(50_000_000), { signal: controller.signal });
    await expect.poll(() => fs.readdirSync(folder.at()).length).toBe(2);
    controller.abort(new Error('changed my mind'));
    await expect(writing).rejects.toThrow('changed my mind');
    expect(fs.readdirSync(folder.at())).toEqual(['a.txt']);
    expect(folder.text('a.txt')).toBe('old');
  });

  it('leaves old or new content when the program is killed', async ({ signal }) => {
    const path = folder.file('a.txt', '0'.repeat(1_000_000));
    for (let round = 0; round < 3; round++) {
      await using program = startProgram(new URL('fixtures/writes-atomically-for-ever.ts', import.meta.url), {
        args: [path],
        signal,
      });
      await program.printed('written 5');
      program.kill('SIGKILL');
      await program.ended;
      const content = folder.text('a.txt');
      expect(content).toHaveLength(1_000_000);
      expect(content).toBe(content.charAt(0).repeat(1_000_000));
    }
  });
});
