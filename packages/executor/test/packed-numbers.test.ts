import { describe, expect, it } from 'vitest';
import { packNumbers, unpackNumbers } from '../src/worker/packed-numbers.ts';

const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index / 3);

describe('packNumbers', () => {
  it('keeps every number, the odd ones too', () => {
    const values = [NaN, -0, Infinity, -Infinity, Number.MIN_VALUE, ...numbers(100)];
    expect(unpackNumbers(packNumbers(values) as Float64Array)).toEqual(values);
  });

  it('leaves short lists, and lists that hold anything else', () => {
    expect(packNumbers(numbers(31))).toBeUndefined();
    expect(packNumbers(numbers(32))).toBeDefined();
    for (const other of ['1', 1n, null, undefined, {}]) {
      expect(packNumbers([...numbers(50), other, ...numbers(50)])).toBeUndefined();
      expect(packNumbers([other, ...numbers(50)])).toBeUndefined();
    }
    const holes = numbers(40);
    holes.length = 50;
    expect(packNumbers(holes)).toBeUndefined();
  });
});
