import type { Readable, Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';

// Asks for the next chunk.
const MORE = 'more';

/** Sends what a stream gives over a port, one chunk at a time, as the other side can take it. */
export function sendStream(stream: Readable | null | undefined, port: MessagePort | undefined): void {
  if (stream === null || stream === undefined || port === undefined) return;
  stream.on('data', (chunk: Uint8Array | string) => {
    stream.pause();
    port.postMessage(chunk);
  });
  stream.on('close', () => port.close());
  stream.on('error', () => port.close());
  stream.on('end', () => port.close());
  port.on('message', () => stream.resume());
  port.on('close', () => stream.pause());
}

/** Writes what {@link sendStream} sends at the other end; resolves when that was all. */
export function receiveStream(port: MessagePort | undefined, stream: Writable | null | undefined): Promise<void> {
  if (port === undefined || stream === null || stream === undefined) return Promise.resolve();
  port.on('message', (chunk: Uint8Array | string) => {
    stream.write(chunk, (error) => {
      // Nobody reads any more: what comes is thrown away, as by a closed pipe.
      if (error === null || error === undefined) port.postMessage(MORE);
      else port.close();
    });
  });
  return new Promise((resolve) => port.on('close', resolve));
}
