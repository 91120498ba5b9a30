import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { os, path } from '../src/index.ts';
import { temporaryFolder } from './folder.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();

describe('path', () => {
  it('is os.path, too', () => {
    expect(os.path).toBe(path);
  });

  it('AFS-098 exists, isfile and isdir answer yes or no, and never fail on what is missing', async () => {
    const file = folder.file('a.txt');
    const answers = async (of: string): Promise<boolean[]> => [
      await path.exists(of),
      await path.isfile(of),
      await path.isdir(of),
    ];
    expect(await answers(file)).toEqual([true, true, false]);
    expect(await answers(folder.at())).toEqual([true, false, true]);
    expect(await answers(folder.at('missing'))).toEqual([false, false, false]);
    expect(await answers('a\0b')).toEqual([false, false, false]);
    await expect(path.exists({} as never)).rejects.toThrow(TypeError);
  });

  it.runIf(isPosix)('AFS-099 islink tells a link from its target', async () => {
    fs.symlinkSync(folder.file('a.txt'), folder.at('link'));
    expect(await path.islink(folder.at('link'))).toBe(true);
    expect(await path.islink(folder.at('a.txt'))).toBe(false);
  });

  it.runIf(isPosix)('ismount knows the root, and a directory that is none', async () => {
    expect(await path.ismount('/')).toBe(true);
    expect(await path.ismount(folder.at())).toBe(false);
    expect(await path.ismount(folder.at('missing'))).toBe(false);
    fs.symlinkSync('/', folder.at('link'));
    expect(await path.ismount(folder.at('link'))).toBe(false);
  });

  it('AFS-101 getsize gives the size, and fails on what is missing', async () => {
    expect(await path.getsize(folder.file('a.txt'))).toBe(10);
    await expect(path.getsize(folder.at('missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('AFS-102 samefile knows a file under every name', async () => {
    const file = folder.file('a.txt');
    fs.linkSync(file, folder.at('hard'));
    expect(await path.samefile(file, file)).toBe(true);
    expect(await path.samefile(file, folder.at('hard'))).toBe(true);
    expect(await path.samefile(file, folder.file('b.txt'))).toBe(false);
    await expect(path.samefile(file, folder.at('missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('AFS-103 sameopenfile knows two descriptors of one file', async () => {
    const fds = ['a.txt', 'a.txt', 'b.txt'].map((name) => fs.openSync(folder.file(name), 'r'));
    expect(await path.sameopenfile(fds[0]!, fds[1]!)).toBe(true);
    expect(await path.sameopenfile(fds[0]!, fds[2]!)).toBe(false);
    fds.forEach((fd) => fs.closeSync(fd));
  });

  it('AFS-104 getmtime, getatime and getctime give milliseconds', async () => {
    const file = folder.file('a.txt');
    const { mtimeMs, atimeMs, ctimeMs } = fs.statSync(file);
    expect(await path.getmtime(file)).toBe(mtimeMs);
    expect(await path.getatime(file)).toBe(atimeMs);
    expect(await path.getctime(file)).toBe(ctimeMs);
    expect(mtimeMs).toBeGreaterThan(Date.UTC(2020));
  });

  it.runIf(isPosix)('AFS-105 abspath leaves an absolute path, and starts from the current directory', async () => {
    expect(await path.abspath('/one/two')).toBe('/one/two');
    expect(await path.abspath('./x')).toBe(join(process.cwd(), 'x'));
    expect(await path.abspath('/one/../two/.')).toBe('/two');
  });

  it.runIf(isPosix)('AFS-106 a link that leads nowhere does not exist, and is a link', async () => {
    fs.symlinkSync(folder.at('nowhere'), folder.at('loose'));
    expect(await path.exists(folder.at('loose'))).toBe(false);
    expect(await path.islink(folder.at('loose'))).toBe(true);
  });
});
