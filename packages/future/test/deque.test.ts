import { describe, expect, it } from 'vitest';
import { Deque } from '../src/context.ts';

describe('Deque', () => {
  it('is a queue at both ends, and nothing when empty', () => {
    const deque = new Deque<string>();
    expect([deque.shift(), deque.peek(), deque.size]).toEqual([undefined, undefined, 0]);
    deque.push('b');
    deque.push('c');
    deque.unshift('a');
    expect([deque.peek(), deque.size, [...deque]]).toEqual(['a', 3, ['a', 'b', 'c']]);
    expect([deque.shift(), deque.shift(), deque.shift(), deque.shift()]).toEqual(['a', 'b', 'c', undefined]);
  });

  it('keeps the order while it grows, shrinks and wraps', () => {
    const deque = new Deque<number>();
    let next = 0;
    let taken = 0;
    for (const [adds, takes] of [
      [10, 7],
      [100, 50],
      [1_000, 1_040],
      [20, 33],
      [5, 5],
    ] as const) {
      for (let i = 0; i < adds; i++) deque.push(next++);
      for (let i = 0; i < takes; i++) expect(deque.shift()).toBe(taken++);
      expect([...deque]).toEqual(Array.from({ length: next - taken }, (_, i) => taken + i));
    }
    expect(deque.size).toBe(0);
  });

  it('grows at the head too', () => {
    const deque = new Deque<number>();
    for (let i = 0; i < 100; i++) deque.unshift(i);
    expect([...deque]).toEqual(Array.from({ length: 100 }, (_, i) => 99 - i));
  });

  it('keeps undefined as an item', () => {
    const deque = new Deque<undefined>();
    deque.push(undefined);
    expect(deque.size).toBe(1);
    deque.shift();
    expect(deque.size).toBe(0);
  });

  it('is empty after clear(), and can be used again', () => {
    const deque = new Deque<number>();
    for (let i = 0; i < 100; i++) deque.push(i);
    deque.clear();
    deque.push(1);
    expect([...deque]).toEqual([1]);
  });
});
