import { expect, it } from 'vitest';
import * as sync from '../src/index.ts';

it('exports these names and no others', () => {
  expect(Object.keys(sync).sort()).toMatchInlineSnapshot(`
    [
      "AsyncEvent",
      "Barrier",
      "BoundedSemaphore",
      "BrokenBarrierError",
      "Condition",
      "Event",
      "Lock",
      "Semaphore",
    ]
  `);
});

it('exports Event under a second name that hides nothing', () => {
  expect(sync.AsyncEvent).toBe(sync.Event);
});
