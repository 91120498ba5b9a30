import { shown } from '@x/future/context';
import { damaged } from './damaged.ts';

/*
 * The memory of one queue, in 32-bit words:
 *
 *   header   what the queue is, and the words that all threads fight for, each on a cache line of its own
 *   places   one per thread that uses the queue, each with a cell in its hand
 *   slots    the queue itself, a ring: which cell stands in which position, with an item or empty
 *   cells    one per slot and place: what the item is, a number or where its bytes are, and in whose hand it was last
 *   blocks   two tables, owner and successor of each block, then the blocks: the bytes of items
 */

/** Says that the memory is that of a queue ("xQue"), laid out as in this file. */
const MAGIC = 0x78_51_75_65;
const VERSION = 2;

const MAGIC_AT = 0;
const VERSION_AT = 1;
const MAXSIZE_AT = 2;
const CAPACITY_AT = 3;
/** Whether the queue is shut down. */
export const PHASE = 4;

// 128 bytes apart: processors fetch lines of 64 bytes in pairs.
export const TAIL = 32;
export const HEAD = 64;
/** The bells for items and for room. */
export const ITEMS = 96;
export const ROOM = 128;

const PLACES_AT = 160;
export const PLACE_WORDS = 16;
/** Word of a place: the cell in the hand. It outlives the thread. */
export const HAND = 2;
/** How many threads can use one queue at a time. */
export const MOST_PLACES = 255;

export const CELL_WORDS = 4;
/** Word of a cell: the place whose hand has it, or had it last. */
export const HOLDER = 1;

/** A slot's word says in its lowest bits whether it is filled, or sealed; then come its cell and its round. */
export const STATE_BITS = 2;

/** The highest `maxsize`, so that a slot's word has bits left to count rounds. */
const MOST_ITEMS = 2 ** 20;
/** The highest `capacityBytes`: 1 GiB. */
const MOST_BYTES = 2 ** 30;

/** When nobody says: 1 KiB an item, 1 MiB at least. */
const USUAL_BYTES = 2 ** 10;
const LEAST_USUAL_BYTES = 2 ** 20;

const SMALLEST_BLOCK = 256;
const USUAL_BLOCKS = 2 ** 14;

/** Where everything is; the same in every thread, since it follows from two numbers. */
export interface Layout {
  readonly maxsize: number;
  /** Bytes for the contents of items, a multiple of the block size. */
  readonly capacityBytes: number;
  readonly placesAt: number;
  readonly slotsAt: number;
  /** One for each slot, and one for each place. */
  readonly cells: number;
  readonly cellsAt: number;
  readonly blocks: number;
  /** A power of two. */
  readonly blockBytes: number;
  readonly ownersAt: number;
  readonly successorsAt: number;
  /** In bytes, not words. */
  readonly bytesAt: number;
  readonly byteLength: number;
}

function layOut(maxsize: number, capacityBytes: number): Layout {
  const blockBytes = Math.max(SMALLEST_BLOCK, 2 ** Math.ceil(Math.log2(capacityBytes / USUAL_BLOCKS)));
  const blocks = Math.ceil(capacityBytes / blockBytes);
  const cells = maxsize + MOST_PLACES;
  const slotsAt = PLACES_AT + MOST_PLACES * PLACE_WORDS;
  const cellsAt = lineAfter(slotsAt + maxsize);
  const ownersAt = lineAfter(cellsAt + cells * CELL_WORDS);
  const successorsAt = lineAfter(ownersAt + blocks);
  const bytesAt = 4 * lineAfter(successorsAt + blocks);
  return {
    maxsize,
    capacityBytes: blocks * blockBytes,
    placesAt: PLACES_AT,
    slotsAt,
    cells,
    cellsAt,
    blocks,
    blockBytes,
    ownersAt,
    successorsAt,
    bytesAt,
    byteLength: bytesAt + blocks * blockBytes,
  };
}

/** What the maker of a queue decides. */
export interface Limits {
  readonly maxsize: number;
  readonly capacityBytes: number;
}

/** @throws TypeError or RangeError when a limit cannot be. */
export function checkLimits(maxsize: number, capacityBytes?: number): Limits {
  checkInteger('maxsize', maxsize, 1, MOST_ITEMS);
  if (capacityBytes !== undefined) checkInteger('capacityBytes', capacityBytes, 0, MOST_BYTES);
  return { maxsize, capacityBytes: capacityBytes ?? Math.max(maxsize * USUAL_BYTES, LEAST_USUAL_BYTES) };
}

/** The memory of a new queue: a cell in each slot, and one in each hand. */
export function createMemory({ maxsize, capacityBytes }: Limits): SharedArrayBuffer {
  const { byteLength, placesAt, slotsAt, cellsAt } = layOut(maxsize, capacityBytes);
  const memory = new SharedArrayBuffer(byteLength);
  const words = new Int32Array(memory);
  for (let slot = 0; slot < maxsize; slot++) words[slotsAt + slot] = slot << STATE_BITS;
  for (let place = 1; place <= MOST_PLACES; place++) {
    const cell = maxsize + place - 1;
    words[placesAt + (place - 1) * PLACE_WORDS + HAND] = cell;
    words[cellsAt + cell * CELL_WORDS + HOLDER] = place;
  }
  words[MAXSIZE_AT] = maxsize;
  words[CAPACITY_AT] = capacityBytes;
  words[VERSION_AT] = VERSION;
  words[MAGIC_AT] = MAGIC;
  return memory;
}

/**
 * Reads what {@link createMemory} wrote.
 *
 * @throws TypeError when it is not the memory of a queue, or that of a version that this one cannot read. RuntimeError
 *   when it was one.
 */
export function readLayout(memory: unknown): Layout {
  if (!(memory instanceof SharedArrayBuffer) || memory.byteLength < 4 * PLACES_AT) {
    throw new TypeError(`handle must be the handle of a SharedQueue, got one with memory ${shown(memory)}`);
  }
  const [magic, version, maxsize = 0, capacity = 0] = new Int32Array(memory, 0, 4);
  if (magic !== MAGIC || version !== VERSION) {
    throw new TypeError('handle must be the handle of a SharedQueue of the same version of @x/queue');
  }
  if (!isBetween(maxsize, 1, MOST_ITEMS) || !isBetween(capacity, 0, MOST_BYTES)) throw damaged();
  const layout = layOut(maxsize, capacity);
  if (memory.byteLength !== layout.byteLength) throw damaged();
  return layout;
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function lineAfter(word: number): number {
  return Math.ceil(word / 16) * 16;
}

function checkInteger(name: string, value: number, least: number, most: number): void {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, got ${shown(value)}`);
  if (Number.isInteger(value) && isBetween(value, least, most)) return;
  throw new RangeError(`${name} must be an integer from ${least} to ${most}, got ${value}`);
}
