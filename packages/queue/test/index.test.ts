import { expect, it } from 'vitest';
import * as queue from '../src/index.ts';

it('exports these names and no others', () => {
  expect(Object.keys(queue).sort()).toMatchInlineSnapshot(`
    [
      "Empty",
      "Full",
      "LifoQueue",
      "PriorityQueue",
      "Queue",
      "QueueEmpty",
      "QueueFull",
      "QueueShutDown",
      "ShutDown",
      "SimpleQueue",
    ]
  `);
});

it('exports the errors under the names of both Python modules', () => {
  expect([queue.Empty, queue.Full, queue.ShutDown]).toEqual([queue.QueueEmpty, queue.QueueFull, queue.QueueShutDown]);
});
