import { describe, expect, it } from 'vitest';
import { createMemory, HEAD, readLayout, TAIL } from '../../src/shared/layout.ts';
import { NONE, Ring } from '../../src/shared/ring.ts';

const ROUND_LIMIT = 2 ** 32;

function createRing(maxsize: number): { ring: Ring; words: Int32Array } {
  const memory = createMemory({ maxsize, capacityBytes: 0 });
  const words = new Int32Array(memory);
  return { ring: new Ring(words, readLayout(memory)), words };
}

function takeCell(ring: Ring): number | undefined {
  const word = ring.look();
  if (word === NONE || ring.isSeal(word)) return undefined;
  return ring.take() ? ring.cellOf(word) : undefined;
}

describe('Ring.publish', () => {
  it.each([1, 2, 3, 4, 5, 1_000])('holds exactly %i cells', (maxsize) => {
    const { ring } = createRing(maxsize);
    for (let cell = 0; cell < maxsize; cell++) expect(ring.publish(cell)).toBe('published');
    expect(ring.isFull()).toBe(true);
    expect(ring.publish(0)).toBe('full');
    expect(ring.size()).toBe(maxsize);

    expect(takeCell(ring)).toBe(0);
    expect(ring.isFull()).toBe(false);
    expect(ring.publish(7)).toBe('published');
    expect(ring.publish(8)).toBe('full');
  });

  it.each([1, 3, 4])('keeps the order of %i places over many rounds', (maxsize) => {
    const { ring } = createRing(maxsize);
    for (let round = 0; round < 50; round++) {
      for (let cell = 0; cell < maxsize; cell++) ring.publish((round + cell) % 200);
      for (let cell = 0; cell < maxsize; cell++) expect(takeCell(ring)).toBe((round + cell) % 200);
      expect(takeCell(ring)).toBeUndefined();
      expect(ring.size()).toBe(0);
    }
  });

  it.each([1, 3, 4])('goes on where the count of rounds of %i places starts anew', (maxsize) => {
    const { ring, words } = createRing(maxsize);
    const slotBits = Math.ceil(Math.log2(maxsize));
    const cellBits = Math.ceil(Math.log2(maxsize + 256));
    const lastRound = ROUND_LIMIT / 2 ** slotBits - 1;
    words[HEAD] = words[TAIL] = lastRound << slotBits;
    words.fill(
      lastRound << (cellBits + 1),
      readLayout(words.buffer).slotsAt,
      readLayout(words.buffer).slotsAt + maxsize,
    );

    expect(ring.size()).toBe(0);
    for (let item = 0; item < 5 * maxsize; item++) {
      expect(ring.publish(item)).toBe('published');
      if (item % maxsize !== maxsize - 1) continue;
      expect(ring.size()).toBe(maxsize);
      expect(ring.publish(0)).toBe('full');
      for (let taken = item - maxsize + 1; taken <= item; taken++) expect(takeCell(ring)).toBe(taken);
    }
    expect(ring.look()).toBe(NONE);
  });
});

describe('Ring hints', () => {
  it('finds head and tail when the thread that should have moved them was held up', () => {
    const { ring, words } = createRing(4);
    for (let cell = 0; cell < 10; cell++) {
      ring.publish(cell);
      takeCell(ring);
    }
    ring.publish(10);
    words[HEAD] = 0;
    words[TAIL] = 0;

    expect(ring.size()).toBe(1);
    expect(ring.publish(11)).toBe('published');
    words[TAIL] = 0;
    expect(takeCell(ring)).toBe(10);
    words[HEAD] = 0;
    expect(takeCell(ring)).toBe(11);
    words[HEAD] = 0;
    expect(ring.look()).toBe(NONE);
    expect(ring.size()).toBe(0);
  });
});

describe('Ring.take', () => {
  it('gives an item to the first of two that looked at it', () => {
    const { ring, words } = createRing(4);
    const other = new Ring(words, readLayout(words.buffer));
    ring.publish(5);
    const word = ring.look();
    expect(other.look()).toBe(word);

    expect(other.take()).toBe(true);
    expect(ring.take()).toBe(false);
  });

  it('sees that the same cell has come back in the same slot', () => {
    const { ring, words } = createRing(1);
    const other = new Ring(words, readLayout(words.buffer));
    ring.publish(5);
    ring.look();
    other.look();
    other.take();
    other.publish(5);

    expect(ring.take()).toBe(false);
    expect(takeCell(ring)).toBe(5);
  });
});

describe('Ring.seal', () => {
  it('waits for the last item', () => {
    const { ring } = createRing(2);
    ring.publish(1);
    expect(ring.seal()).toBe(false);
    takeCell(ring);
    expect(ring.seal()).toBe(true);
    expect(ring.seal()).toBe(true);
  });

  it('refuses what comes later, for good', () => {
    const { ring } = createRing(2);
    ring.seal();
    expect(ring.publish(1)).toBe('sealed');
    expect(ring.isFull()).toBe(false);
    expect(ring.size()).toBe(0);
    expect(ring.isSeal(ring.look())).toBe(true);
    expect([...ring.cells()]).toEqual([]);
  });

  it('finds the end when the head was left behind', () => {
    const { ring, words } = createRing(2);
    for (let cell = 0; cell < 5; cell++) {
      ring.publish(cell);
      takeCell(ring);
    }
    words[HEAD] = 0;
    expect(ring.seal()).toBe(true);
    words[TAIL] = 0;
    expect(ring.publish(9)).toBe('sealed');
  });
});
