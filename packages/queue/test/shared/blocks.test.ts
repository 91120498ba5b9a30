import { describe, expect, it, vi } from 'vitest';
import { Bell } from '../../src/shared/bell.ts';
import { Blocks } from '../../src/shared/blocks.ts';
import { createMemory, readLayout, ROOM } from '../../src/shared/layout.ts';

const BLOCK = 256;
const [ALICE, BOB] = [-1, -2];

/** Memory of eight blocks, seen by two threads. */
function createBlocks(): { blocks: Blocks; others: Blocks; room: Bell } {
  const memory = createMemory({ maxsize: 1, capacityBytes: 8 * BLOCK });
  const words = new Int32Array(memory);
  const layout = readLayout(memory);
  const room = new Bell(words, ROOM);
  return { blocks: new Blocks(words, layout, room), others: new Blocks(words, layout, room), room };
}

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

describe('Blocks', () => {
  it.each([1, 255, 256, 257, 512, 1_000, 8 * BLOCK])('keeps %i bytes', (length) => {
    const { blocks, others } = createBlocks();
    const bytes = random(length);
    const first = blocks.claim(length, ALICE);
    blocks.write(first, bytes, bytes.length);
    expect(others.read(first, length)).toEqual(bytes);
  });

  it('keeps bytes in whatever blocks are free', () => {
    const { blocks } = createBlocks();
    const chains = Array.from({ length: 8 }, () => blocks.claim(BLOCK, ALICE));
    for (const block of [6, 0, 3, 4]) blocks.release(chains[block] ?? 0, BLOCK, ALICE);
    const bytes = random(4 * BLOCK - 1);
    const first = blocks.claim(bytes.length, BOB);
    blocks.write(first, bytes, bytes.length);
    expect(blocks.read(first, bytes.length)).toEqual(bytes);
  });

  it('takes nothing when there is not enough', () => {
    const { blocks } = createBlocks();
    blocks.claim(5 * BLOCK, ALICE);
    expect(blocks.claim(4 * BLOCK, BOB)).toBe(-1);
    expect(blocks.claim(3 * BLOCK, BOB)).not.toBe(-1);
    expect(blocks.claim(1, BOB)).toBe(-1);
  });

  it('gives a chain back once, whoever else tries', () => {
    const { blocks } = createBlocks();
    const first = blocks.claim(8 * BLOCK, ALICE);
    blocks.releaseAll(ALICE);
    const again = blocks.claim(8 * BLOCK, BOB);
    blocks.release(first, 8 * BLOCK, ALICE);
    blocks.releaseAll(ALICE);
    expect(blocks.claim(1, ALICE)).toBe(-1);
    blocks.release(again, 8 * BLOCK, BOB);
    expect(blocks.claim(8 * BLOCK, ALICE)).not.toBe(-1);
  });

  it('steps back, and wakes who was turned away, when another thread claims at the same time', () => {
    const { blocks, others, room } = createBlocks();
    const ring = vi.spyOn(room, 'ringAll');
    let calls = 0;
    vi.spyOn(Atomics, 'load').mockImplementation((words, at) => {
      calls += 1;
      // Six are counted as free, and two of them claimed.
      if (calls === 9) others.claim(3 * BLOCK, BOB);
      return words[at] as never;
    });

    expect(blocks.claim(6 * BLOCK, ALICE)).toBe(-1);
    vi.restoreAllMocks();
    expect(ring).toHaveBeenCalledTimes(1);
    expect(blocks.claim(5 * BLOCK, ALICE)).not.toBe(-1);
  });

  it('comes to an end with what others overwrite meanwhile', () => {
    const { blocks } = createBlocks();
    expect(blocks.read(-5, 3 * BLOCK)).toHaveLength(3 * BLOCK);
    expect(blocks.read(99, 1)).toHaveLength(1);
    blocks.release(99, 3 * BLOCK, ALICE);
  });
});
