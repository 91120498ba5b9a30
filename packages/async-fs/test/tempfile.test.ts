import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AsyncBufferedReader, AsyncTextIOWrapper, os, tempfile, UnsupportedOperation } from '../src/index.ts';
import { collect } from './collect.ts';
import { temporaryFolder } from './folder.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('tempfile.TemporaryFile', () => {
  it.each(['r+', 'w+'] as const)('AFS-107 holds text (%s)', async (mode) => {
    await using file = await tempfile.TemporaryFile(mode);
    await file.writelines(['one\n', 'two\n', 'three\n']);
    await file.flush();
    await file.seek(0);
    expect(await collect(file)).toEqual(['one\n', 'two\n', 'three\n']);
  });

  it.each(['rb+', 'wb+', 'w+b'] as const)('AFS-107 holds bytes (%s)', async (mode) => {
    await using file = await tempfile.TemporaryFile(mode, { dir: folder.at() });
    await file.writelines(['one\n', 'two\n', 'three\n'].map(encode));
    await file.flush();
    await file.seek(0);
    expect((await collect(file)).map(String)).toEqual(['one\n', 'two\n', 'three\n']);
  });

  it.runIf(isPosix)('cannot be seen by anybody, and is called by its descriptor', async () => {
    await using file = await tempfile.TemporaryFile('w+b', { dir: folder.at() });
    expect(fs.readdirSync(folder.at())).toEqual([]);
    expect(file.name).toBe(file.fileno());
    expect(file).toBeInstanceOf(AsyncBufferedReader);
  });

  it('reports a directory that is missing', async () => {
    await expect(tempfile.TemporaryFile('w', { dir: folder.at('missing') })).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(tempfile.TemporaryFile('q' as never)).rejects.toThrow(RangeError);
    await expect(tempfile.TemporaryFile('w', { prefix: 5 as never })).rejects.toThrow('prefix must be a string, got 5');
  });
});

describe('tempfile.NamedTemporaryFile', () => {
  it('AFS-108 is a regular file under its name, and gone after the block', async () => {
    let name: string;
    {
      await using file = await tempfile.NamedTemporaryFile('w+');
      ({ name } = file);
      expect(file).toBeInstanceOf(AsyncTextIOWrapper);
      expect(dirname(name)).toBe(tmpdir());
      expect(fs.statSync(name).isFile()).toBe(true);
    }
    expect(fs.existsSync(name)).toBe(false);
  });

  it('AFS-109 is deleted by close, and the end of the block does not mind', async () => {
    await using file = await tempfile.NamedTemporaryFile('wb', { deleteOnClose: true });
    await file.close();
    expect(fs.existsSync(file.name)).toBe(false);
  });

  it('AFS-110 stays after close with deleteOnClose false, and goes after the block', async () => {
    let name: string;
    {
      await using file = await tempfile.NamedTemporaryFile('w', { deleteOnClose: false });
      await file.write('content');
      await file.close();
      ({ name } = file);
      expect(fs.readFileSync(name, 'utf8')).toBe('content');
    }
    expect(fs.existsSync(name)).toBe(false);
  });

  it('AFS-111 stays with delete false', async () => {
    let name: string;
    {
      await using file = await tempfile.NamedTemporaryFile('w', { delete: false, dir: folder.at() });
      ({ name } = file);
    }
    expect(fs.readdirSync(folder.at())).toEqual([basename(name)]);
  });

  it('does not mind that somebody has deleted it', async () => {
    await using file = await tempfile.NamedTemporaryFile();
    await os.remove(file.name);
  });

  it('is deleted when it arrives after it was cancelled', async () => {
    const controller = new AbortController();
    const opening = tempfile.NamedTemporaryFile('w', { dir: folder.at(), delete: false, signal: controller.signal });
    controller.abort(new Error('not wanted'));
    await expect(opening).rejects.toThrow('not wanted');
    await expect.poll(() => fs.readdirSync(folder.at())).toEqual([]);
  });
});

describe('tempfile.SpooledTemporaryFile', () => {
  it.each(['w+', 'w+b'] as const)(
    'AFS-113 keeps exactly maxSize bytes in memory, and moves one more to disk (%s)',
    async (mode) => {
      await using file = await tempfile.SpooledTemporaryFile({ mode, maxSize: 10 });
      const write = (text: string): Promise<number> => file.write((mode === 'w+' ? text : encode(text)) as never);
      await write('0123456789');
      expect(file.name).toBeUndefined();
      await write('x');
      expect(file.name).toBe(await file.fileno());
      await file.seek(0);
      expect(String(await file.read())).toBe('0123456789x');
    },
  );

  it('AFS-114 never moves to disk by its size when maxSize is 0; rollover and fileno do it', async () => {
    await using file = await tempfile.SpooledTemporaryFile({ mode: 'w+' });
    await file.write('x'.repeat(1_000_000));
    await file.seek(3);
    expect(file.name).toBeUndefined();
    await file.rollover();
    expect(file.name).toBeTypeOf('number');
    await file.rollover();
    expect(await file.tell()).toBe(3);
    expect(await file.read()).toHaveLength(999_997);

    await using other = await tempfile.SpooledTemporaryFile();
    await other.write(encode('abc'));
    expect(await other.fileno()).toBeGreaterThan(2);
    await other.seek(0);
    expect(String(await other.read())).toBe('abc');
  });

  it('AFS-115 has no name before it is on disk', async () => {
    await using file = await tempfile.SpooledTemporaryFile({ maxSize: 1 });
    expect(file.name).toBeUndefined();
    expect(String(file)).toBe("<AsyncSpooledBinaryFile name='a temporary file' mode='w+b'>");
  });

  it.each(['\n', '\r\n'])('AFS-116 knows the line ends it has read: %j', async (end) => {
    await using file = await tempfile.SpooledTemporaryFile({ mode: 'w+', newline: '' });
    await file.write(`one${end}two${end}`);
    await file.seek(0);
    expect(file.newlines).toBeUndefined();
    await file.read();
    expect(file.newlines).toBe(end);
  });

  it('reads, writes, appends, seeks and truncates in memory', async () => {
    await using file = await tempfile.SpooledTemporaryFile({ mode: 'a+' });
    await file.write('0123456789');
    await file.seek(2);
    expect(await file.read(3)).toBe('234');
    await file.write('end');
    expect(await file.truncate(4)).toBe(4);
    expect(await file.truncate(6)).toBe(6);
    await file.seek(0);
    expect(await file.read()).toBe('0123\0\0');
    await file.sync();
    expect(file.isatty()).toBe(false);
    expect(await file.seek(0, 2)).toBe(6);
  });

  it('is moved to disk by a truncate beyond its size', async () => {
    await using file = await tempfile.SpooledTemporaryFile({ maxSize: 5 });
    await file.truncate(6);
    expect(file.name).toBeTypeOf('number');
  });

  it('stays in memory when it cannot go to disk, and loses nothing', async () => {
    await using file = await tempfile.SpooledTemporaryFile({ maxSize: 5, dir: folder.at('missing') });
    await file.write(encode('01234'));
    await expect(file.write(encode('5'))).rejects.toMatchObject({ code: 'ENOENT' });
    await file.seek(0);
    expect(String(await file.read())).toBe('01234');
  });

  it('refuses what makes no sense', async () => {
    await expect(tempfile.SpooledTemporaryFile({ maxSize: -1 })).rejects.toThrow('maxSize must be 0 or more, got -1');
    await expect(tempfile.SpooledTemporaryFile({ mode: 'rw' as never })).rejects.toThrow(RangeError);
    await using writeOnly = await tempfile.SpooledTemporaryFile({ mode: 'w' });
    await expect(writeOnly.read()).rejects.toThrow(UnsupportedOperation);
  });
});

describe('tempfile.TemporaryDirectory', () => {
  it('AFS-117 AFS-118 is a directory under its name until the end of the block', async () => {
    let name: string;
    {
      await using directory = await tempfile.TemporaryDirectory({ prefix: 'p', suffix: 's', dir: folder.at() });
      ({ name } = directory);
      expect(String(directory)).toBe(name);
      expect(fs.statSync(name).isDirectory()).toBe(true);
      expect(basename(name)).toMatch(/^p.+s$/);
      fs.mkdirSync(`${name}/one/two`, { recursive: true });
      fs.writeFileSync(`${name}/one/two/a.txt`, 'content');
    }
    expect(fs.existsSync(name)).toBe(false);
  });

  it('AFS-119 can be cleaned up before the end', async () => {
    for (const end of ['cleanup', 'close'] as const) {
      await using directory = await tempfile.TemporaryDirectory();
      await directory[end]();
      expect(fs.existsSync(directory.name)).toBe(false);
    }
  });

  it('is removed when it arrives after it was cancelled', async () => {
    const controller = new AbortController();
    const making = tempfile.TemporaryDirectory({ dir: folder.at(), signal: controller.signal });
    controller.abort(new Error('not wanted'));
    await expect(making).rejects.toThrow('not wanted');
    await expect.poll(() => fs.readdirSync(folder.at())).toEqual([]);
  });
});

describe('temporary names', () => {
  it.runIf(isPosix)('AFS-120 are unique, and only their owner can use what they name', async () => {
    const directories = await Promise.all(
      Array.from({ length: 50 }, () => tempfile.TemporaryDirectory({ dir: folder.at() })),
    );
    const files = await Promise.all(
      Array.from({ length: 50 }, () => tempfile.NamedTemporaryFile('w', { dir: folder.at() })),
    );
    expect(new Set([...directories, ...files].map(({ name }) => name)).size).toBe(100);
    for (const { name } of directories) expect(fs.statSync(name).mode & 0o777).toBe(0o700);
    for (const { name } of files) expect(fs.statSync(name).mode & 0o777).toBe(0o600);
    await Promise.all([...directories, ...files].map((one) => one.close()));
  });
});
