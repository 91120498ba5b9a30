import fc from 'fast-check';
import { RuntimeError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { SharedQueue } from '../../src/shared.ts';
import { createMemory, MOST_PLACES, PLACE_WORDS, readLayout } from '../../src/shared/layout.ts';

const HEADER_WORDS = 4;

/** The memory of a queue with some items, into which something else has written. */
function damagedMemory(
  writes: readonly [at: number, word: number][],
  isNoise: boolean,
  seed: number,
): SharedArrayBuffer {
  const queue = new SharedQueue<unknown>(5, { capacityBytes: 4_096 });
  for (const item of [1, { a: 'b' }, new Uint8Array(700).fill(3)]) queue.putNowait(item);
  const { memory } = queue.handle;
  const words = new Int32Array(memory);
  let noise = seed;
  for (let at = HEADER_WORDS; isNoise && at < words.length; at++) {
    noise = Math.imul(noise ^ (noise >>> 15), 0x2c1b3c6d) + at;
    words[at] = noise;
  }
  for (const [at, word] of writes) words[HEADER_WORDS + (at % (words.length - HEADER_WORDS))] = word;
  return memory;
}

/** All that can be asked of a queue; each ends, well or with an error. */
const uses: readonly ((queue: SharedQueue<unknown>) => unknown)[] = [
  (queue) => queue.qsize(),
  (queue) => queue.toString(),
  (queue) => queue.getNowait(),
  (queue) => queue.putNowait(5),
  (queue) => queue.putNowait({ c: 'd' }),
  (queue) => queue.putNowait(new Uint8Array(600)),
  (queue) => queue.getSync({ timeout: 0 }),
  (queue) => queue.putSync('x', { timeout: 0 }),
  (queue) => queue.workerExited(0),
  (queue) => queue.getNowait(),
  (queue) => queue.shutdown({ immediate: true }),
];

describe('SharedQueue.from', () => {
  it.each([
    ['no handle', undefined],
    ['a handle without memory', {}],
    ['memory that is not shared', { memory: new ArrayBuffer(4_096) }],
    ['too little memory', { memory: new SharedArrayBuffer(64) }],
    ['memory of something else', { memory: new SharedArrayBuffer(65_536) }],
  ])('refuses %s', (_, handle) => {
    expect(() => SharedQueue.from(handle as never)).toThrow(TypeError);
  });

  it.each([
    ['maxsize', 2, [0, -1, 2 ** 20 + 1, 6, 0x7fff_ffff]],
    ['capacityBytes', 3, [-1, 2 ** 30 + 1, 2 ** 20, -0x8000_0000]],
  ])('refuses memory that is not as large as its %s says', (_, at, values) => {
    for (const value of values) {
      const memory = createMemory({ maxsize: 5, capacityBytes: 4_096 });
      new Int32Array(memory)[at] = value;
      expect(() => SharedQueue.from({ memory })).toThrow(RuntimeError);
      expect(() => SharedQueue.from({ memory })).toThrow('damaged');
    }
  });
});

describe('A SharedQueue whose memory something else has written to', () => {
  it('answers or throws, and comes to an end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.oneof(fc.integer(), fc.integer({ min: -3, max: 3 }))), { maxLength: 200 }),
        fc.boolean(),
        fc.integer(),
        (writes, isNoise, seed) => {
          const memory = damagedMemory(writes, isNoise, seed);
          const queue = SharedQueue.from<unknown>({ memory });
          for (const use of uses) {
            try {
              use(queue);
            } catch (error) {
              expect(error).toBeInstanceOf(Error);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says so when a hand holds a cell that does not exist', () => {
    const { memory } = new SharedQueue<number>(5).handle;
    const words = new Int32Array(memory);
    const { placesAt } = readLayout(memory);
    for (let place = 0; place < MOST_PLACES; place++) words[placesAt + place * PLACE_WORDS + 2] = 1_000_000;
    expect(() => SharedQueue.from({ memory }).putNowait(1)).toThrow('the memory of the queue is damaged');
  });
});
