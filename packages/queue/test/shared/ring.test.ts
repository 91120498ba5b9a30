import { RuntimeError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { Bell } from '../../src/shared/bell.ts';
import { Blocks } from '../../src/shared/blocks.ts';
import { Cells } from '../../src/shared/cells.ts';
import { Hand } from '../../src/shared/hand.ts';
import { createMemory, HEAD, readLayout, ROOM, STATE_BITS, TAIL } from '../../src/shared/layout.ts';
import { Places } from '../../src/shared/places.ts';
import { Ring, type Found } from '../../src/shared/ring.ts';

/** A thread that adds numbers to a ring and takes them. */
class Thread {
  readonly ring: Ring;
  readonly hand: Hand;
  readonly #cells: Cells;

  constructor(memory: SharedArrayBuffer, thread = 0) {
    const words = new Int32Array(memory);
    const layout = readLayout(memory);
    const places = new Places(words, layout, thread);
    const place = places.join();
    this.#cells = new Cells(words, layout, new Blocks(words, layout, new Bell(words, ROOM)));
    this.ring = new Ring(words, layout);
    this.hand = new Hand(words, this.#cells, place, places.at(place));
  }

  add(item: number): Found | 'added' {
    const found = this.ring.findRoom();
    if (found !== 'room') return found;
    this.#cells.fill(this.hand.cell, item);
    return this.ring.put(this.hand) ? 'added' : 'no room';
  }

  take(): unknown {
    return this.ring.findItem() === 'item' && this.ring.take(this.hand) ? this.item : undefined;
  }

  /** What it has taken. */
  get item(): unknown {
    return this.#cells.read(this.hand.cell);
  }
}

function createThread(maxsize: number): { thread: Thread; words: Int32Array; memory: SharedArrayBuffer } {
  const memory = createMemory({ maxsize, capacityBytes: 0 });
  return { thread: new Thread(memory), words: new Int32Array(memory), memory };
}

describe('Ring.put', () => {
  it.each([1, 2, 3, 4, 5, 1_000])('holds exactly %i items', (maxsize) => {
    const { thread } = createThread(maxsize);
    for (let item = 0; item < maxsize; item++) expect(thread.add(item)).toBe('added');
    expect(thread.add(0)).toBe('no room');
    expect(thread.ring.size()).toBe(maxsize);

    expect(thread.take()).toBe(0);
    expect(thread.add(7)).toBe('added');
    expect(thread.add(8)).toBe('no room');
  });

  it.each([1, 3, 4])('keeps the order of %i places over many rounds', (maxsize) => {
    const { thread } = createThread(maxsize);
    for (let round = 0; round < 50; round++) {
      for (let item = 0; item < maxsize; item++) thread.add(round + item);
      for (let item = 0; item < maxsize; item++) expect(thread.take()).toBe(round + item);
      expect(thread.take()).toBeUndefined();
      expect(thread.ring.size()).toBe(0);
    }
  });

  it.each([1, 3, 4])('goes on where the count of rounds of %i places starts anew', (maxsize) => {
    const { thread, words } = createThread(maxsize);
    const { slotsAt, cells } = readLayout(words.buffer);
    const slotBits = Math.ceil(Math.log2(maxsize));
    const roundShift = Math.ceil(Math.log2(cells)) + STATE_BITS;
    const lastRound = 2 ** (32 - slotBits) - 1;
    words[HEAD] = words[TAIL] = lastRound << slotBits;
    for (let slot = 0; slot < maxsize; slot++) {
      words[slotsAt + slot] = (lastRound << roundShift) | (words[slotsAt + slot] ?? 0);
    }

    expect(thread.ring.size()).toBe(0);
    for (let item = 0; item < 5 * maxsize; item++) {
      expect(thread.add(item)).toBe('added');
      if (item % maxsize !== maxsize - 1) continue;
      expect(thread.ring.size()).toBe(maxsize);
      expect(thread.add(0)).toBe('no room');
      for (let taken = item - maxsize + 1; taken <= item; taken++) expect(thread.take()).toBe(taken);
    }
    expect(thread.ring.findItem()).toBe('no item');
  });
});

describe('Ring hints', () => {
  it('finds head and tail when the thread that should have moved them was held up', () => {
    const { thread, words } = createThread(4);
    for (let item = 0; item < 10; item++) {
      thread.add(item);
      thread.take();
    }
    thread.add(10);
    words[HEAD] = 0;
    words[TAIL] = 0;

    expect(thread.ring.size()).toBe(1);
    expect(thread.add(11)).toBe('added');
    words[TAIL] = 0;
    expect(thread.take()).toBe(10);
    words[HEAD] = 0;
    expect(thread.take()).toBe(11);
    words[HEAD] = 0;
    expect(thread.ring.findItem()).toBe('no item');
    expect(thread.ring.size()).toBe(0);
  });

  it.each([1, 3])('finds them among %i places when it was held up for more rounds than a word can count', (maxsize) => {
    const { thread, words } = createThread(maxsize);
    const slotBits = Math.ceil(Math.log2(maxsize));
    thread.add(1);
    const [head = 0, tail = 0] = [words[HEAD], words[TAIL]];
    for (const rounds of [2 ** 10, 2 ** 20, 2 ** 20 + 2 ** 19]) {
      const ago = rounds << slotBits;
      words[HEAD] = head - ago;
      words[TAIL] = tail - ago;
      expect(thread.ring.size()).toBe(1);
      if (maxsize === 1) expect(thread.add(2)).toBe('no room');
      expect(thread.take()).toBe(1);
      words[HEAD] = head - ago;
      expect(thread.take()).toBeUndefined();
      words[HEAD] = words[TAIL] = 0;
      expect(thread.add(1)).toBe('added');
      words[HEAD] = words[TAIL] = 0;
    }
  });
});

describe('Ring.take', () => {
  it('gives an item to the first of two that found it', () => {
    const { thread, memory } = createThread(4);
    const other = new Thread(memory, 1);
    thread.add(5);
    expect(thread.ring.findItem()).toBe('item');
    expect(other.take()).toBe(5);
    expect(thread.ring.take(thread.hand)).toBe(false);
  });

  it('sees that the same cell has come back in the same slot', () => {
    const { thread, memory } = createThread(1);
    const other = new Thread(memory, 1);
    thread.add(5);
    expect(thread.ring.findItem()).toBe('item');
    const found = thread.ring.cell;
    expect(other.take()).toBe(5);
    other.add(6);
    expect(other.ring.findItem()).toBe('item');
    expect(other.ring.cell).toBe(found);

    expect(thread.ring.take(thread.hand)).toBe(false);
    expect(thread.take()).toBe(6);
  });
});

describe('Ring.seal', () => {
  it('waits for the last item', () => {
    const { thread } = createThread(2);
    thread.add(1);
    expect(thread.ring.seal()).toBe(false);
    thread.take();
    expect(thread.ring.seal()).toBe(true);
    expect(thread.ring.seal()).toBe(true);
  });

  it('refuses what comes later, for good', () => {
    const { thread } = createThread(2);
    thread.ring.seal();
    expect(thread.add(1)).toBe('seal');
    expect(thread.ring.size()).toBe(0);
    expect(thread.ring.findItem()).toBe('seal');
  });

  it('finds the end when the head was left behind', () => {
    const { thread, words } = createThread(2);
    for (let item = 0; item < 5; item++) {
      thread.add(item);
      thread.take();
    }
    words[HEAD] = 0;
    expect(thread.ring.seal()).toBe(true);
    words[TAIL] = 0;
    expect(thread.add(9)).toBe('seal');
  });
});

describe('Ring of damaged memory', () => {
  it('comes to an end', () => {
    const { thread, words } = createThread(2);
    const { slotsAt } = readLayout(words.buffer);
    // Each slot says that the other one is behind it.
    words[slotsAt] = 0x4000_0000;
    words[slotsAt + 1] = 0;
    let ends = 0;
    for (const search of [() => thread.ring.findItem(), () => thread.ring.findRoom(), () => thread.ring.size()]) {
      try {
        search();
        ends += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(RuntimeError);
        ends += 1;
      }
    }
    expect(ends).toBe(3);
  });
});
