import * as fs from 'node:fs';
import { isatty } from 'node:tty';
import { fsPromise } from './fs-promise.ts';
import { shownName, type FileName, type RawFile } from './raw-file.ts';

/** What is known of a descriptor when it has been opened. */
export interface DescriptorFacts {
  readonly name: FileName;
  readonly fd: number;
  readonly isSeekable: boolean;
  readonly isTerminal: boolean;
  /** Whether every write goes to the end. */
  readonly isAppending: boolean;
  /** Whether the descriptor was somebody else's before, so that its own position counts until a seek. */
  readonly isBorrowed: boolean;
  /** Gives the descriptor back; missing when that is not the file's business. */
  readonly close: (() => Promise<void>) | undefined;
  readonly position: number | undefined;
  readonly size: number | undefined;
}

/** A file of the operating system. */
export class Descriptor implements RawFile {
  readonly name: FileName;
  readonly isSeekable: boolean;
  readonly isAppending: boolean;
  readonly sizeHint: number | undefined;
  readonly #fd: number;
  readonly #isTerminal: boolean;
  readonly #close: (() => Promise<void>) | undefined;
  /** Reads and writes pass no position, so that the system's own moves on. */
  #usesOwnPosition: boolean;
  #position: number | undefined;

  constructor(facts: DescriptorFacts) {
    this.name = facts.name;
    this.isSeekable = facts.isSeekable;
    this.#fd = facts.fd;
    this.#isTerminal = facts.isTerminal;
    this.isAppending = facts.isAppending;
    this.#close = facts.close;
    this.#usesOwnPosition = facts.isBorrowed || !facts.isSeekable;
    this.#position = facts.position;
    this.sizeHint = facts.size;
  }

  get position(): number | undefined {
    return this.#position;
  }

  set position(position: number | undefined) {
    this.#position = position;
    if (this.isSeekable) this.#usesOwnPosition = false;
  }

  /** Says where the system stands, without moving it. */
  standsAt(position: number): void {
    this.#position = position;
  }

  isatty(): boolean {
    return this.#isTerminal;
  }

  fileno(): number {
    return this.#fd;
  }

  async read(target: Buffer): Promise<number> {
    const at = this.#usesOwnPosition ? null : (this.#position ?? (await this.size()));
    const count = await this.#do<number>((done) => fs.read(this.#fd, target, 0, target.length, at, done));
    this.#position = (at ?? this.#position ?? 0) + count;
    return count;
  }

  async write(bytes: Buffer): Promise<number> {
    const at = this.#usesOwnPosition || this.isAppending ? null : (this.#position ?? (await this.size()));
    const count = await this.#do<number>((done) => fs.write(this.#fd, bytes, 0, bytes.length, at, done));
    this.#position = this.isAppending ? undefined : (this.#position ?? at ?? 0) + count;
    return count;
  }

  async size(): Promise<number> {
    const { size } = await this.#do<fs.Stats>((done) => fs.fstat(this.#fd, done));
    return size;
  }

  truncate(size: number): Promise<void> {
    return this.#do((done) => fs.ftruncate(this.#fd, size, done));
  }

  sync(): Promise<void> {
    return this.#do((done) => fs.fsync(this.#fd, done));
  }

  close(): Promise<void> {
    return this.#close?.() ?? Promise.resolve();
  }

  #do<T = void>(start: Parameters<typeof fsPromise<T>>[0]): Promise<T> {
    return fsPromise(start, shownName(this.name));
  }
}

/** Whether a descriptor is a terminal. */
export function isTerminal(fd: number, stats: fs.Stats): boolean {
  return stats.isCharacterDevice() && isatty(fd);
}
