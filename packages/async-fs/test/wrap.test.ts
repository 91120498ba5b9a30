import * as fs from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  AsyncBufferedIOBase,
  AsyncBufferedReader,
  AsyncTextIOWrapper,
  UnsupportedOperation,
  wrap,
} from '../src/index.ts';
import { MemoryFile } from '../src/raw/memory-file.ts';
import { collect } from './collect.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

describe('wrap', () => {
  it('gives a FileHandle the methods of a file, and closes it', async () => {
    const handle = await openHandle(folder.file('a.txt', 'one\ntwo\n'), 'r+');
    await using file = wrap(handle);
    expect(file).toBeInstanceOf(AsyncBufferedReader);
    expect(file.fileno()).toBe(handle.fd);
    expect(String(await file.readline())).toBe('one\n');
    await file.write(Buffer.from('TWO'));
    await file.seek(0);
    expect(String(await file.read())).toBe('one\nTWO\n');
    await file.close();
    expect(handle.fd).toBe(-1);
  });

  it('goes on where a FileHandle stands', async () => {
    const handle = await openHandle(folder.file('a.txt'));
    await handle.read(Buffer.alloc(3), 0, 3);
    await using file = wrap(handle, 'r');
    expect(file).toBeInstanceOf(AsyncTextIOWrapper);
    expect(await file.read()).toBe('3456789');
  });

  it('reads a stream, and destroys it when it is closed', async () => {
    const stream = Readable.from([Buffer.from('one\ntw'), Buffer.alloc(0), 'o\nthree', Buffer.from('\n')]);
    const file = wrap(stream);
    expect(file).toBeInstanceOf(AsyncBufferedReader);
    expect(String(await file.readline())).toBe('one\n');
    expect(String(await file.readline())).toBe('two\n');
    expect(String(await file.read())).toBe('three\n');
    expect(await file.read()).toHaveLength(0);
    expect(file.name).toBe('<Readable>');
    await expect(file.tell()).rejects.toThrow(UnsupportedOperation);
    expect(() => file.fileno()).toThrow(UnsupportedOperation);
    await file.close();
    expect(stream.destroyed).toBe(true);
  });

  it('reads a stream as text', async () => {
    const bytes = Buffer.from('grün 😀\r\nzwei');
    await using file = wrap(Readable.from(Array.from(bytes, (byte) => Buffer.of(byte))), 'r');
    expect(await collect(file)).toEqual(['grün 😀\n', 'zwei']);
  });

  it('takes from a stream only what is asked for', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const file = wrap(stream, 'rb');
    expect(stream.write('0123456789')).toBe(false);
    expect(String(await file.read(2))).toBe('01');
    expect(stream.listenerCount('readable')).toBe(0);
    await file.close();
  });

  it('reports the failure of a stream', async () => {
    const stream = new Readable({ read: () => stream.destroy(new Error('broken pipe')) });
    await using file = wrap(stream);
    await expect(file.read()).rejects.toThrow('broken pipe');
    await expect(file.read()).rejects.toThrow('broken pipe');
    const objects = wrap(Readable.from([{ no: 'bytes' }]));
    await expect(objects.read()).rejects.toThrow('the stream must give bytes or text');
  });

  it('writes a stream, and ends it when it is closed', async () => {
    const written: Buffer[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk);
        done();
      },
    });
    const file = wrap(stream);
    expect(file).toBeInstanceOf(AsyncBufferedIOBase);
    await file.write(Buffer.from('one '));
    await file.write(Buffer.from('two'));
    expect(written).toEqual([]);
    await file.close();
    expect(String(Buffer.concat(written))).toBe('one two');
    expect(stream.writableFinished).toBe(true);
  });

  it('gives a stream bytes that later writes do not change', async () => {
    const stream = new PassThrough();
    const file = wrap(stream, 'w');
    for (const text of ['one', 'two']) {
      await file.write(text);
      await file.flush();
    }
    await file.close();
    expect((await stream.toArray()).join('')).toBe('onetwo');
  });

  it('gives a line whose end stands before bytes that are no text, without waiting for more', async () => {
    const stream = new PassThrough();
    await using file = wrap(stream, 'r');
    stream.write(Buffer.of(0x61, 0x0d, 0xff));
    expect(await file.readline()).toBe('a\n');
    stream.end();
  });

  it('asks a file that knows its size one time for everything', async () => {
    class Counted extends MemoryFile {
      reads = 0;
      override readonly sizeHint = 3;

      override read(target: Buffer): Promise<number> {
        this.reads++;
        return super.read(target);
      }
    }
    const raw = new Counted(false);
    await raw.write(Buffer.from('abc'));
    raw.position = 0;
    wrap.register(Counted, (source) => source);
    expect(await wrap(raw, 'r').read()).toBe('abc');
    expect(raw.reads).toBe(1);
  });

  it('rejects the flush that a stream refuses', async () => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no room')) });
    const file = wrap(stream, 'w');
    await file.write('text');
    await expect(file.flush()).rejects.toThrow('no room');
    await expect(file.close()).rejects.toThrow();
    expect(file.closed).toBe(true);
  });

  it('wraps each direction of a socket by itself', async () => {
    const server = createServer((socket) => {
      void (async () => {
        const [input, output] = [wrap(socket, 'r'), wrap(socket, 'w', { buffering: 1 })];
        for await (const line of input) await output.write(line.toUpperCase());
        await input.close();
        await output.close();
      })();
    }).listen(0);
    const socket = connect((server.address() as AddressInfo).port);
    await using output = wrap(socket, 'w', { buffering: 1 });
    await using input = wrap(socket, 'r');
    await output.write('hello\n');
    expect(await input.readline()).toBe('HELLO\n');
    await output.close();
    expect(await input.read()).toBe('');
    server.close();
  });

  it('wraps web streams', async () => {
    await using input = wrap(new Response('one\ntwo').body!, 'r');
    expect(await input.readlines()).toEqual(['one\n', 'two']);

    const chunks: unknown[] = [];
    const output = wrap(
      new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(String(Buffer.from(chunk))) }),
    );
    await output.write(Buffer.from('bytes'));
    await output.close();
    expect(chunks).toEqual(['bytes']);
  });

  it('refuses modes that do not suit a stream', () => {
    const duplex = new PassThrough();
    expect(() => wrap(duplex)).toThrow(new RangeError('mode must be given for a stream with two directions'));
    expect(() => wrap(duplex, 'rb+')).toThrow(
      new RangeError('mode must have one direction for a stream: wrap it once for each'),
    );
    expect(() => wrap(Readable.from([]), 'wb')).toThrow(RangeError);
    expect(() => wrap(new Writable(), 'r')).toThrow(RangeError);
    expect(() => wrap(new Writable(), 'q' as never)).toThrow("invalid mode: 'q'");
    expect(() => wrap(null as never)).toThrow(new TypeError('source must be a FileHandle or a stream, got null'));
  });

  it('can be taught another class', async () => {
    class Blob2 {
      readonly content = 'registered';
    }
    wrap.register(Blob2, (source, access) => {
      const file = new MemoryFile(access.kind === 'a');
      void file.write(Buffer.from(source.content));
      file.position = 0;
      return file;
    });
    await using file = wrap(new Blob2(), 'r');
    expect(await file.read()).toBe('registered');
    expect(fs.readdirSync(folder.at())).toEqual([]);
  });
});
