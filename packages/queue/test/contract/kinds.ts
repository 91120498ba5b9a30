import { LifoQueue, PriorityQueue, Queue } from '../../src/index.ts';

/** One of the three queues, and the order in which it gives what was put. */
export interface Kind {
  readonly kind: 'Queue' | 'LifoQueue' | 'PriorityQueue';
  readonly make: <T>(maxsize?: number) => Queue<T>;
  /** What comes out after `items` went in. */
  readonly ordered: (items: readonly number[]) => number[];
}

export const kinds: Kind[] = [
  { kind: 'Queue', make: (maxsize) => new Queue(maxsize), ordered: (items) => items.slice() },
  { kind: 'LifoQueue', make: (maxsize) => new LifoQueue(maxsize), ordered: (items) => items.toReversed() },
  {
    kind: 'PriorityQueue',
    make: (maxsize) => new PriorityQueue(maxsize),
    ordered: (items) => items.toSorted((a, b) => a - b),
  },
];
