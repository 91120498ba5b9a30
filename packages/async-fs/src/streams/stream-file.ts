import type { Readable, Writable } from 'node:stream';
import { UnsupportedOperation } from '../errors.ts';
import type { FileName, RawFile } from '../raw/raw-file.ts';
import { StreamSource } from './stream-source.ts';
import { writeTo } from './write-to.ts';

/** Where the bytes of a {@link StreamFile} come from and go to. The streams are looked up for each call. */
export interface StreamEnds {
  readonly name: string;
  readonly readable?: () => Readable;
  /** Whether the readable stream is paused between reads. */
  readonly isResting?: boolean;
  readonly writable?: () => Writable;
  /** What closing the file does; nothing, where the stream is not the file's own. */
  readonly close?: () => Promise<void>;
}

/** A Node stream as a raw file: without positions. */
export class StreamFile implements RawFile {
  readonly isSeekable = false;
  readonly isAppending = false;
  readonly sizeHint = undefined;
  position: number | undefined = 0;
  readonly #ends: StreamEnds;
  readonly #source: StreamSource | undefined;

  constructor(ends: StreamEnds) {
    this.#ends = ends;
    this.#source = ends.readable && new StreamSource(ends.readable, ends.isResting ?? false);
  }

  get name(): FileName {
    return this.#ends.name;
  }

  isatty(): boolean {
    return (this.#stream() as { isTTY?: boolean } | undefined)?.isTTY === true;
  }

  fileno(): number {
    const { fd } = (this.#stream() ?? {}) as { fd?: unknown };
    if (typeof fd !== 'number') throw new UnsupportedOperation('fileno');
    return fd;
  }

  async read(target: Buffer): Promise<number> {
    if (this.#source === undefined) throw new UnsupportedOperation('read');
    return this.#source.read(target);
  }

  async write(bytes: Buffer): Promise<number> {
    const { writable } = this.#ends;
    if (writable === undefined) throw new UnsupportedOperation('write');
    await writeTo(writable(), bytes);
    return bytes.length;
  }

  size(): Promise<number> {
    return Promise.reject(new UnsupportedOperation('seek'));
  }

  truncate(): Promise<void> {
    return Promise.reject(new UnsupportedOperation('truncate'));
  }

  sync(): Promise<void> {
    return Promise.reject(new UnsupportedOperation('sync'));
  }

  async close(): Promise<void> {
    await this.#ends.close?.();
  }

  #stream(): Readable | Writable | undefined {
    return this.#ends.readable?.() ?? this.#ends.writable?.();
  }
}
