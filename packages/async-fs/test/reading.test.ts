import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { open, OSError, UnicodeDecodeError, UnsupportedOperation, type Mode } from '../src/index.ts';
import { collect } from './collect.ts';
import { TEN_LINES, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

/** Modes that read, with and without a buffer. */
const readable: [Mode, number][] = [
  ...(['r', 'r+', 'a+'] as const).map((mode): [Mode, number] => [mode, -1]),
  ...(['rb', 'rb+', 'ab+'] as const).flatMap((mode): [Mode, number][] => [
    [mode, -1],
    [mode, 0],
  ]),
];

describe.each(readable)('a file opened with %s and buffering %i', (mode, buffering) => {
  it('AFS-020 reads everything, and then nothing', async () => {
    await using file = await open(folder.file('a.txt'), mode, { buffering });
    await file.seek(0);
    expect(String(await file.read())).toBe('0123456789');
    expect(await file.read()).toHaveLength(0);
    expect(await file.read(3)).toHaveLength(0);
  });

  it('AFS-025 reads line by line', async () => {
    await using file = await open(folder.file('a.txt', 'one\ntwo\n\nlast'), mode, { buffering });
    await file.seek(0);
    const lines: string[] = [];
    for (let line; (line = await file.readline()).length > 0;) lines.push(String(line));
    expect(lines).toEqual(['one\n', 'two\n', '\n', 'last']);
    expect(await file.readline()).toHaveLength(0);
  });

  it('AFS-026 cuts a line after the number of characters asked for', async () => {
    await using file = await open(folder.file('a.txt', 'one\ntwo'), mode, { buffering });
    await file.seek(0);
    const parts = [await file.readline(3), await file.readline(3), await file.readline(0), await file.readline(99)];
    expect(parts.map(String)).toEqual(['one', '\n', '', 'two']);
  });

  it('AFS-027 reads all lines', async () => {
    await using file = await open(folder.file('a.txt', TEN_LINES), mode, { buffering });
    await file.seek(0);
    const lines = (await file.readlines()).map(String);
    expect(lines).toEqual(TEN_LINES.split(/(?<=\n)/));
  });

  it('AFS-028 has no lines at the end', async () => {
    await using file = await open(folder.file('a.txt'), mode, { buffering });
    await file.seek(0);
    await file.read();
    expect(await file.readlines()).toEqual([]);
  });

  it('ends readlines after the line in which the hint is reached', async () => {
    await using file = await open(folder.file('a.txt', 'one\ntwo\nthree\n'), mode, { buffering });
    await file.seek(0);
    expect((await file.readlines(4)).map(String)).toEqual(['one\n']);
    expect((await file.readlines(5)).map(String)).toEqual(['two\n', 'three\n']);
    expect(await file.readlines(1)).toEqual([]);
  });

  it('AFS-029 iterates over the same lines that readline gives, empty ones included', async () => {
    const path = folder.file('a.txt', 'one\n\n\ntwo');
    await using file = await open(path, mode, { buffering });
    await using other = await open(path, mode, { buffering });
    await file.seek(0);
    await other.seek(0);
    let counter = 0;
    for await (const line of file) {
      counter++;
      expect(line).toEqual(await other.readline());
    }
    expect(counter).toBe(4);
  });

  it('AFS-030 iterates again after a seek', async () => {
    await using file = await open(folder.file('a.txt', TEN_LINES), mode, { buffering });
    for (let round = 0; round < 2; round++) {
      await file.seek(0);
      let counter = 0;
      for await (const line of file) expect(String(line).trim()).toBe(`line ${++counter}`);
      expect(counter).toBe(10);
    }
  });

  it('AFS-031 goes on after a break at the next line', async () => {
    await using file = await open(folder.file('a.txt', TEN_LINES), mode, { buffering });
    await file.seek(0);
    for await (const line of file) if (String(line) === 'line 2\n') break;
    expect(String(await file.readline())).toBe('line 3\n');
    for await (const line of file) {
      expect(String(line)).toBe('line 4\n');
      break;
    }
  });

  it('AFS-032 stays open when a loop is left', async () => {
    await using file = await open(folder.file('a.txt', TEN_LINES), mode, { buffering });
    for await (const line of file) {
      expect(String(line)).toBe('line 1\n');
      break;
    }
    expect(file.closed).toBe(false);
  });

  it('gives lines in batches', async () => {
    await using file = await open(folder.file('a.txt', TEN_LINES), mode, { buffering });
    await file.seek(0);
    const lines: string[] = [];
    for await (const batch of file.lineBatches()) {
      expect(batch.length).toBeGreaterThan(0);
      lines.push(...batch.map(String));
    }
    expect(lines).toEqual(TEN_LINES.split(/(?<=\n)/));
  });

  it('reads what was added to the file after its end was met', async () => {
    const path = folder.file('a.txt', 'one\n');
    await using file = await open(path, mode, { buffering });
    await file.seek(0);
    expect(String(await file.read())).toBe('one\n');
    fs.appendFileSync(path, 'two\n');
    expect(String(await file.readline())).toBe('two\n');
  });
});

describe('AsyncBufferedReader', () => {
  it('AFS-034 looks ahead without moving', async () => {
    await using file = await open(folder.file('a.txt'), 'rb');
    expect(String(await file.peek(1))).toMatch(/^0/);
    expect(String(await file.read(1))).toBe('0');
    expect(String(await file.peek())).toBe('123456789');
    expect(String(await file.read())).toBe('123456789');
    expect(await file.peek(1)).toHaveLength(0);
  });

  it('AFS-038 reads with one read of the system at most', async () => {
    await using file = await open(folder.file('a.txt'), 'rb', { buffering: 4 });
    const parts: string[] = [];
    for (let part; (part = await file.read1()).length > 0;) parts.push(String(part));
    expect(parts).toEqual(['0123', '4567', '89']);
    await file.seek(0);
    expect([String(await file.read1(3)), String(await file.read1(3)), String(await file.read1(3))]).toEqual([
      '012',
      '3',
      '456',
    ]);
    expect(await file.read1(0)).toHaveLength(0);
  });

  it('fills a buffer of the caller', async () => {
    await using file = await open(folder.file('a.txt'), 'rb');
    const target = new Uint8Array(6);
    expect(await file.readinto(target)).toBe(6);
    expect(String(Buffer.from(target))).toBe('012345');
    expect(await file.readinto(new DataView(target.buffer, 2))).toBe(4);
    expect(String(Buffer.from(target))).toBe('016789');
    expect(await file.readinto(target)).toBe(0);
    await expect(file.readinto('text' as never)).rejects.toThrow('target must be bytes');
  });

  it('gives bytes that later reads do not change', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    await using file = await open(folder.file('a.bin', content), 'rb');
    const [first, second, third] = [await file.read(1000), await file.read(200_000), await file.read()];
    expect(Buffer.concat([first, second, third])).toEqual(content);
    for (const part of [first, second, third]) part.fill(0);
    await file.seek(0);
    expect(await file.read()).toEqual(content);

    await file.seek(0);
    const whole = await file.read();
    fs.appendFileSync(folder.at('a.bin'), 'more');
    expect(String(await file.read())).toBe('more');
    expect(whole).toEqual(content);
  });
});

describe('AsyncFileIO', () => {
  it('reads what one read brings, and all with readall', async () => {
    await using file = await open(folder.file('a.txt'), 'rb', { buffering: 0 });
    expect(String(await file.read(4))).toBe('0123');
    const target = new Uint8Array(4);
    expect(await file.readinto(target)).toBe(4);
    expect(String(await file.readall())).toBe('89');
  });

  it('sees what changed between two reads', async () => {
    const path = folder.file('a.txt', 'one\ntwo\n');
    await using file = await open(path, 'rb', { buffering: 0 });
    expect(String(await file.readline())).toBe('one\n');
    fs.writeFileSync(path, 'one\nTWO\n');
    expect(String(await file.readline())).toBe('TWO\n');
  });
});

describe('reading what cannot be read', () => {
  it.each(['w', 'a', 'wb', 'ab'] as const)('AFS-036 is refused in mode %s', async (mode) => {
    await using file = await open(folder.at('new.txt'), mode);
    const caught = await file.read().catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(UnsupportedOperation);
    expect(caught).toBeInstanceOf(OSError);
    expect(caught).toMatchObject({ message: 'not readable', code: 'ERR_UNSUPPORTED_OPERATION' });
    for (const call of [() => file.readline(), () => file.readlines(), () => file.next()]) {
      await expect(call()).rejects.toThrow(UnsupportedOperation);
    }
  });

  it('AFS-037 still closes the file at the end of the block', async () => {
    const failing = async (): Promise<void> => {
      await using file = await open(folder.at('new.txt'), 'w');
      await file.read();
    };
    await expect(failing()).rejects.toThrow('not readable');
    // The check after each test finds a descriptor that stays.
  });

  it.each([[1.5], ['3'], [NaN]])('refuses the size %o', async (size) => {
    await using file = await open(folder.file('a.txt'));
    await expect(file.read(size as number)).rejects.toThrow(/^size must be/);
    await expect(file.readline(size as number)).rejects.toThrow(/^size must be/);
    await expect(file.readlines(size as number)).rejects.toThrow(/^hint must be/);
    expect(await file.read(null)).toBe('0123456789');
  });
});

describe('reading text', () => {
  const bad = Buffer.from('ab\xff\xe2(\xe2\x82', 'latin1');

  it('AFS-039 treats bytes that are no text as the policy says', async () => {
    const path = folder.file('a.txt', bad);
    const read = async (errors: 'replace' | 'ignore' | 'backslashreplace' | 'surrogateescape'): Promise<string> => {
      await using file = await open(path, 'r', { errors });
      return await file.read();
    };
    expect(await read('replace')).toBe('ab\ufffd\ufffd(\ufffd');
    expect(await read('ignore')).toBe('ab(');
    expect(await read('backslashreplace')).toBe('ab\\xff\\xe2(\\xe2\\x82');
    expect(await read('surrogateescape')).toBe('ab\udcff\udce2(\udce2\udc82');

    await using file = await open(path);
    const caught = await file.read().catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(UnicodeDecodeError);
    expect(caught).toBeInstanceOf(RangeError);
    expect(caught).toMatchObject({
      code: 'ERR_UNICODE_DECODE',
      message: `'utf-8' codec can't decode byte 0xff in position 2: invalid start byte, read '${path}'`,
      encoding: 'utf-8',
      bytes: Buffer.from([0xff]),
      position: 2,
      reason: 'invalid start byte',
      path,
    });
  });

  it('gives the good text before bytes that are none, and then fails each time', async () => {
    await using file = await open(folder.file('a.txt', Buffer.from('good\nba\xffd\n', 'latin1')));
    expect(await file.readline()).toBe('good\n');
    for (let round = 0; round < 2; round++) await expect(file.readline()).rejects.toThrow('in position 7');
    expect(await file.tell()).toBe(5);
    await file.seek(8);
    expect(await file.read()).toBe('d\n');
  });

  it.each([4, 5, 7, 8192, -1])(
    'AFS-040 decodes characters that lie across two reads of %i bytes',
    async (buffering) => {
      const text = 'aé€😀'.repeat(50);
      await using file = await open(folder.file('a.txt', text), 'r', { buffering: buffering === -1 ? -1 : buffering });
      expect(await file.read()).toBe(text);
    },
  );

  it('AFS-041 makes every line end a line feed by default, and knows what it met', async () => {
    await using file = await open(folder.file('a.txt', 'one\r\ntwo\rthree\nfour'));
    expect(file.newlines).toBeUndefined();
    expect(await file.readlines()).toEqual(['one\n', 'two\n', 'three\n', 'four']);
    expect(file.newlines).toEqual(['\r', '\n', '\r\n']);

    await using windows = await open(folder.file('b.txt', 'one\r\ntwo\r\n'));
    expect(await windows.read()).toBe('one\ntwo\n');
    expect(windows.newlines).toBe('\r\n');
  });

  it.each([
    ['', ['one\r\n', 'two\r', 'three\n', 'four']],
    ['\n', ['one\r\n', 'two\rthree\n', 'four']],
    ['\r', ['one\r', '\ntwo\r', 'three\nfour']],
    ['\r\n', ['one\r\n', 'two\rthree\nfour']],
  ] as const)('AFS-043 ends lines at %j only', async (newline, lines) => {
    // A buffer of 4 puts `\r` and `\n` into different reads.
    for (const buffering of [4, -1]) {
      await using file = await open(folder.file('a.txt', 'one\r\ntwo\rthree\nfour'), 'r', { newline, buffering });
      expect(await collect(file)).toEqual(lines);
    }
  });

  it('AFS-044 keeps the byte order mark in utf-8, and removes it in utf-8-sig', async () => {
    const path = folder.file('a.txt', '\ufeffhello');
    await using plain = await open(path);
    expect(await plain.read()).toBe('\ufeffhello');
    await using signed = await open(path, 'r', { encoding: 'utf-8-sig' });
    expect(await signed.read()).toBe('hello');
    await signed.seek(0);
    expect(await signed.read(2)).toBe('he');
  });

  it('counts code points', async () => {
    await using file = await open(folder.file('a.txt', '😀é😀\n😀x'));
    expect(await file.read(1)).toBe('😀');
    expect(await file.read(2)).toBe('é😀');
    expect(await file.readline()).toBe('\n');
    expect(await file.readline(1)).toBe('😀');
    expect(await file.read(5)).toBe('x');
  });

  it('knows the byte order of UTF-16 and UTF-32 from the mark', async () => {
    const utf16be = Buffer.from('\ufeffgrün', 'utf16le').swap16();
    await using file = await open(folder.file('a.txt', utf16be), 'r', { encoding: 'utf-16' });
    expect(await file.read(2)).toBe('gr');
    const position = await file.tell();
    expect(await file.read()).toBe('ün');
    await file.seek(position);
    expect(await file.read()).toBe('ün');
  });
});
