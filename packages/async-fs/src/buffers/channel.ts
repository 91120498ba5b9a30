import { UnsupportedOperation } from '../errors.ts';
import type { RawFile } from '../raw/raw-file.ts';
import { ReadAhead } from './read-ahead.ts';
import { WriteBehind } from './write-behind.ts';

/**
 * Something that has to be read or written before a call can have its answer. Resolves with `true` when it was a read
 * that met the end of the file.
 */
export type Transfer = Promise<boolean>;

const FIRST_BLOCK = 64 * 1024;
const LARGEST_BLOCK = 1024 * 1024;
/** Looking for a line end takes a block of this size even where nothing is to be read ahead. */
const UNBUFFERED_BLOCK = 8 * 1024;
const LARGEST_READ = 16 * 1024 * 1024;

/**
 * The bytes of an open file between its callers and the raw file: what was read ahead, what waits to be written, and
 * one position for both.
 *
 * @remarks
 * Only one transfer runs at a time. Methods that return no promise work on what is there.
 */
export class Channel {
  readonly raw: RawFile;
  readonly ahead: ReadAhead = new ReadAhead();
  readonly #behind: WriteBehind;
  readonly #isBuffered: boolean;
  readonly #fixedBlock: number | undefined;
  /** Grows while a file is read on from one block to the next. */
  #block = FIRST_BLOCK;

  /** @param size - of the buffers, in bytes: 0 for none, `undefined` for what works best. */
  constructor(raw: RawFile, size: number | undefined) {
    this.raw = raw;
    this.#behind = new WriteBehind(size ?? FIRST_BLOCK);
    this.#isBuffered = size !== 0;
    this.#fixedBlock = size === 0 ? UNBUFFERED_BLOCK : size;
  }

  /** How much a read brings of which nobody said how much it should. */
  get blockSize(): number {
    return this.#fixedBlock ?? this.#block;
  }

  /** How many bytes wait to be written. */
  get unwritten(): number {
    return this.#behind.length;
  }

  /** Where the next byte for the caller comes from or goes to; `undefined` when only the system knows. */
  get position(): number | undefined {
    const { position, isAppending } = this.raw;
    const isKnown = position !== undefined && !(isAppending && this.#behind.length > 0);
    return isKnown ? position - this.ahead.length + this.#behind.length : undefined;
  }

  /**
   * Reads once.
   *
   * @param wanted - how many bytes are needed, `Infinity` for all; without it, a block.
   */
  async fill(wanted?: number): Transfer {
    const expected = this.#expected(wanted);
    const target = this.ahead.reserve(Math.min(expected, LARGEST_READ), expected);
    const count = await this.raw.read(target);
    this.ahead.added(count);
    if (count === target.length) this.#block = Math.min(LARGEST_BLOCK, this.#block * 4);
    return count === 0 || (count < target.length && this.raw.position === this.raw.sizeHint);
  }

  /** Finds the position when only the system knows it: behind what was appended. */
  async locate(): Transfer {
    await this.flush();
    this.raw.position ??= await this.raw.size();
    return false;
  }

  /** Whether `size` bytes can wait with the others. */
  hasRoom(size: number): boolean {
    return this.#behind.hasRoom(size);
  }

  /** Accepts bytes for which there is room. */
  add(bytes: Uint8Array): void {
    this.#beginWriting();
    this.#behind.add(bytes);
  }

  /** Accepts any number of bytes, without a copy, while nothing else waits; the next thing to do is to flush. */
  adopt(bytes: Buffer): void {
    this.#beginWriting();
    this.#behind.adopt(bytes);
  }

  /** Takes the last `size` accepted bytes back, as far as they have not been written. */
  takeBack(size: number): void {
    this.#behind.takeBack(size);
  }

  /** Writes all that waits. What could not be written still waits. */
  async flush(): Transfer {
    while (this.#behind.length > 0) this.#behind.written(await this.raw.write(this.#behind.view()));
    return false;
  }

  /** Moves to a position; nothing waits to be written. */
  moveTo(position: number): void {
    const from = this.position;
    if (position === from) return;
    const distance = position - (from ?? Infinity);
    if (distance > 0 && distance <= this.ahead.length) {
      this.ahead.skip(distance);
      return;
    }
    this.ahead.clear();
    this.#block = FIRST_BLOCK;
    this.raw.position = position;
  }

  /** Goes `count` bytes back that the caller has taken. */
  moveBack(count: number): void {
    if (count === 0 || this.ahead.back(count)) return;
    const { position } = this;
    if (position !== undefined && this.raw.isSeekable) this.moveTo(position - count);
  }

  /** Drops what was read ahead; the raw file then stands where the caller does. */
  dropAhead(): void {
    const { position } = this;
    if (this.ahead.length === 0 || position === undefined || !this.raw.isSeekable) return;
    this.ahead.clear();
    this.raw.position = position;
  }

  /** @throws {@link UnsupportedOperation} when the file has no positions. */
  requireSeekable(): void {
    if (!this.raw.isSeekable) throw new UnsupportedOperation('underlying stream is not seekable');
  }

  /** What is written goes where the caller is, not behind what was read ahead. */
  #beginWriting(): void {
    if (this.#behind.length === 0) this.dropAhead();
  }

  /** How many bytes are going to be read for a call that needs `wanted`. */
  #expected(wanted = this.blockSize): number {
    const { sizeHint = 0, position = 0 } = this.raw;
    const size = this.#isBuffered ? Math.max(wanted, this.blockSize) : wanted;
    // One byte more than there should be: getting less than asked for then proves the end.
    if (position < sizeHint) return Math.min(size, sizeHint - position + 1);
    return size === Infinity ? this.blockSize : Math.min(size, LARGEST_READ);
  }
}
