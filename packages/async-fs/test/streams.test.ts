import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { open, toReadable, toReadableStream, toWritable, toWritableStream } from '../src/index.ts';
import { collect, first } from './collect.ts';
import { temporaryFolder } from './folder.ts';
import { isLinux } from './platform.ts';

const folder = temporaryFolder();
const LARGE = 'grün 😀\n'.repeat(50_000);

describe('toReadable', () => {
  it('gives bytes, and strings of a text file, from where the file stands', async () => {
    const bytes = await open(folder.file('a.txt', LARGE), 'rb');
    await bytes.seek(5);
    expect(Buffer.concat(await toReadable(bytes).toArray())).toEqual(Buffer.from(LARGE).subarray(5));
    expect(bytes.closed).toBe(true);

    const text = await open(folder.at('a.txt'));
    const chunks: unknown[] = await toReadable(text).toArray();
    expect(chunks.every((chunk) => typeof chunk === 'string')).toBe(true);
    expect(chunks.join('')).toBe(LARGE);
    expect(text.closed).toBe(true);
  });

  it('closes the file when it is destroyed, and fails with the file', async () => {
    const file = await open(folder.file('a.txt', LARGE));
    const stream = toReadable(file);
    await first(stream);
    await expect.poll(() => file.closed).toBe(true);

    const broken = toReadable(await open(folder.file('b.txt', Buffer.of(0xff))));
    await expect(broken.toArray()).rejects.toThrow("can't decode byte 0xff");
  });
});

describe('toWritable', () => {
  it('writes bytes and text, and finishes when all is with the system', async () => {
    await pipeline(Readable.from([Buffer.from('one '), 'two']), toWritable(await open(folder.at('a.txt'), 'wb')));
    expect(folder.text('a.txt')).toBe('one two');
    await pipeline(
      Readable.from(['eins\n', 'zwölf\n']),
      toWritable(await open(folder.at('b.txt'), 'w', { newline: '\r\n' })),
    );
    expect(folder.text('b.txt')).toBe('eins\r\nzwölf\r\n');
  });

  it.runIf(isLinux)('fails with the file, and closes it', async () => {
    const file = await open('/dev/full', 'wb', { buffering: 0 });
    await expect(pipeline(Readable.from([Buffer.from('x')]), toWritable(file))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect(file.closed).toBe(true);

    const buffered = await open('/dev/full', 'w');
    await expect(pipeline(Readable.from(['x']), toWritable(buffered))).rejects.toMatchObject({
      code: 'ENOSPC',
      unflushed: 1,
    });
  });
});

describe('toReadableStream', () => {
  it('gives bytes or text, and closes the file at the end', async () => {
    const bytes = await open(folder.file('a.txt', LARGE), 'rb');
    expect(await new Response(toReadableStream(bytes)).text()).toBe(LARGE);
    expect(bytes.closed).toBe(true);
    const text = await open(folder.at('a.txt'));
    expect((await collect(toReadableStream(text))).join('')).toBe(LARGE);
  });

  it('closes the file when it is cancelled', async () => {
    const file = await open(folder.file('a.txt', LARGE));
    await first(toReadableStream(file));
    expect(file.closed).toBe(true);
  });
});

describe('toWritableStream', () => {
  it('writes, and closes the file when it is closed or aborted', async () => {
    const file = await open(folder.at('a.txt'), 'w');
    await ReadableStream.from(['one ', 'two']).pipeTo(toWritableStream(file));
    expect(folder.text('a.txt')).toBe('one two');

    const aborted = await open(folder.at('b.txt'), 'wb');
    await toWritableStream(aborted).abort();
    expect(aborted.closed).toBe(true);
  });
});
