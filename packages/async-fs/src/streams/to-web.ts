import type { Bytes } from '../layers/byte-file.ts';
import type { AsyncIOBase } from '../layers/io-base.ts';

type TextFile = AsyncIOBase<string, string>;
type BinaryFile = AsyncIOBase<Buffer, Bytes>;

const BLOCK = 64 * 1024;

/**
 * A web stream that reads a file from where it stands: bytes, or strings from a text file. It closes the file at its
 * end, or when it is cancelled.
 *
 * @example
 * ```ts
 * const page = new Response(toReadableStream(await open('notes.txt', 'rb')));
 * await page.text(); // => 'first line\n'
 * ```
 */
export function toReadableStream(file: TextFile): ReadableStream<string>;
export function toReadableStream(file: BinaryFile): ReadableStream<Uint8Array>;
export function toReadableStream(file: BinaryFile | TextFile): ReadableStream<string | Uint8Array> {
  return new ReadableStream<string | Uint8Array>({
    async pull(controller) {
      const data = await file.read(BLOCK);
      if (data.length > 0) {
        controller.enqueue(data);
        return;
      }
      await file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
}

/** A web stream that writes a file from where it stands, and closes it when it is closed or aborted. */
export function toWritableStream(file: TextFile): WritableStream<string>;
export function toWritableStream(file: BinaryFile): WritableStream<Bytes>;
export function toWritableStream(file: BinaryFile | TextFile): WritableStream<never> {
  return new WritableStream<never>({
    write: async (data) => {
      await file.write(data);
    },
    close: () => file.close(),
    abort: () => file.close(),
  });
}
