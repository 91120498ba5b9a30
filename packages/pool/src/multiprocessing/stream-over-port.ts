import type { Readable, Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';

// Asks for the next chunk.
const MORE = 'more';

/**
 * Sends what a stream gives over a port, one chunk at a time, as the other side can take it.
 *
 * @param onRefused - called when the other side takes nothing more.
 */
export function sendStream(
  stream: Readable | null | undefined,
  port: MessagePort | undefined,
  onRefused: (stream: Readable) => void,
): void {
  if (stream === null || stream === undefined || port === undefined) return;
  const send = (chunk: Uint8Array | string): void => {
    stream.pause();
    port.postMessage(chunk);
  };
  const stop = (): void => port.close();
  port.on('message', () => stream.resume());
  port.on('close', () => {
    stream.off('data', send).off('end', stop).off('close', stop).off('error', stop);
    onRefused(stream);
  });
  stream.on('data', send).on('end', stop).on('close', stop).on('error', stop);
}

/** Writes what {@link sendStream} sends at the other end; resolves when that was all. */
export function receiveStream(port: MessagePort | undefined, stream: Writable | null | undefined): Promise<void> {
  if (port === undefined || stream === null || stream === undefined) return Promise.resolve();
  port.on('message', (chunk: Uint8Array | string) => {
    stream.write(chunk, (error) => {
      // Nobody reads any more: the writer is told by the closing, as by that of a pipe.
      if (error === null || error === undefined) port.postMessage(MORE);
      else port.close();
    });
  });
  return new Promise((resolve) => port.on('close', resolve));
}
