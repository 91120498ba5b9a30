import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '../src/index.ts';

function drained<T>(queue: PriorityQueue<T>): T[] {
  const items: T[] = [];
  while (!queue.empty()) items.push(queue.getNowait());
  return items;
}

function ordered<T>(...items: T[]): T[] {
  const queue = new PriorityQueue<T>();
  for (const item of items) queue.putNowait(item);
  return drained(queue);
}

describe('PriorityQueue, default order', () => {
  it('AQUE-034 orders numbers, strings, dates and bigints as < does', () => {
    expect(ordered(3, -1, 2.5, Infinity, -0)).toEqual([-1, -0, 2.5, 3, Infinity]);
    expect(ordered('b', 'a', 'ab', '')).toEqual(['', 'a', 'ab', 'b']);
    expect(ordered(new Date(2), new Date(1))).toEqual([new Date(1), new Date(2)]);
    expect(ordered<number | bigint | boolean>(2n, 1, 3n, true, false)).toEqual([false, 1, true, 2n, 3n]);
  });

  it('QUE-031 AQUE-034 orders arrays element by element, a shorter one first', () => {
    expect(ordered([1, 'b'], [1, 'a'])).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
    expect(ordered([2], [1, 9], [1], [])).toEqual([[], [1], [1, 9], [2]]);
    expect(ordered([1, [2, 'b']], [1, [2, 'a']], [0, [9, 'z']])).toEqual([
      [0, [9, 'z']],
      [1, [2, 'a']],
      [1, [2, 'b']],
    ]);
  });

  it('passes over elements that are the same, whatever they are', () => {
    const job = { name: 'job' };
    expect(ordered([1, job, 2], [1, job, 1], [0, null, 3], [0, null, 2])).toEqual([
      [0, null, 2],
      [0, null, 3],
      [1, job, 1],
      [1, job, 2],
    ]);
  });

  it('QUE-033 keeps equal items in the order in which they were put', () => {
    const queue = new PriorityQueue<[number, ...unknown[]]>(0, { compare: (a, b) => a[0] - b[0] });
    const items = Array.from({ length: 200 }, (_, i): [number, number] => [i % 3, i]);
    for (const item of items) queue.putNowait(item);
    const expected = items.toSorted((a, b) => a[0] - b[0]);
    expect(drained(queue)).toEqual(expected);
  });
});

describe('PriorityQueue, items without an order', () => {
  it.each<[string, unknown, unknown]>([
    ['a number and a string', 1, 'a'],
    ['objects', { a: 1 }, { a: 1 }],
    ['NaN', 1, NaN],
    ['undefined', undefined, undefined],
    ['null', null, 0],
    ['an array and a number', [1], 1],
    ['arrays that differ in kind', [1, 'a'], [1, 2]],
    ['an invalid date', new Date(0), new Date(NaN)],
  ])('QUE-032 refuses %s with a TypeError, and the second one does not enter', async (_name, first, second) => {
    const queue = new PriorityQueue<unknown>();
    queue.putNowait(first);
    expect(() => queue.putNowait(second)).toThrow(TypeError);
    await expect(queue.put(second)).rejects.toThrow(/^items without an order: .*; give the queue a compare function$/);
    expect([queue.qsize(), queue.unfinishedTasks]).toEqual([1, 1]);
    expect(queue.getNowait()).toBe(first);
    queue.taskDone();
    await queue.join();
  });

  it('QUE-032 a refused put that had waited leaves the room to the next', async () => {
    const queue = new PriorityQueue<unknown>(2);
    queue.putNowait(1);
    queue.putNowait(2);
    const refused = queue.put('a');
    const next = queue.put(3);
    expect(queue.getNowait()).toBe(1);
    await expect(refused).rejects.toThrow(TypeError);
    await next;
    expect([queue.getNowait(), queue.getNowait()]).toEqual([2, 3]);
  });
});

describe('PriorityQueue, compare', () => {
  it('QUE-034 AQUE-034 decides for put and get', () => {
    const queue = new PriorityQueue<{ urgency: number }>(0, { compare: (a, b) => b.urgency - a.urgency });
    for (const urgency of [1, 3, 2]) queue.putNowait({ urgency });
    expect(drained(queue).map(({ urgency }) => urgency)).toEqual([3, 2, 1]);
  });

  it('refuses what is no function', () => {
    expect(() => new PriorityQueue(0, { compare: 'asc' as never })).toThrow(
      new TypeError("compare must be a function, got 'asc'"),
    );
  });

  it.each([NaN, undefined as never, 'less' as never])(
    'refuses the answer %s, and the item does not enter',
    (answer) => {
      const queue = new PriorityQueue<number>(0, { compare: () => answer });
      queue.putNowait(1);
      expect(() => queue.putNowait(2)).toThrow(/^compare must give a number, got .* for 2 and 1$/);
      expect(queue.qsize()).toBe(1);
    },
  );

  it('that fails at a get changes nothing, and the queue goes on', async () => {
    let broken = false;
    const queue = new PriorityQueue<number>(0, {
      compare(a, b) {
        if (broken) throw new Error('compare');
        return a - b;
      },
    });
    const items = [5, 3, 4, 1, 2, 9, 7];
    for (const item of items) queue.putNowait(item);
    broken = true;
    await expect(queue.get()).rejects.toThrow('compare');
    expect(() => queue.putNowait(6)).toThrow('compare');
    broken = false;
    expect(queue.qsize()).toBe(7);
    expect(drained(queue)).toEqual(items.toSorted());
  });
});
