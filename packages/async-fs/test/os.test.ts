import * as fs from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FileExistsError, FileNotFoundError, NotADirectoryError, open, os } from '../src/index.ts';
import { collect, first } from './collect.ts';
import { temporaryFolder } from './folder.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();

describe('os.stat', () => {
  it.runIf(isPosix)('gives what the system says, for a link and for its target', async () => {
    const path = folder.file('a.txt');
    fs.symlinkSync(path, folder.at('link'));
    expect((await os.stat(path)).size).toBe(10);
    expect((await os.stat(folder.at('link'))).isFile()).toBe(true);
    expect((await os.stat(folder.at('link'), { followSymlinks: false })).isSymbolicLink()).toBe(true);
    await expect(os.stat(folder.at('missing'))).rejects.toMatchObject({ code: 'ENOENT', syscall: 'stat' });
  });
});

describe('os.statvfs', () => {
  it('AFS-080 gives the block size that the synchronous call gives', async () => {
    expect((await os.statvfs('/')).bsize).toBe(fs.statfsSync('/').bsize);
  });
});

describe('os.remove', () => {
  it('AFS-081 deletes, and so does unlink', async () => {
    await os.remove(folder.file('a.txt'));
    await os.unlink(folder.file('b.txt'));
    expect(fs.readdirSync(folder.at())).toEqual([]);
    await expect(os.remove(folder.at('a.txt'))).rejects.toBeInstanceOf(FileNotFoundError);
  });
});

describe('os.mkdir', () => {
  it.runIf(isPosix)('AFS-082 makes a directory, which rmdir removes', async () => {
    await os.mkdir(folder.at('new'), { mode: 0o700 });
    expect(fs.statSync(folder.at('new')).mode & 0o777).toBe(0o700);
    await expect(os.mkdir(folder.at('new'))).rejects.toBeInstanceOf(FileExistsError);
    await os.rmdir(folder.at('new'));
    expect(fs.existsSync(folder.at('new'))).toBe(false);
  });
});

describe('os.renames', () => {
  it('AFS-084 makes the directories it needs, and removes those it leaves empty', async () => {
    const path = folder.file('a.txt');
    const moved = folder.at('one/two/b.txt');
    folder.file('stays.txt');
    await os.renames(path, moved);
    expect(fs.readFileSync(moved, 'utf8')).toBe('0123456789');
    await os.renames(moved, path);
    expect(fs.readdirSync(folder.at()).toSorted()).toEqual(['a.txt', 'stays.txt']);
  });
});

describe('os.rename', () => {
  it('moves a file', async () => {
    await os.rename(folder.file('a.txt'), folder.at('b.txt'));
    expect(fs.readdirSync(folder.at())).toEqual(['b.txt']);
    await expect(os.rename(folder.at('a.txt'), folder.at('c.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('os.replace', () => {
  it('AFS-085 moves to a free name, and over a file', async () => {
    await os.replace(folder.file('a.txt', 'first'), folder.at('b.txt'));
    expect(folder.text('b.txt')).toBe('first');
    await os.replace(folder.file('a.txt', 'second'), folder.at('b.txt'));
    expect(folder.text('b.txt')).toBe('second');
  });
});

describe('os.sendfile', () => {
  it('AFS-086 copies from file to file', async () => {
    const content = Buffer.alloc(700_000, 'abc');
    await using source = await open(folder.file('a.bin', content), 'rb');
    await using target = await open(folder.at('b.bin'), 'wb');
    expect(await os.sendfile(target.fileno(), source.fileno(), 0, content.length)).toBe(content.length);
    expect(fs.readFileSync(folder.at('b.bin'))).toEqual(content);
  });

  it('copies from an offset, as much as is there', async () => {
    await using source = await open(folder.file('a.txt'), 'rb');
    await using target = await open(folder.at('b.txt'), 'wb');
    expect(await os.sendfile(target.fileno(), source.fileno(), 8, 100)).toBe(2);
    expect(await os.sendfile(target.fileno(), source.fileno(), undefined, 3)).toBe(3);
    expect(folder.text('b.txt')).toBe('89012');
  });

  it('AFS-087 copies from file to socket', async () => {
    const content = Buffer.alloc(1_000_000, 'xyz');
    await using source = await open(folder.file('a.bin', content), 'rb');
    const server = createServer((socket) => {
      void os.sendfile(socket, source.fileno(), 0, content.length).then(() => socket.end());
    }).listen(0);
    const socket = connect((server.address() as AddressInfo).port);
    expect(Buffer.concat((await socket.toArray()) as Buffer[])).toEqual(content);
    server.close();
  });

  it('fails when the stream does, and refuses arguments that make no sense', async () => {
    await using source = await open(folder.file('a.txt'), 'rb');
    const broken = new PassThrough();
    broken.destroy();
    await expect(os.sendfile(broken, source.fileno(), 0, 10)).rejects.toMatchObject({ code: 'ERR_STREAM_DESTROYED' });
    await expect(os.sendfile('out' as never, source.fileno(), 0, 10)).rejects.toThrow(TypeError);
    await expect(os.sendfile(broken, -1, 0, 10)).rejects.toThrow(new RangeError('inFd must be 0 or more, got -1'));
    await expect(os.sendfile(broken, source.fileno(), -1, 10)).rejects.toThrow(RangeError);
    await expect(os.sendfile(broken, source.fileno(), 0, -1)).rejects.toThrow(RangeError);
  });
});

describe('os.link', () => {
  it('AFS-088 makes another name for the same inode', async () => {
    const path = folder.file('a.txt');
    const before = fs.statSync(path);
    await os.link(path, folder.at('b.txt'));
    expect(fs.statSync(folder.at('b.txt'))).toMatchObject({ ino: before.ino, nlink: before.nlink + 1 });
    await os.unlink(folder.at('b.txt'));
    expect(fs.statSync(path).nlink).toBe(before.nlink);
  });
});

describe('os.symlink', () => {
  it.runIf(isPosix)('AFS-089 leads to the same inode, and goes without it', async () => {
    const path = folder.file('a.txt');
    await os.symlink(path, folder.at('link'), { targetIsDirectory: false });
    expect((await os.stat(folder.at('link'))).ino).toBe(fs.statSync(path).ino);
    expect(await os.readlink(folder.at('link'))).toBe(path);
    await os.unlink(folder.at('link'));
    expect(fs.existsSync(path)).toBe(true);
  });
});

describe('os.listdir', () => {
  it('AFS-091 gives the names in a directory', async () => {
    const names = async (): Promise<string[]> => (await os.listdir(folder.at())).toSorted();
    expect(await names()).toEqual([]);
    folder.file('a.txt');
    expect(await names()).toEqual(['a.txt']);
    fs.mkdirSync(folder.at('dir'));
    expect(await names()).toEqual(['a.txt', 'dir']);
    folder.file('b.txt');
    expect(await names()).toEqual(['a.txt', 'b.txt', 'dir']);
    await expect(os.listdir(folder.at('missing'))).rejects.toBeInstanceOf(FileNotFoundError);
    await expect(os.listdir(folder.at('a.txt'))).rejects.toBeInstanceOf(NotADirectoryError);
    expect(await os.listdir()).toEqual(fs.readdirSync('.'));
  });
});

describe('os.scandir', () => {
  it.runIf(isPosix)('AFS-092 gives entries that know what they are', async () => {
    const seen = async (): Promise<unknown[]> => {
      const entries = await collect(await os.scandir(folder.at()));
      return entries
        .map((entry) => [entry.name, entry.isFile(), entry.isDir(), entry.isSymlink()])
        .toSorted(([one], [other]) => String(one).localeCompare(String(other)));
    };
    expect(await seen()).toEqual([]);
    folder.file('a.txt');
    fs.mkdirSync(folder.at('dir'));
    fs.symlinkSync(folder.at('dir'), folder.at('link'));
    fs.symlinkSync(folder.at('nowhere'), folder.at('loose'));
    expect(await seen()).toEqual([
      ['a.txt', true, false, false],
      ['dir', false, true, false],
      ['link', false, true, true],
      ['loose', false, false, true],
    ]);
    await expect(os.scandir(folder.at('missing'))).rejects.toBeInstanceOf(FileNotFoundError);
  });

  it('gives entries with a path, a stat and an inode', async () => {
    const path = folder.file('a.txt');
    await using entries = await os.scandir(folder.at());
    const { value: entry } = await entries.next();
    expect(entry).toMatchObject({ name: 'a.txt', path });
    expect((await entry!.stat()).size).toBe(10);
    expect(await entry!.inode()).toBe(fs.statSync(path).ino);
    expect(entry!.isDir({ followSymlinks: false })).toBe(false);
    expect(String(entry)).toBe("<DirEntry 'a.txt'>");
  });

  it('closes the directory when a loop is left, and at the end', async () => {
    folder.file('a.txt');
    folder.file('b.txt');
    await first(await os.scandir(folder.at()));
    const entries = await os.scandir(pathToFileURL(folder.at()));
    await entries.close();
    await entries.close();
    expect(await entries.next()).toEqual({ done: true, value: undefined });
    // The check after each test finds a descriptor that stays.
  });
});

describe('os.access', () => {
  it('answers with a boolean', async () => {
    const path = folder.file('a.txt');
    expect(await os.access(path, os.F_OK)).toBe(true);
    expect(await os.access(path, os.R_OK | os.W_OK)).toBe(true);
    expect(await os.access(path, os.X_OK)).toBe(false);
    expect(await os.access(folder.at('missing'), os.F_OK)).toBe(false);
    await expect(os.access({} as never, os.F_OK)).rejects.toThrow(TypeError);
  });
});

describe('os.getcwd', () => {
  it('gives the current directory', async () => {
    expect(await os.getcwd()).toBe(process.cwd());
  });
});

describe('os.makedirs', () => {
  it('AFS-095 fails when the directory exists, unless that is fine', async () => {
    const path = folder.at('one/two/three');
    await os.makedirs(path);
    expect(fs.statSync(path).isDirectory()).toBe(true);
    await expect(os.makedirs(path)).rejects.toBeInstanceOf(FileExistsError);
    await os.makedirs(path, { existOk: true });
    await expect(os.makedirs(folder.file('a.txt'), { existOk: true })).rejects.toBeInstanceOf(FileExistsError);
    await expect(os.makedirs(folder.at('a.txt/below'))).rejects.toBeInstanceOf(NotADirectoryError);
  });
});

describe('os.removedirs', () => {
  it('AFS-096 removes empty directories upwards, and stops at one that is not', async () => {
    fs.mkdirSync(folder.at('one/two/three'), { recursive: true });
    folder.file('one/stays.txt');
    await os.removedirs(folder.at('one/two/three'));
    expect(fs.readdirSync(folder.at('one'))).toEqual(['stays.txt']);
    await expect(os.removedirs(folder.at('one'))).rejects.toMatchObject({ code: 'ENOTEMPTY' });
  });
});

describe('os.rmdir', () => {
  it('AFS-097 refuses a directory that is not empty', async () => {
    fs.mkdirSync(folder.at('dir'));
    folder.file('dir/a.txt');
    await expect(os.rmdir(folder.at('dir'))).rejects.toMatchObject({ code: 'ENOTEMPTY', syscall: 'rmdir' });
  });
});

describe('os.chmod and os.utime', () => {
  it.runIf(isPosix)('set permissions and times', async () => {
    const path = folder.file('a.txt');
    await os.chmod(path, 0o600);
    await os.utime(path, 1_000, new Date(2_000));
    expect(fs.statSync(path)).toMatchObject({ atimeMs: 1_000, mtimeMs: 2_000 });
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('os.walk', () => {
  const tree = (): void => {
    fs.mkdirSync(folder.at('a/deep'), { recursive: true });
    fs.mkdirSync(folder.at('b'));
    for (const name of ['top.txt', 'a/one.txt', 'a/deep/two.txt']) folder.file(name);
    fs.symlinkSync(folder.at('a'), folder.at('b/link'));
  };
  const walked = async (options?: Parameters<typeof os.walk>[1]): Promise<unknown[]> => {
    const steps: unknown[] = [];
    for await (const [path, directories, files] of os.walk(folder.at(), options)) {
      directories.sort();
      steps.push([path.slice(folder.at().length), [...directories], files.toSorted()]);
    }
    return steps;
  };

  it.runIf(isPosix)('goes down a tree, and up again', async () => {
    tree();
    const down = [
      ['', ['a', 'b'], ['top.txt']],
      ['/a', ['deep'], ['one.txt']],
      ['/a/deep', [], ['two.txt']],
      ['/b', ['link'], []],
    ];
    expect(await walked()).toEqual(down);
    const up = await walked({ topdown: false });
    expect(up.toSorted()).toEqual(down.toSorted());
    expect(up.at(-1)).toEqual(down[0]);
    expect(up.findIndex((step) => (step as string[])[0] === '/a/deep')).toBeLessThan(
      up.findIndex((step) => (step as string[])[0] === '/a'),
    );
  });

  it.runIf(isPosix)('goes behind links when asked to', async () => {
    tree();
    const paths = (await walked({ followlinks: true })).map((step) => (step as string[])[0]);
    expect(paths).toEqual(['', '/a', '/a/deep', '/b', '/b/link', '/b/link/deep']);
  });

  it.runIf(isPosix)('leaves out what is taken out of the names', async () => {
    tree();
    const paths: string[] = [];
    for await (const [path, directories] of os.walk(folder.at())) {
      paths.push(path);
      directories.splice(0, Infinity, ...directories.filter((name) => name === 'b'));
    }
    expect(paths).toEqual([folder.at(), folder.at('b')]);
  });

  it('passes over what cannot be read, and tells who asks', async () => {
    const errors: unknown[] = [];
    expect(await collect(os.walk(folder.at('missing')))).toEqual([]);
    expect(await collect(os.walk(folder.at('missing'), { onerror: (error) => errors.push(error) }))).toEqual([]);
    expect(errors).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
  });

  it.runIf(isPosix)('stops when its signal is aborted', async () => {
    tree();
    const controller = new AbortController();
    const walking = async (): Promise<void> => {
      for await (const [path] of os.walk(folder.at(), { signal: controller.signal })) controller.abort(new Error(path));
    };
    await expect(walking()).rejects.toThrow(folder.at());
  });
});

describe('limits', () => {
  it('are taken by every operation', async () => {
    const limits = { signal: AbortSignal.abort(new Error('no time')) };
    const path = folder.file('a.txt');
    const calls = [
      os.stat(path, limits),
      os.statvfs(path, limits),
      os.rename(path, folder.at('b'), limits),
      os.replace(path, folder.at('b'), limits),
      os.remove(path, limits),
      os.unlink(path, limits),
      os.mkdir(folder.at('dir'), limits),
      os.makedirs(folder.at('dir'), limits),
      os.rmdir(folder.at(), limits),
      os.removedirs(folder.at(), limits),
      os.renames(path, folder.at('b'), limits),
      os.link(path, folder.at('b'), limits),
      os.symlink(path, folder.at('b'), limits),
      os.readlink(path, limits),
      os.listdir(folder.at(), limits),
      os.scandir(folder.at(), limits),
      os.access(path, os.F_OK, limits),
      os.getcwd(limits),
      os.chmod(path, 0, limits),
      os.utime(path, 0, 0, limits),
      os.sendfile(1, 0, 0, 0, limits),
    ];
    for (const call of calls) await expect(call).rejects.toThrow('no time');
    expect(fs.readdirSync(folder.at())).toEqual(['a.txt']);
  });
});
