import * as fs from 'node:fs';
import { settled } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { readBytes, readText, UnicodeDecodeError, UnicodeEncodeError, writeBytes, writeText } from '../src/index.ts';
import { temporaryFolder } from './folder.ts';
import { makePipe } from './pipe.ts';
import { isLinux, isPosix } from './platform.ts';

const folder = temporaryFolder();
const aborted = new Error('not wanted');

describe('readBytes', () => {
  it.each([0, 1, 10, 65_535, 65_536, 300_000])('gives the content of a file of %i bytes', async (size) => {
    const content = Buffer.alloc(size, 'abc');
    expect(await readBytes(folder.file('a.bin', content))).toEqual(content);
  });

  it.runIf(isLinux)('reads a file that does not know its size, or has grown', async () => {
    expect(String(await readBytes('/proc/self/status'))).toMatch(/^Name:.*\n$/s);
    const path = folder.file('a.bin', 'x');
    const reading = readBytes(path);
    fs.writeFileSync(path, Buffer.alloc(100_000, 'x'));
    const { length } = await reading;
    expect([1, 100_000]).toContain(length);
  });

  it('reports what cannot be read, with path and operation', async () => {
    await expect(readBytes(folder.at('missing'))).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'open',
      path: folder.at('missing'),
    });
    await expect(readBytes(folder.at())).rejects.toMatchObject({ code: 'EISDIR', syscall: 'open', path: folder.at() });
    await expect(readBytes(5 as never)).rejects.toThrow(TypeError);
    await expect(readBytes(folder.at('a'), { timeout: -1 })).rejects.toThrow(RangeError);
  });

  it('reads thousands at once', async () => {
    const path = folder.file('a.txt');
    const contents = await Promise.all(Array.from({ length: 2_000 }, () => readBytes(path)));
    expect(contents.every((content) => String(content) === '0123456789')).toBe(true);
  });

  it.runIf(isPosix)('leaves nothing open when it is cancelled, and gives its place to the next', async () => {
    const pipe = makePipe(folder);
    const controller = new AbortController();
    // More than are visited at the same moment: the last ones wait for a place.
    const readings = Array.from({ length: 80 }, () => readBytes(pipe, { signal: controller.signal }));
    await settled();
    controller.abort(aborted);
    for (const reading of readings) await expect(reading).rejects.toBe(aborted);
    const writer = fs.openSync(pipe, fs.constants.O_RDWR);
    expect(String(await readBytes(folder.file('a.txt')))).toBe('0123456789');
    fs.closeSync(writer);
  });

  it.runIf(isPosix)('stops between two reads when it is cancelled', async () => {
    const pipe = makePipe(folder);
    const writer = fs.openSync(pipe, fs.constants.O_RDWR);
    const controller = new AbortController();
    const reading = readBytes(pipe, { signal: controller.signal });
    fs.writeSync(writer, 'some');
    await settled();
    controller.abort(aborted);
    await expect(reading).rejects.toBe(aborted);
    fs.writeSync(writer, 'more');
    fs.closeSync(writer);
  });
});

describe('readText', () => {
  it('decodes, translates line ends, and drops a byte order mark', async () => {
    expect(await readText(folder.file('a.txt', 'zwölf\r\n😀\r'))).toBe('zwölf\n😀\n');
    expect(await readText(folder.at('a.txt'), { newline: '' })).toBe('zwölf\r\n😀\r');
    expect(await readText(folder.file('b.txt', Buffer.of(0xe9)), { encoding: 'latin-1' })).toBe('é');
    expect(await readText(folder.file('c.txt', Buffer.from('\ufeffhi', 'utf16le')), { encoding: 'utf-16' })).toBe('hi');
    expect(await readText(folder.file('d.txt', Buffer.from('a\xffb', 'latin1')), { errors: 'replace' })).toBe(
      'a\ufffdb',
    );
  });

  it('refuses bytes that are no text, and options that make no sense', async () => {
    const path = folder.file('a.txt', Buffer.from('ab\xff', 'latin1'));
    await expect(readText(path)).rejects.toBeInstanceOf(UnicodeDecodeError);
    await expect(readText(path)).rejects.toMatchObject({ position: 2, path });
    await expect(readText(path, { encoding: 'klingon' })).rejects.toThrow(RangeError);
  });
});

describe('writeBytes', () => {
  it.each([0, 10, 3_000_000])('makes %i bytes the content of a file', async (size) => {
    const content = Buffer.alloc(size, 'abc');
    folder.file('a.bin', 'something longer than ten bytes');
    expect(await writeBytes(folder.at('a.bin'), content)).toBe(size);
    expect(fs.readFileSync(folder.at('a.bin'))).toEqual(content);
  });

  it.runIf(isLinux)('reports a full disk, and arguments that make no sense', async () => {
    await expect(writeBytes('/dev/full', Buffer.from('x'))).rejects.toMatchObject({
      code: 'ENOSPC',
      syscall: 'write',
      path: '/dev/full',
    });
    await expect(writeBytes(folder.at('a.bin'), 'text' as never)).rejects.toThrow(TypeError);
    expect(fs.existsSync(folder.at('a.bin'))).toBe(false);
  });
});

describe('writeText', () => {
  it('encodes, translates line ends, and counts characters', async () => {
    expect(await writeText(folder.at('a.txt'), 'é😀\n', { newline: '\r\n' })).toBe(3);
    expect(folder.text('a.txt')).toBe('é😀\r\n');
    await writeText(folder.at('b.txt'), 'a', { encoding: 'utf-8-sig' });
    expect(folder.text('b.txt')).toBe('\ufeffa');
  });

  it('leaves the file untouched when a character cannot be encoded', async () => {
    folder.file('a.txt', 'old');
    await expect(writeText(folder.at('a.txt'), '€', { encoding: 'ascii' })).rejects.toBeInstanceOf(UnicodeEncodeError);
    await expect(writeText(folder.at('a.txt'), 5 as never)).rejects.toThrow(
      new TypeError('data must be a string, got 5'),
    );
    expect(folder.text('a.txt')).toBe('old');
  });

  it('opens nothing when it is cancelled before its turn', async () => {
    const signal = AbortSignal.abort(aborted);
    await expect(writeText(folder.at('a.txt'), 'x', { signal })).rejects.toBe(aborted);
    expect(fs.existsSync(folder.at('a.txt'))).toBe(false);
  });

  it('opens nothing when it is cancelled in the turn in which it was called', async () => {
    const controller = new AbortController();
    const writing = writeText(folder.at('a.txt'), 'x', { signal: controller.signal });
    controller.abort(aborted);
    await expect(writing).rejects.toBe(aborted);
    await writeText(folder.at('b.txt'), 'y');
    expect(fs.readdirSync(folder.at())).toEqual(['b.txt']);
  });
});
