import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from '../src/heap.ts';

describe('Heap', () => {
  it('gives at every step what a sorted list would, equal items in the order of arrival', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.nat({ max: 9 }) },
      { weight: 2, arbitrary: fc.constant('pop' as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const heap = new Heap<[number, number]>((a, b) => a[0] - b[0]);
        const model: [number, number][] = [];
        for (const [time, step] of steps.entries()) {
          if (step !== 'pop') {
            heap.push([step, time]);
            model.push([step, time]);
            model.sort((a, b) => a[0] - b[0]);
          } else if (model.length > 0) {
            expect(heap.pop()).toEqual(model.shift());
          }
          expect(heap.size).toBe(model.length);
        }
        expect(heap.items.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual(model);
        while (model.length > 0) expect(heap.pop()).toEqual(model.shift());
      }),
      { seed: 1 },
    );
  });

  it('is as it was when a comparison throws, wherever it does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 40 }),
        fc.nat({ max: 12 }),
        (items, fuse) => {
          let left = Infinity;
          const heap = new Heap<number>((a, b) => {
            if (left-- <= 0) throw new Error('compare');
            return a - b;
          });
          for (const item of items) heap.push(item);
          const before = heap.items.slice();
          for (const act of [() => heap.push(10), () => heap.pop()]) {
            left = fuse;
            let threw = false;
            try {
              act();
            } catch {
              threw = true;
            }
            left = Infinity;
            if (threw) expect(heap.items).toEqual(before);
            else return;
          }
          expect(Array.from(items, () => heap.pop())).toEqual(items.toSorted((a, b) => a - b));
        },
      ),
      { seed: 1 },
    );
  });
});
