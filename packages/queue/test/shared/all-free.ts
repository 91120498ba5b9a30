import { expect } from 'vitest';
import { HAND, MOST_PLACES, PLACE_WORDS, readLayout, STATE_BITS } from '../../src/shared/layout.ts';

/** Each cell is in one slot or in one hand, and no block is claimed. */
export function expectAllFree(memory: SharedArrayBuffer): void {
  const layout = readLayout(memory);
  const words = new Int32Array(memory);
  const mask = 2 ** Math.ceil(Math.log2(layout.cells)) - 1;
  const slots = [...words.subarray(layout.slotsAt, layout.slotsAt + layout.maxsize)];
  const hands = Array.from({ length: MOST_PLACES }, (_, n) => words[layout.placesAt + n * PLACE_WORDS + HAND] ?? -1);
  const cells = [...slots.map((word) => (word >>> STATE_BITS) & mask), ...hands].toSorted((a, b) => a - b);
  expect(cells).toEqual(Array.from({ length: layout.cells }, (_, cell) => cell));
  const owners = words.subarray(layout.ownersAt, layout.ownersAt + layout.blocks);
  expect([...owners].filter((owner) => owner !== 0)).toEqual([]);
}
