import type { FileHandle } from 'node:fs/promises';
import { Duplex, Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { shownKind } from '../layers/arguments.ts';
import type { Access, Mode } from '../mode.ts';
import { Descriptor } from '../raw/descriptor.ts';
import type { RawFile } from '../raw/raw-file.ts';
import { StreamFile } from './stream-file.ts';

/** One kind of thing that can be made a file. */
export interface Wrapping {
  readonly fits: (source: unknown) => boolean;
  /** The mode for somebody who gave none. */
  readonly defaultMode: (source: unknown) => Mode;
  readonly makeRaw: (source: unknown, access: Access) => RawFile;
}

/** What `wrap()` knows by itself. */
export const builtinWrappings: readonly Wrapping[] = [
  {
    fits: isFileHandle,
    defaultMode: () => 'rb+',
    makeRaw: (source) => rawOfHandle(source as FileHandle),
  },
  {
    fits: (source) => source instanceof ReadableStream,
    defaultMode: () => 'rb',
    makeRaw: (source, access) => rawOfStream(Readable.fromWeb(source as NodeReadableStream), access),
  },
  {
    fits: (source) => source instanceof WritableStream,
    defaultMode: () => 'wb',
    makeRaw: (source, access) => rawOfStream(Writable.fromWeb(source as WritableStream), access),
  },
  {
    fits: (source) => source instanceof Readable || source instanceof Writable,
    defaultMode: (source) => {
      if (source instanceof Duplex) throw new RangeError('mode must be given for a stream with two directions');
      return source instanceof Readable ? 'rb' : 'wb';
    },
    makeRaw: (source, access) => rawOfStream(source as Readable | Writable, access),
  },
];

function isFileHandle(source: unknown): boolean {
  // The class itself is not public.
  const { fd, close, readv } = (source ?? {}) as Partial<FileHandle>;
  return typeof fd === 'number' && typeof close === 'function' && typeof readv === 'function';
}

function rawOfHandle(handle: FileHandle): RawFile {
  return new Descriptor({
    name: handle.fd,
    fd: handle.fd,
    isSeekable: true,
    isTerminal: false,
    isAppending: false,
    isBorrowed: true,
    position: 0,
    size: undefined,
    close: () => handle.close(),
  });
}

function rawOfStream(stream: Readable | Writable, { canRead, canWrite }: Access): RawFile {
  const name = `<${stream.constructor.name}>`;
  // The next call on the file tells.
  stream.on('error', () => undefined);
  if (canRead && canWrite) throw new RangeError('mode must have one direction for a stream: wrap it once for each');
  if (canRead) {
    if (!(stream instanceof Readable))
      throw new RangeError(`mode must be for writing, ${shownKind(stream)} cannot be read`);
    return new StreamFile({ name, readable: () => stream, close: () => endReading(stream) });
  }
  if (!(stream instanceof Writable))
    throw new RangeError(`mode must be for reading, ${shownKind(stream)} cannot be written`);
  return new StreamFile({ name, writable: () => stream, close: () => endWriting(stream) });
}

function endReading(stream: Readable): Promise<void> {
  // The other direction of a socket goes on; what still comes in is thrown away.
  if (stream instanceof Duplex && !stream.writableEnded) stream.resume();
  else stream.destroy();
  return Promise.resolve();
}

async function endWriting(stream: Writable): Promise<void> {
  stream.end();
  await finished(stream, { readable: false });
}
