import { Readable, Writable } from 'node:stream';
import type { Bytes } from '../layers/byte-file.ts';
import type { AsyncIOBase } from '../layers/io-base.ts';

type TextFile = AsyncIOBase<string, string>;
type BinaryFile = AsyncIOBase<Buffer, Bytes>;

const BLOCK = 64 * 1024;

/**
 * A Node stream that reads a file from where it stands, text as strings. It closes the file at its end, or when it is
 * destroyed.
 */
export function toReadable(file: BinaryFile | TextFile): Readable {
  return new Readable({
    ...(isText(file) && { encoding: 'utf8' }),
    read() {
      file.read(BLOCK).then(
        (data) => this.push(data.length === 0 ? null : data),
        (error: unknown) => this.destroy(asError(error)),
      );
    },
    destroy: (error, done) => void closeFile(file, error, done),
  });
}

/**
 * A Node stream that writes a file from where it stands. It closes the file when it is ended or destroyed; `finish`
 * comes when all has been handed to the operating system.
 */
export function toWritable(file: BinaryFile | TextFile): Writable {
  const write = isText(file)
    ? (chunk: Buffer | string) => file.write(chunk.toString())
    : (chunk: Buffer | string) => file.write(chunk as Buffer);
  return new Writable({
    // A text file encodes by itself.
    decodeStrings: !isText(file),
    write(chunk: Buffer | string, _encoding, done) {
      write(chunk).then(() => done(), done);
    },
    final: (done) => void closeFile(file, null, done),
    destroy: (error, done) => void closeFile(file, error, done),
  });
}

async function closeFile(
  file: AsyncDisposable,
  before: Error | null,
  done: (error: Error | null) => void,
): Promise<void> {
  try {
    await file[Symbol.asyncDispose]();
    done(before);
  } catch (error) {
    done(before ?? asError(error));
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function isText(file: BinaryFile | TextFile): file is TextFile {
  return 'encoding' in file;
}
