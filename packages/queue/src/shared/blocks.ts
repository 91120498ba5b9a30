import type { Bell } from './bell.ts';
import type { Layout } from './layout.ts';

const FREE = 0;

/**
 * The bytes of items: blocks of one size, strung together to chains, so that free memory is never in pieces too small.
 *
 * @remarks
 * A block belongs to an *owner*, a number that stands for one use of one cell. So a chain can be given back by two
 * threads at once, or half by one and half by another: whoever comes second finds another owner.
 */
export class Blocks {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #count: number;
  readonly #blockBytes: number;
  readonly #ownersAt: number;
  readonly #successorsAt: number;
  readonly #room: Bell;
  /** Where to look first: behind what this thread got last. */
  #next = 0;

  constructor(words: Int32Array, layout: Layout, room: Bell) {
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer, layout.bytesAt);
    this.#count = layout.blocks;
    this.#blockBytes = layout.blockBytes;
    this.#ownersAt = layout.ownersAt;
    this.#successorsAt = layout.successorsAt;
    this.#room = room;
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

  /** Copies a chain out. Of one that is broken up meanwhile it gives nonsense, but comes to an end. */
  read(first: number, byteLength: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(byteLength);
    this.#forEachRun(first, byteLength, (at, from, count) => copy(this.#bytes, at, bytes, from, count));
    return bytes;
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

  /** What another thread is overwriting may be anything; it must not lead out of the memory. */
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
  for (let moment = Math.random() * 1_000; moment > 0; moment--) Atomics.load(PAUSE, 0);
}

const PAUSE = new Int32Array(1);
