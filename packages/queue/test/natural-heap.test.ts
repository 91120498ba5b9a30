import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareValues } from '../src/compare.ts';
import { NaturalHeap } from '../src/natural-heap.ts';

const small = fc.nat({ max: 5 });
const numeric = fc.oneof(small, fc.constant(-0), fc.double({ noNaN: true }), small.map(BigInt), fc.boolean());
const array = fc.tuple(fc.oneof(small, fc.constant(-0), fc.bigInt({ min: 0n, max: 5n })), small);
const anything = fc.oneof(
  { weight: 6, arbitrary: numeric },
  { weight: 1, arbitrary: fc.oneof(array, fc.constant(NaN)) },
);

/** Pushes items, pops where the item is `undefined`, and holds the heap against a sorted list at each step. */
function play(steps: readonly unknown[]): void {
  const heap = new NaturalHeap<unknown>();
  const model: unknown[] = [];
  const pop = (): void => {
    expect(Object.is(heap.pop(), model.shift())).toBe(true);
  };
  for (const step of steps) {
    if (step !== undefined) {
      try {
        heap.push(step);
        model.push(step);
        model.sort(compareValues);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        expect(() => model.forEach((item) => compareValues(step, item))).toThrow(TypeError);
      }
    } else if (model.length > 0) {
      pop();
    }
    expect(heap.size).toBe(model.length);
    expect(heap.items).toHaveLength(model.length);
    expect(new Set(heap.items)).toEqual(new Set(model));
  }
  while (model.length > 0) pop();
}

describe('NaturalHeap', () => {
  it.each([
    ['numbers of every kind', numeric],
    ['arrays', array],
    ['anything, which is refused where it has no order', anything],
  ])('gives at every step what a sorted list would, equal items in the order of arrival: %s', (_, item) => {
    const steps = fc.array(fc.oneof({ weight: 3, arbitrary: item }, fc.constant(undefined)), { maxLength: 120 });
    fc.assert(fc.property(steps, play), { seed: 1, numRuns: 500 });
  });

  it('orders by what an array held when it came', () => {
    const heap = new NaturalHeap<number[]>();
    const first = [1, 0];
    for (const item of [[2, 0], first, [3, 0]]) heap.push(item);
    first[0] = 9;
    expect([heap.pop(), heap.pop(), heap.pop()]).toEqual([
      [9, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  it('tells numbers from others anew when it has been empty', () => {
    const heap = new NaturalHeap<unknown>();
    heap.push([1]);
    expect(() => heap.push(1)).toThrow(TypeError);
    expect(heap.pop()).toEqual([1]);
    heap.push(1);
    expect(() => heap.push([1])).toThrow('items without an order: an array of 1 and 1');
    expect(heap.pop()).toBe(1);
  });
});
