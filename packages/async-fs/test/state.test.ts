import * as fs from 'node:fs';
import { inspect } from 'node:util';
import { InvalidStateError } from '@x/future';
import { describe, expect, it } from 'vitest';
import {
  AsyncBufferedIOBase,
  AsyncBufferedReader,
  AsyncFileIO,
  open,
  UnsupportedOperation,
  type Mode,
} from '../src/index.ts';
import { temporaryFolder } from './folder.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();

describe('AsyncIOBase.seek', () => {
  it.each([
    ['r', -1],
    ['rb', -1],
    ['rb', 0],
  ] as const)('AFS-061 moves to a position (%s, buffering %i)', async (mode, buffering) => {
    await using file = await open(folder.file('a.txt'), mode, { buffering });
    await file.seek(4);
    expect(String(await file.read(1))).toBe('4');

    const large = Buffer.alloc(3_000_000, '0123456789');
    await using big = await open(folder.file('big.txt', large), mode, { buffering });
    await big.seek(2_000_004);
    expect(String(await big.read(1))).toBe('4');
    await big.seek(1_000_007);
    expect(String(await big.read(1))).toBe('7');
    await big.seek(1_000_009);
    expect(String(await big.read(1))).toBe('9');
  });

  it('AFS-062 gives the new position, and the size for seek(0, 2)', async () => {
    await using file = await open(folder.file('a.txt'), 'rb');
    expect(await file.seek(4)).toBe(4);
    expect(await file.seek(2, 1)).toBe(6);
    expect(await file.seek(-1, 1)).toBe(5);
    expect(await file.seek(-2, 2)).toBe(8);
    expect(await file.seek(0, 2)).toBe(10);
    expect(await file.seek(20)).toBe(20);
    expect(await file.read()).toHaveLength(0);
  });

  it('AFS-063 refuses to move text by anything but 0 from elsewhere than the beginning', async () => {
    await using file = await open(folder.file('a.txt'));
    await expect(file.seek(1, 1)).rejects.toThrow(new UnsupportedOperation("can't do nonzero cur-relative seeks"));
    await expect(file.seek(1, 2)).rejects.toThrow(new UnsupportedOperation("can't do nonzero end-relative seeks"));
    await file.read(3);
    expect(await file.seek(0, 1)).toBe(3);
    expect(await file.read(1)).toBe('3');
    expect(await file.seek(0, 2)).toBe(10);
  });

  it('refuses positions that are none, and stays where it is', async () => {
    await using file = await open(folder.file('a.txt'), 'rb');
    await file.seek(3);
    await expect(file.seek(-1)).rejects.toThrow(new RangeError('position must be zero or more, got -1'));
    await expect(file.seek(-4, 1)).rejects.toThrow(RangeError);
    await expect(file.seek(1.5)).rejects.toThrow(new RangeError('offset must be an integer, got 1.5'));
    await expect(file.seek('1' as never)).rejects.toThrow(TypeError);
    await expect(file.seek(0, 3 as never)).rejects.toThrow(new RangeError('whence must be 0, 1 or 2, got 3'));
    expect(await file.tell()).toBe(3);
  });

  it('comes back to every position that tell gave, in text of all widths', async () => {
    const text = 'aé€😀\r\n'.repeat(20);
    await using file = await open(folder.file('a.txt', text), 'r', { newline: '' });
    const marks: [number, string][] = [];
    for (let char; (char = await file.read(1)) !== '';) {
      const position = await file.tell();
      marks.push([position, await file.read(1)]);
      await file.seek(position);
      expect(char).not.toBe('');
    }
    for (const [position, char] of marks.toReversed()) {
      await file.seek(position);
      expect(await file.read(1)).toBe(char);
    }
  });

  it.runIf(isPosix)('is refused where there are no positions', async () => {
    await using file = await open('/dev/null', 'r');
    expect(file.seekable()).toBe(false);
    await expect(file.seek(0)).rejects.toThrow(UnsupportedOperation);
    await expect(file.tell()).rejects.toThrow('underlying stream is not seekable');
  });
});

describe('AsyncIOBase.tell', () => {
  it('counts bytes that wait to be written', async () => {
    await using file = await open(folder.at('a.txt'), 'w');
    await file.write('é€');
    expect(await file.tell()).toBe(5);
  });

  it('says so when a position is inside of what stands for a byte', async () => {
    await using file = await open(folder.file('a.txt', Buffer.from([0x61, 0xff, 0x62])), 'r', {
      errors: 'backslashreplace',
    });
    expect(await file.read(3)).toBe('a\\x');
    await expect(file.tell()).rejects.toThrow("can't reconstruct logical file position");
    expect(await file.read(2)).toBe('ff');
    expect(await file.tell()).toBe(2);
  });
});

describe('the state of a file', () => {
  it('AFS-064 closed tells whether it is open, for the layers below too', async () => {
    const file = await open(folder.file('a.txt'));
    const { buffer } = file;
    expect([file.closed, buffer.closed, buffer.raw.closed]).toEqual([false, false, false]);
    await file.close();
    expect([file.closed, buffer.closed, buffer.raw.closed]).toEqual([true, true, true]);
    await expect(buffer.read()).rejects.toThrow(InvalidStateError);
  });

  it('AFS-065 can be closed twice, at the same time too', async () => {
    const file = await open(folder.file('a.txt'));
    await Promise.all([file.close(), file.close()]);
    await file.close();
    expect(file.closed).toBe(true);
  });

  it.each(['rb', 'rb+', 'ab+', 'r', 'r+', 'a+'] as const)(
    'AFS-066 keeps name and mode as they were given (%s)',
    async (mode) => {
      const path = folder.file('a.txt');
      await using file = await open(path, mode);
      expect(file).toMatchObject({ name: path, mode });
    },
  );

  it('AFS-067 has the attributes of a text file', async () => {
    await using file = await open(folder.file('a.txt'));
    expect(file).toMatchObject({ encoding: 'utf-8', errors: 'strict', lineBuffering: false, newlines: undefined });
    await using latin = await open(folder.at('a.txt'), 'r', { encoding: 'Latin-1', errors: 'replace' });
    expect(latin).toMatchObject({ encoding: 'Latin-1', errors: 'replace' });
  });

  it('AFS-068 readable, writable, seekable and isatty fit the mode', async () => {
    const path = folder.file('a.txt');
    const abilities = async (mode: Mode): Promise<boolean[]> => {
      await using file = await open(path, mode);
      return [file.readable(), file.writable(), file.seekable(), file.isatty()];
    };
    expect(await abilities('r')).toEqual([true, false, true, false]);
    expect(await abilities('rb')).toEqual([true, false, true, false]);
    expect(await abilities('r+')).toEqual([true, true, true, false]);
    expect(await abilities('w')).toEqual([false, true, true, false]);
    expect(await abilities('ab+')).toEqual([true, true, true, false]);
  });

  it('AFS-069 fileno is the descriptor, until the file is closed', async () => {
    for (const [mode, options] of [['r'], ['rb'], ['rb', { buffering: 0 }]] as const) {
      const file = await open(folder.file('a.txt'), mode, options);
      expect(file.fileno()).toBeGreaterThan(2);
      expect(fs.fstatSync(file.fileno()).size).toBe(10);
      await file.close();
      expect(() => file.fileno()).toThrow(InvalidStateError);
    }
  });

  it('AFS-070 detach hands over the raw file of a binary one', async () => {
    const file = await open(folder.file('a.txt'), 'rb');
    const raw = await file.detach();
    expect(raw).toBeInstanceOf(AsyncFileIO);
    expect(String(await raw.read())).toBe('0123456789');
    await expect(file.read()).rejects.toThrow(new InvalidStateError('raw stream has been detached'));
    await expect(file.close()).rejects.toThrow(InvalidStateError);
    await expect(file[Symbol.asyncDispose]()).rejects.toThrow(InvalidStateError);
    expect(raw.closed).toBe(false);
    await raw.close();
  });

  it('AFS-071 detach hands over the bytes below a text', async () => {
    const file = await open(folder.file('a.txt'));
    const buffer = await file.detach();
    expect(buffer).toBeInstanceOf(AsyncBufferedReader);
    expect(String(await buffer.read())).toBe('0123456789');
    await expect(file.read()).rejects.toThrow(new InvalidStateError('underlying buffer has been detached'));
    await expect(file.close()).rejects.toThrow(InvalidStateError);
    await buffer.close();
  });

  it('loses nothing when it is detached in the middle', async () => {
    const file = await open(folder.file('a.txt', 'one\nzwölf\nthree'));
    expect(await file.readline()).toBe('one\n');
    expect(await file.read(3)).toBe('zwö');
    const buffer = await file.detach();
    expect(String(await buffer.read(2))).toBe('lf');
    const raw = await buffer.detach();
    expect(String(await raw.read())).toBe('\nthree');
    await raw.close();

    const writing = await open(folder.at('b.txt'), 'w');
    await writing.write('text ');
    const below = await writing.detach();
    expect(below).toBeInstanceOf(AsyncBufferedIOBase);
    expect(below).not.toBeInstanceOf(AsyncBufferedReader);
    await below.write(Buffer.from('bytes'));
    await below.close();
    expect(folder.text('b.txt')).toBe('text bytes');
  });

  it('lets the bytes below go on where the text stands', async () => {
    await using file = await open(folder.file('a.txt', 'one\ntwo\nthree\n'));
    expect(await file.readline()).toBe('one\n');
    expect(String(await file.buffer.readline())).toBe('two\n');
    expect(file.buffer).toBe(file.buffer);
  });

  it('AFS-073 refuses every operation after close', async () => {
    const text = await open(folder.file('a.txt'), 'r+');
    const bytes = await open(folder.at('a.txt'), 'rb+');
    const raw = await open(folder.at('a.txt'), 'rb+', { buffering: 0 });
    for (const file of [text, bytes, raw]) await file.close();
    const calls: (() => Promise<unknown>)[] = [text, bytes, raw].flatMap((file) => [
      () => file.read(),
      () => file.readline(),
      () => file.readlines(),
      () => file.next(),
      () => file.lineBatches().next(),
      () => file.write((file === text ? 'x' : Buffer.from('x')) as never),
      () => file.writelines([]),
      () => file.seek(0),
      () => file.tell(),
      () => file.truncate(),
      () => file.flush(),
      () => file.sync(),
    ]);
    calls.push(
      () => text.detach(),
      () => bytes.detach(),
      () => bytes.peek(),
      () => bytes.read1(),
      () => bytes.readinto(Buffer.alloc(1)),
      () => raw.readall(),
    );
    for (const call of calls)
      await expect(call(), String(call)).rejects.toThrow(new InvalidStateError('I/O operation on closed file.'));
    for (const file of [text, bytes, raw]) {
      for (const look of [
        () => file.readable(),
        () => file.writable(),
        () => file.seekable(),
        () => file.isatty(),
        () => file.fileno(),
      ]) {
        expect(look).toThrow(InvalidStateError);
      }
    }
    expect(folder.text('a.txt')).toBe('0123456789');
  });

  it('refuses calls from the moment it is being closed', async () => {
    const file = await open(folder.at('a.txt'), 'w');
    void file.write('before');
    const closing = file.close();
    expect(file.closed).toBe(true);
    await expect(file.write('after')).rejects.toThrow(InvalidStateError);
    await closing;
    expect(folder.text('a.txt')).toBe('before');
  });

  it('shows itself', async () => {
    const path = folder.file('a.txt');
    const file = await open(path);
    expect(String(file)).toBe(`<AsyncTextIOWrapper name='${path}' mode='r'>`);
    await file.close();
    expect(inspect(file)).toBe(`<closed AsyncTextIOWrapper name='${path}' mode='r'>`);
  });
});
