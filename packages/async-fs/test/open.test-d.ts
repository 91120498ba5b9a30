import { open as openHandle } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { expectTypeOf, test } from 'vitest';
import {
  open,
  tempfile,
  toReadableStream,
  wrap,
  type AsyncBufferedIOBase,
  type AsyncBufferedReader,
  type AsyncFileIO,
  type AsyncTextIOWrapper,
  type Mode,
  type OpenHandle,
} from '../src/index.ts';

test('the mode decides on the class of the file', () => {
  expectTypeOf(open('a')).toEqualTypeOf<OpenHandle<AsyncTextIOWrapper>>();
  expectTypeOf(open('a', 'r')).resolves.toEqualTypeOf<AsyncTextIOWrapper>();
  expectTypeOf(open('a', '+wt')).resolves.toEqualTypeOf<AsyncTextIOWrapper>();
  expectTypeOf(open('a', 'rb')).resolves.toEqualTypeOf<AsyncBufferedReader>();
  expectTypeOf(open('a', 'b+a')).resolves.toEqualTypeOf<AsyncBufferedReader>();
  expectTypeOf(open('a', 'wb')).resolves.toEqualTypeOf<AsyncBufferedIOBase>();
  expectTypeOf(open('a', 'bx')).resolves.toEqualTypeOf<AsyncBufferedIOBase>();
  expectTypeOf(open('a', 'rb', { buffering: 0 })).resolves.toEqualTypeOf<AsyncFileIO>();
  expectTypeOf(open('a', 'rb', { buffering: 10 })).resolves.toEqualTypeOf<AsyncBufferedReader>();
  // @ts-expect-error two kinds of access
  void open('a', 'rw');
  // @ts-expect-error text and bytes at once
  void open('a', 'rbt');
});

test('a mode that is only known to be one gives any of the files', () => {
  const mode = 'r' as Mode;
  expectTypeOf(open('a', mode)).resolves.toEqualTypeOf<
    AsyncTextIOWrapper | AsyncBufferedReader | AsyncBufferedIOBase
  >();
});

test('text is read and written as strings, bytes as bytes', async () => {
  const text = await open('a', 'r+');
  expectTypeOf(text.read()).resolves.toEqualTypeOf<string>();
  expectTypeOf(text.readlines()).resolves.toEqualTypeOf<string[]>();
  expectTypeOf<AsyncTextIOWrapper['write']>().parameter(0).toEqualTypeOf<string>();
  // @ts-expect-error bytes are no text
  void text.write(new Uint8Array(1));

  const bytes = await open('a', 'rb+');
  expectTypeOf(bytes.read()).resolves.toEqualTypeOf<Buffer>();
  void bytes.write(new Uint8Array(1));
  // @ts-expect-error text is no bytes
  void bytes.write('text');
  for await (const line of open('a', 'rb')) expectTypeOf(line).toEqualTypeOf<Buffer>();
  for await (const line of open('a')) expectTypeOf(line).toEqualTypeOf<string>();
  for await (const lines of text.lineBatches()) expectTypeOf(lines).toEqualTypeOf<string[]>();
});

test('the options fit the mode', () => {
  void open('a', 'r', { encoding: 'latin-1', errors: 'replace', newline: '' });
  // @ts-expect-error bytes have no encoding
  void open('a', 'rb', { encoding: 'latin-1' });
  // @ts-expect-error no such policy
  void open('a', 'r', { errors: 'guess' });
  // @ts-expect-error no such line end
  void open('a', 'r', { newline: ';' });
});

test('only a file that can be read can be peeked at', () => {
  expectTypeOf<AsyncBufferedReader>().toHaveProperty('peek');
  expectTypeOf<AsyncBufferedIOBase>().not.toHaveProperty('peek');
});

test('temporary files are typed in the same way', async () => {
  expectTypeOf(tempfile.TemporaryFile()).resolves.toEqualTypeOf<AsyncBufferedReader>();
  expectTypeOf(tempfile.TemporaryFile('w+')).resolves.toEqualTypeOf<AsyncTextIOWrapper>();
  expectTypeOf((await tempfile.NamedTemporaryFile('w')).name).toExtend<string>();
  const spooled = await tempfile.SpooledTemporaryFile({ mode: 'w+', maxSize: 10 });
  expectTypeOf(spooled.read()).resolves.toEqualTypeOf<string>();
  expectTypeOf(spooled.fileno()).resolves.toEqualTypeOf<number>();
  expectTypeOf((await tempfile.SpooledTemporaryFile()).read()).resolves.toEqualTypeOf<Buffer>();
});

declare const readable: Readable;
declare const writable: Writable;
declare const webReadable: ReadableStream;

test('what is wrapped is typed by what it is, or by the mode', async () => {
  expectTypeOf(wrap(readable)).toEqualTypeOf<AsyncBufferedReader>();
  expectTypeOf(wrap(webReadable)).toEqualTypeOf<AsyncBufferedReader>();
  expectTypeOf(wrap(await openHandle('a'))).toEqualTypeOf<AsyncBufferedReader>();
  expectTypeOf(wrap(writable)).toEqualTypeOf<AsyncBufferedIOBase>();
  expectTypeOf(wrap(readable, 'r')).toEqualTypeOf<AsyncTextIOWrapper>();
  expectTypeOf(toReadableStream(wrap(readable, 'r'))).toEqualTypeOf<ReadableStream<string>>();
});
