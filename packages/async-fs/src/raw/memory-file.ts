import { UnsupportedOperation } from '../errors.ts';
import type { RawFile } from './raw-file.ts';

/** A raw file in memory. */
export class MemoryFile implements RawFile {
  readonly name = undefined;
  readonly isSeekable = true;
  readonly isAppending: boolean;
  readonly sizeHint: number | undefined = undefined;
  #bytes: Buffer = Buffer.alloc(0);
  #size = 0;
  #position = 0;

  constructor(isAppending: boolean) {
    this.isAppending = isAppending;
  }

  get position(): number {
    return this.#position;
  }

  set position(position: number | undefined) {
    this.#position = position ?? this.#size;
  }

  /** The content as it is, without a copy. */
  content(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  isatty(): boolean {
    return false;
  }

  fileno(): number {
    throw new UnsupportedOperation('fileno');
  }

  read(target: Buffer): Promise<number> {
    const count = this.content().copy(target, 0, this.#position);
    this.#position += count;
    return Promise.resolve(count);
  }

  write(bytes: Buffer): Promise<number> {
    if (this.isAppending) this.#position = this.#size;
    const end = this.#position + bytes.length;
    this.#extend(end);
    bytes.copy(this.#bytes, this.#position);
    this.#position = end;
    return Promise.resolve(bytes.length);
  }

  size(): Promise<number> {
    return Promise.resolve(this.#size);
  }

  truncate(size: number): Promise<void> {
    // What is cut off must be zero when the file grows again.
    if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    else this.#extend(size);
    this.#size = size;
    return Promise.resolve();
  }

  sync(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#bytes = Buffer.alloc(0);
    this.#size = 0;
    return Promise.resolve();
  }

  #extend(size: number): void {
    if (size > this.#bytes.length) {
      const bytes = Buffer.alloc(Math.max(size, this.#bytes.length * 2));
      this.content().copy(bytes);
      this.#bytes = bytes;
    }
    this.#size = Math.max(this.#size, size);
  }
}
