import type { Readable } from 'node:stream';
import { shown } from '@x/future/context';

/** Takes bytes out of a stream, and no more than are asked for: the stream stops by itself when nobody does. */
export class StreamSource {
  readonly #stream: () => Readable;
  readonly #isResting: boolean;
  /** What is left of a chunk that was larger than asked for. */
  #rest: Buffer = NOTHING;
  #rested: Promise<void> | undefined = undefined;

  /** @param isResting - whether the stream is paused between reads: standard input keeps the program alive otherwise. */
  constructor(stream: () => Readable, isResting: boolean) {
    this.#stream = stream;
    this.#isResting = isResting;
  }

  /** Reads up to the length of `target`; 0 at the end. */
  async read(target: Buffer): Promise<number> {
    if (this.#rest.length === 0) this.#rest = await this.#nextChunk();
    const count = this.#rest.copy(target);
    this.#rest = this.#rest.subarray(count);
    return count;
  }

  async #nextChunk(): Promise<Buffer> {
    await this.#rested;
    const stream = this.#stream();
    const chunk = await nextChunk(stream);
    if (this.#isResting) {
      stream.pause();
      // It takes effect in the next tick, and would stop a read that begins before.
      this.#rested = new Promise((resolve) => process.nextTick(resolve));
    }
    return chunk;
  }
}

const NOTHING: Buffer = Buffer.alloc(0);

/** The next chunk, which has at least one byte; an empty one at the end of the stream. */
async function nextChunk(stream: Readable): Promise<Buffer> {
  for (;;) {
    if (stream.errored !== null) throw stream.errored;
    if (stream.readableEnded || stream.destroyed) return NOTHING;
    const chunk = asBytes(stream.read());
    if (chunk !== undefined && chunk.length > 0) return chunk;
    await changed(stream);
  }
}

function asBytes(chunk: unknown): Buffer | undefined {
  if (chunk === null) return undefined;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError(`the stream must give bytes or text, got ${shown(chunk)}`);
}

/** Resolves when there is something new to see of a stream: data, its end, a failure. */
function changed(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close', 'error'];
    const done = (): void => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}
