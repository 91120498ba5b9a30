import type { Writable } from 'node:stream';

/** Writes to a stream; resolves when the stream is done with the bytes, which may then be changed. */
export function writeTo(stream: Writable, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    // A stream reports a failed write twice: to the callback, and one turn later as an event that nobody else may expect.
    const ignore = (): void => undefined;
    stream.on('error', ignore);
    // Copied, since a stream may hand the very bytes on.
    stream.write(Buffer.from(bytes), (error) => {
      setImmediate(() => stream.off('error', ignore));
      if (error) reject(error);
      else resolve();
    });
  });
}
