import { Buffer } from 'node:buffer';
import type { Bell } from './bell.ts';
import { damaged } from './damaged.ts';
import type { Layout } from './layout.ts';
import { MOST_BYTES_A_UNIT, type Packet } from './packet.ts';
import { pause } from './pause.ts';

const FREE = 0;

/** Where bytes have been stored. */
export interface Stored {
  readonly first: number;
  readonly length: number;
  /** They are a text in ASCII, in one block. */
  readonly isText: boolean;
}

/**
 * The bytes of items: blocks of one size, strung together to chains, so that free memory is never in pieces too small.
 *
 * @remarks
 * A block belongs to an *owner*, a number that stands for a cell. Only who has the cell in hand gives its blocks back. A
 * chain that was half claimed, or half given back, by a thread that was stopped is found by its owner.
 */
export class Blocks {
  readonly #words: Int32Array;
  readonly #bytes: Buffer;
  readonly #count: number;
  readonly #blockBytes: number;
  readonly #ownersAt: number;
  readonly #successorsAt: number;
  readonly #room: Bell;
  /** Where to look first: behind what this thread got last. */
  #next = 0;

  constructor(words: Int32Array, layout: Layout, room: Bell) {
    this.#words = words;
    this.#bytes = Buffer.from(words.buffer, layout.bytesAt);
    this.#count = layout.blocks;
    this.#blockBytes = layout.blockBytes;
    this.#ownersAt = layout.ownersAt;
    this.#successorsAt = layout.successorsAt;
    this.#room = room;
  }

  /** Copies a content to a chain of its own; `undefined` when there are not enough blocks. */
  store(content: string | Packet, owner: number): Stored | undefined {
    if (typeof content === 'string') {
      if (content.length * MOST_BYTES_A_UNIT <= this.#blockBytes) return this.#storeText(content, owner);
      const bytes = Buffer.from(content);
      return this.#storeBytes(bytes, bytes.length, owner);
    }
    // Asked once: shared memory may grow while it is copied.
    return this.#storeBytes(content.bytes, content.bytes.length, owner);
  }

  /** Takes a chain for so many bytes, at least one; gives its first block, or -1 when there are not enough. */
  claim(byteLength: number, owner: number): number {
    const wanted = Math.ceil(byteLength / this.#blockBytes);
    while (wanted === 1 || this.#hasFree(wanted)) {
      const first = this.#claimChain(wanted, owner);
      if (first >= 0 || wanted === 1) return first;
      // Another thread was claiming as well, and may have been turned away because of us.
      this.#room.ringAll();
      stepBack();
    }
    return -1;
  }

  /** Copies the first `length` bytes into a chain that was claimed for them. */
  write(first: number, bytes: Uint8Array, length: number): void {
    this.#forEachRun(first, length, (at, from, count) => copy(bytes, from, this.#bytes, at, count));
  }

  /** Copies a chain out. */
  read(first: number, byteLength: number): Uint8Array<ArrayBuffer> {
    if (byteLength < 0 || byteLength > this.#count * this.#blockBytes) throw damaged();
    const bytes = new Uint8Array(byteLength);
    this.#forEachRun(first, byteLength, (at, from, count) => copy(this.#bytes, at, bytes, from, count));
    return bytes;
  }

  /** A text that is in one block. */
  readText(block: number, length: number): string {
    const at = this.#inRange(block) * this.#blockBytes;
    return this.#bytes.toString('latin1', at, at + length);
  }

  /** Gives a chain back, from its first block on, as far as it still belongs to `owner`. */
  release(first: number, byteLength: number, owner: number): void {
    this.#releaseChain(first, Math.ceil(byteLength / this.#blockBytes), owner);
  }

  /** Gives back whatever belongs to `owner`, strung together or not. */
  releaseAll(owner: number): void {
    for (let block = 0; block < this.#count; block++) {
      Atomics.compareExchange(this.#words, this.#ownersAt + block, owner, FREE);
    }
  }

  #storeText(text: string, owner: number): Stored | undefined {
    const first = this.claim(1, owner);
    if (first < 0) return undefined;
    const length = this.#bytes.write(text, first * this.#blockBytes, this.#blockBytes, 'utf8');
    return { first, length, isText: length === text.length };
  }

  #storeBytes(bytes: Uint8Array, length: number, owner: number): Stored | undefined {
    const first = length === 0 ? 0 : this.claim(length, owner);
    if (first < 0) return undefined;
    this.write(first, bytes, length);
    return { first, length, isText: false };
  }

  #hasFree(wanted: number): boolean {
    let missing = wanted;
    for (let block = 0; missing > 0 && block < this.#count; block++) {
      if (Atomics.load(this.#words, this.#ownersAt + block) === FREE) missing -= 1;
    }
    return missing === 0;
  }

  /** All of the chain, or nothing and -1. */
  #claimChain(wanted: number, owner: number): number {
    let got = 0;
    let first = -1;
    let last = -1;
    let block = this.#next;
    for (let looked = 0; looked < this.#count && got < wanted; looked++) {
      if (block >= this.#count) block = 0;
      if (this.#claimOne(block, owner)) {
        if (first < 0) first = block;
        else this.#words[this.#successorsAt + last] = block;
        last = block;
        got += 1;
      }
      block += 1;
    }
    this.#next = block;
    if (got === wanted) return first;
    this.#releaseChain(first, got, owner);
    return -1;
  }

  #claimOne(block: number, owner: number): boolean {
    const at = this.#ownersAt + block;
    return Atomics.load(this.#words, at) === FREE && Atomics.compareExchange(this.#words, at, FREE, owner) === FREE;
  }

  #releaseChain(first: number, count: number, owner: number): void {
    let block = this.#inRange(first);
    for (let left = count; left > 0; left--) {
      // Read before the block is free and its next owner may write there.
      const successor = this.#successorOf(block);
      if (Atomics.compareExchange(this.#words, this.#ownersAt + block, owner, FREE) !== owner) return;
      block = successor;
    }
  }

  /** Goes along a chain; blocks that happen to be neighbours are one run, so that big items are copied in big pieces. */
  #forEachRun(first: number, byteLength: number, visit: (at: number, from: number, count: number) => void): void {
    let block = this.#inRange(first);
    for (let done = 0; done < byteLength;) {
      const start = block;
      let length = 0;
      do {
        block = done + length + this.#blockBytes < byteLength ? this.#successorOf(block) : -1;
        length += this.#blockBytes;
      } while (block === start + length / this.#blockBytes);
      length = Math.min(length, byteLength - done);
      visit(start * this.#blockBytes, done, length);
      done += length;
    }
  }

  #successorOf(block: number): number {
    return this.#inRange(this.#words[this.#successorsAt + block] ?? 0);
  }

  /** The memory may be anything; what is read must not lead out of it. */
  #inRange(block: number): number {
    return block >= 0 && block < this.#count ? block : 0;
  }
}

/** Up to here V8 keeps bytes inside of the array object, and a view of them would first have to move them out. */
const SHORT = 64;

/** Copies exactly `count` bytes, whatever becomes of the length of `source`. */
function copy(source: Uint8Array, from: number, target: Uint8Array, to: number, count: number): void {
  if (count > SHORT) {
    target.set(new Uint8Array(source.buffer, source.byteOffset + from, count), to);
    return;
  }
  for (let index = 0; index < count; index++) target[to + index] = source[from + index] ?? 0;
}

/** Lets the others go first, for a moment of random length: two that claim in step would hinder each other for ever. */
function stepBack(): void {
  pause(Math.random() * 1_000);
}
