import * as fs from 'node:fs';
import { EOL } from 'node:os';
import { describe, expect, it } from 'vitest';
import { open, UnicodeEncodeError, UnsupportedOperation, type Mode } from '../src/index.ts';
import { translateWritten } from '../src/text/newline.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(['w', 'r+', 'w+', 'a', 'a+', 'x'] as const)('a text file opened with %s', (mode) => {
  it('AFS-045 AFS-049 writes text, counts its characters, and flushes when it is closed', async () => {
    if (mode !== 'x') folder.file('a.txt', '');
    await using file = await open(folder.at('a.txt'), mode);
    expect(await file.write('hé😀')).toBe(3);
    expect(folder.text('a.txt')).toBe('');
    await file.close();
    expect(folder.text('a.txt')).toBe('hé😀');
  });

  it('refuses what is no text', async () => {
    if (mode !== 'x') folder.file('a.txt', '');
    await using file = await open(folder.at('a.txt'), mode);
    await expect(file.write(encode('x') as never)).rejects.toThrow(
      new TypeError('data must be a string, got a Uint8Array'),
    );
  });
});

const binary = (['wb', 'rb+', 'wb+', 'ab', 'ab+'] as const).flatMap((mode): [Mode, number][] => [
  [mode, -1],
  [mode, 0],
]);

describe.each(binary)('a binary file opened with %s and buffering %i', (mode, buffering) => {
  it('AFS-045 writes bytes of any kind and counts them', async () => {
    folder.file('a.bin', '');
    await using file = await open(folder.at('a.bin'), mode as 'wb', { buffering });
    const bytes = encode('0123');
    expect(await file.write(bytes)).toBe(4);
    expect(await file.write(bytes.buffer as ArrayBuffer)).toBe(4);
    expect(await file.write(new DataView(bytes.buffer, 1, 2))).toBe(2);
    expect(await file.write(new Uint8Array(0))).toBe(0);
    await file.close();
    expect(folder.text('a.bin')).toBe('0123012312');
  });

  it(`AFS-048 has bytes on disk ${buffering === 0 ? 'at once' : 'after a flush'}`, async () => {
    folder.file('a.bin', '');
    await using file = await open(folder.at('a.bin'), mode as 'wb', { buffering });
    await file.write(encode('0123'));
    expect(folder.text('a.bin')).toBe(buffering === 0 ? '0123' : '');
    await file.flush();
    expect(folder.text('a.bin')).toBe('0123');
  });

  it('refuses what is no bytes', async () => {
    folder.file('a.bin', '');
    await using file = await open(folder.at('a.bin'), mode as 'wb', { buffering });
    await expect(file.write('text' as never)).rejects.toThrow(
      new TypeError('data must be bytes (a Uint8Array, for example), got a string'),
    );
  });
});

describe('AsyncIOBase.writelines', () => {
  it('AFS-050 adds nothing between the lines, and takes any iterable', async () => {
    await using file = await open(folder.at('a.txt'), 'w');
    await file.writelines(['a\n', 'b\n']);
    await file.writelines(new Set(['c', 'd']));
    await file.close();
    expect(folder.text('a.txt')).toBe('a\nb\ncd');
  });

  it('is one call in the order of calls', async () => {
    await using file = await open(folder.at('a.bin'), 'wb', { buffering: 4 });
    void file.writelines(['one ', 'two ', 'three '].map(encode));
    void file.write(encode('four'));
    await file.close();
    expect(folder.text('a.bin')).toBe('one two three four');
  });

  it('keeps what was written before a line that cannot be', async () => {
    await using file = await open(folder.at('a.txt'), 'w');
    await expect(file.writelines(['a', 5 as never, 'b'])).rejects.toThrow('data must be a string, got 5');
    await file.close();
    expect(folder.text('a.txt')).toBe('a');
  });
});

describe('writing text', () => {
  it('AFS-051 writes line feeds as the newline option says', async () => {
    for (const [newline, expected] of [
      ['\r\n', 'a\r\nb\r\n'],
      ['\r', 'a\rb\r'],
      ['\n', 'a\nb\n'],
      ['', 'a\nb\n'],
      [undefined, `a${EOL}b${EOL}`],
    ] as const) {
      await using file = await open(folder.at('a.txt'), 'w', { newline });
      expect(await file.write('a\nb\n')).toBe(4);
      await file.close();
      expect(folder.text('a.txt')).toBe(expected);
    }
    expect(translateWritten(undefined, 'a\n', '\r\n')).toBe('a\r\n');
  });

  it('AFS-052 is refused in mode r', async () => {
    await using file = await open(folder.file('a.txt'), 'r');
    await expect(file.write('x')).rejects.toThrow(new UnsupportedOperation('not writable'));
    await expect(file.writelines([])).rejects.toThrow(UnsupportedOperation);
    await expect(file.truncate()).rejects.toThrow(UnsupportedOperation);
  });

  it('writes characters that the encoding does not have as the policy says', async () => {
    const write = async (errors: 'ignore' | 'replace' | 'backslashreplace' | 'xmlcharrefreplace'): Promise<string> => {
      await using file = await open(folder.at('a.txt'), 'w', { encoding: 'ascii', errors });
      expect(await file.write('aé€😀')).toBe(4);
      await file.close();
      return folder.text('a.txt');
    };
    expect(await write('ignore')).toBe('a');
    expect(await write('replace')).toBe('a???');
    expect(await write('backslashreplace')).toBe('a\\xe9\\u20ac\\U0001f600');
    expect(await write('xmlcharrefreplace')).toBe('a&#233;&#8364;&#128512;');
  });

  it('refuses such a character by default, and writes nothing of the call', async () => {
    await using file = await open(folder.at('a.txt'), 'w', { encoding: 'ascii' });
    await file.write('before ');
    const caught = await file.write('😀é').catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(UnicodeEncodeError);
    expect(caught).toMatchObject({
      code: 'ERR_UNICODE_ENCODE',
      message: `'ascii' codec can't encode character U+1F600 in position 0: ordinal not in range(128), write '${folder.at('a.txt')}'`,
      encoding: 'ascii',
      text: '😀é',
      position: 0,
    });
    await file.close();
    expect(folder.text('a.txt')).toBe('before ');
  });

  it('gives undecodable bytes back as they were', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0xe2, 0x28, 0xc3, 0xa9]);
    await using source = await open(folder.file('a.bin', bytes), 'r', { errors: 'surrogateescape' });
    await using copy = await open(folder.at('b.bin'), 'w', { errors: 'surrogateescape' });
    await copy.write(await source.read());
    await copy.close();
    expect(fs.readFileSync(folder.at('b.bin'))).toEqual(bytes);
  });

  it('begins a new file with the mark of its encoding, and only there', async () => {
    for (const [encoding, hex] of [
      ['utf-8-sig', 'efbbbf6162'],
      ['utf-16', 'fffe61006200'],
      ['utf-32', 'fffe00006100000062000000'],
      ['utf-16-be', '00610062'],
    ] as const) {
      const path = folder.at(encoding);
      for (const [mode, text] of [
        ['w', 'a'],
        ['a', 'b'],
      ] as const) {
        await using file = await open(path, mode, { encoding });
        await file.write(text);
      }
      expect(fs.readFileSync(path).toString('hex')).toBe(hex);
    }
  });

  it('flushes with each line when buffering is 1', async () => {
    await using file = await open(folder.at('a.txt'), 'w', { buffering: 1 });
    expect(file.lineBuffering).toBe(true);
    await file.write('no line yet');
    expect(folder.text('a.txt')).toBe('');
    await file.write(', but now\n');
    expect(folder.text('a.txt')).toBe('no line yet, but now\n');
  });
});

describe('where writes go', () => {
  it('AFS-054 a+ stands at the end, reads after a seek, and always writes at the end', async () => {
    await using file = await open(folder.file('a.txt'), 'a+');
    expect(await file.tell()).toBe(10);
    expect(await file.read()).toBe('');
    await file.seek(0);
    expect(await file.read(3)).toBe('012');
    await file.write('end');
    expect(await file.read()).toBe('');
    expect(await file.tell()).toBe(13);
    await file.close();
    expect(folder.text('a.txt')).toBe('0123456789end');
  });

  it('appends behind what another has appended', async () => {
    const path = folder.file('a.txt');
    await using file = await open(path, 'ab');
    fs.appendFileSync(path, 'other');
    await file.write(encode('own'));
    await file.flush();
    expect(folder.text('a.txt')).toBe('0123456789otherown');
    expect(await file.tell()).toBe(18);
  });

  it('AFS-055 w empties a file, r+ does not, x makes one', async () => {
    const path = folder.file('a.txt');
    await (await open(path, 'r+')).close();
    expect(folder.text('a.txt')).toBe('0123456789');
    await (await open(path, 'w')).close();
    expect(folder.text('a.txt')).toBe('');
    await (await open(folder.at('new.txt'), 'x')).close();
    expect(folder.text('new.txt')).toBe('');
  });

  it.each(['rb+', 'wb', 'ab+', 'r+', 'w', 'a+'] as const)(
    'AFS-056 truncates to nothing after seek(0) in %s',
    async (mode) => {
      await using file = await open(folder.file('a.txt'), mode);
      await file.seek(0);
      expect(await file.truncate()).toBe(0);
      expect(fs.statSync(folder.at('a.txt')).size).toBe(0);
    },
  );

  it.each(['r+', 'rb+'] as const)('AFS-057 truncate(2) gives 2 and does not move in %s', async (mode) => {
    await using file = await open(folder.file('a.txt'), mode);
    await file.read(1);
    expect(await file.truncate(2)).toBe(2);
    expect(await file.tell()).toBe(1);
    expect(String(await file.read())).toBe('1');
    expect(await file.truncate(4)).toBe(4);
    expect(folder.text('a.txt')).toBe('01\0\0');
    await expect(file.truncate(-1)).rejects.toThrow(new RangeError('size must be 0 or more, got -1'));
  });

  it.each(['r+', 'rb+'] as const)('AFS-058 keeps the position right between reads and writes in %s', async (mode) => {
    await using file = await open(folder.file('a.txt'), mode);
    const write = (text: string): Promise<number> => file.write((mode === 'r+' ? text : encode(text)) as never);
    expect(String(await file.read(2))).toBe('01');
    await write('XY');
    expect(String(await file.read(2))).toBe('45');
    await write('Z');
    await file.seek(0);
    expect(String(await file.read())).toBe('01XY45Z789');
    await write('end');
    await file.close();
    expect(folder.text('a.txt')).toBe('01XY45Z789end');
  });

  it('AFS-059 puts concurrent writes in the order of the calls', async () => {
    await using file = await open(folder.at('a.bin'), 'wb', { buffering: 64 });
    const parts = Array.from({ length: 200 }, (_, index) => encode(`${index},`.repeat(1 + (index % 40))));
    const counts = await Promise.all(parts.map((part) => file.write(part)));
    expect(counts).toEqual(parts.map(({ length }) => length));
    await file.close();
    expect(fs.readFileSync(folder.at('a.bin'))).toEqual(Buffer.concat(parts));
  });

  it('puts concurrent reads and writes in the order of the calls', async () => {
    await using file = await open(folder.file('a.txt'), 'r+');
    const results = await Promise.all([
      file.read(2),
      file.write('AB'),
      file.read(1),
      file.seek(0),
      file.readline(),
      file.tell(),
    ]);
    expect(results).toEqual(['01', 2, '4', 0, '01AB456789', 10]);
  });

  it('writes more than a buffer at once', async () => {
    const large = Buffer.alloc(3_000_000, 'abcdefg');
    await using file = await open(folder.at('a.bin'), 'wb');
    await file.write(encode('first '));
    expect(await file.write(large)).toBe(large.length);
    await file.write(encode(' last'));
    await file.close();
    expect(fs.readFileSync(folder.at('a.bin'))).toEqual(Buffer.concat([encode('first '), large, encode(' last')]));
  });

  it('makes content safe with sync', async () => {
    await using file = await open(folder.at('a.txt'), 'w');
    await file.write('safe');
    await file.sync();
    expect(folder.text('a.txt')).toBe('safe');
  });
});
