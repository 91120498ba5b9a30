import { MemoryFile } from '../raw/memory-file.ts';
import type { FileName, RawFile } from '../raw/raw-file.ts';

/** A raw file that is in memory until it becomes too large, and on disk from then on. */
export class SpooledRaw implements RawFile {
  readonly isSeekable = true;
  readonly isAppending: boolean;
  readonly #maxSize: number;
  readonly #openDisk: () => Promise<RawFile>;
  #memory: MemoryFile | undefined;
  #file: RawFile;

  /**
   * @param maxSize - in bytes; 0 for any size.
   * @param openDisk - opens an empty file on disk.
   */
  constructor(maxSize: number, isAppending: boolean, openDisk: () => Promise<RawFile>) {
    this.#maxSize = maxSize;
    this.#openDisk = openDisk;
    this.isAppending = isAppending;
    this.#memory = new MemoryFile(isAppending);
    this.#file = this.#memory;
  }

  get name(): FileName | undefined {
    return this.#file.name;
  }

  get position(): number | undefined {
    return this.#file.position;
  }

  set position(position: number | undefined) {
    this.#file.position = position;
  }

  get sizeHint(): number | undefined {
    return this.#file.sizeHint;
  }

  /** Moves the content to disk, unless it is there already. */
  async rollover(): Promise<void> {
    const memory = this.#memory;
    if (memory === undefined) return;
    const disk = await this.#openDisk();
    try {
      for (let rest = memory.content(); rest.length > 0;) rest = rest.subarray(await disk.write(rest));
    } catch (error) {
      await disk.close();
      throw error;
    }
    disk.position = memory.position;
    this.#memory = undefined;
    this.#file = disk;
    await memory.close();
  }

  isatty(): boolean {
    return false;
  }

  fileno(): number {
    return this.#file.fileno();
  }

  read(target: Buffer): Promise<number> {
    return this.#file.read(target);
  }

  async write(bytes: Buffer): Promise<number> {
    await this.#makeRoom((this.#file.position ?? 0) + bytes.length);
    return this.#file.write(bytes);
  }

  size(): Promise<number> {
    return this.#file.size();
  }

  async truncate(size: number): Promise<void> {
    await this.#makeRoom(size);
    await this.#file.truncate(size);
  }

  sync(): Promise<void> {
    return this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #makeRoom(end: number): Promise<void> {
    if (this.#maxSize > 0 && end > this.#maxSize) await this.rollover();
  }
}
