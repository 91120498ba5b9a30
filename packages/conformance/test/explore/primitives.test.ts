import { describe, expect, it } from 'vitest';
import { CancelledError, createTask, gather, sleep, type Task } from '@x/event-loop';
import { explore } from '@x/event-loop/testing';
import { LifoQueue, PriorityQueue, Queue, QueueShutDown, SimpleQueue } from '@x/queue';
import { Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Lock, Semaphore } from '@x/sync';

const ORDERS = 10_000;

/** Starts the tasks, cancels some of them at the same moment in which others hand on what they have, and waits for all. */
async function among(work: (index: number) => Promise<void>, count: number, victims: readonly number[]): Promise<void> {
  const tasks: Task<void>[] = [];
  for (let index = 0; index < count; index += 1) tasks.push(createTask(() => work(index), { name: `worker ${index}` }));
  const killer = createTask(async () => {
    await sleep(1);
    for (const victim of victims) {
      tasks[victim]?.cancel();
      await sleep(0);
    }
  });
  // A worker that was cancelled has done as it should; any other failure is that of the test.
  for (const outcome of await gather([...tasks, killer], { returnExceptions: true })) {
    if (outcome instanceof Error && !(outcome instanceof CancelledError)) throw outcome;
  }
}

/** Holds something for a millisecond, and sees that no more than `limit` hold it at once. */
function exclusive(acquire: () => Promise<unknown>, release: () => void, limit: number): () => Promise<void> {
  let inside = 0;
  return async () => {
    await acquire();
    inside += 1;
    try {
      expect(inside).toBeLessThanOrEqual(limit);
      await sleep(1);
    } finally {
      inside -= 1;
      release();
    }
  };
}

const bodies: Record<string, () => Promise<void>> = {
  async Lock() {
    const lock = new Lock();
    await among(
      exclusive(
        () => lock.acquire(),
        () => lock.release(),
        1,
      ),
      4,
      [1, 2],
    );
    expect(lock.locked()).toBe(false);
  },

  async Semaphore() {
    const semaphore = new Semaphore(2);
    await among(
      exclusive(
        () => semaphore.acquire(),
        () => semaphore.release(),
        2,
      ),
      5,
      [2, 3],
    );
    await semaphore.acquire();
    await semaphore.acquire();
    expect(semaphore.locked()).toBe(true);
  },

  async BoundedSemaphore() {
    const semaphore = new BoundedSemaphore(1);
    await among(
      exclusive(
        () => semaphore.acquire(),
        () => semaphore.release(),
        1,
      ),
      4,
      [0, 1],
    );
    expect(semaphore.locked()).toBe(false);
  },

  async Event() {
    const event = new Event();
    let passed = 0;
    await among(
      async (index) => {
        if (index === 0) {
          await sleep(1);
          event.set();
          event.clear();
          return;
        }
        await event.wait();
        passed += 1;
      },
      4,
      [2],
    );
    expect(passed).toBeGreaterThanOrEqual(2);
  },

  async Condition() {
    const condition = new Condition();
    let items = 0;
    let taken = 0;
    await among(
      async (index) => {
        await condition.acquire();
        try {
          if (index < 2) {
            items += 1;
            condition.notify();
            return;
          }
          await condition.waitFor(() => items > 0);
          items -= 1;
          taken += 1;
        } finally {
          condition.release();
        }
      },
      4,
      // A producer among the victims has produced by then.
      [0, 1],
    );
    expect([items, taken]).toEqual([0, 2]);
    expect(condition.locked()).toBe(false);
  },

  async Barrier() {
    const barrier = new Barrier(2);
    const places: number[] = [];
    await among(
      async () => {
        try {
          places.push(await barrier.wait());
        } catch (error) {
          if (!(error instanceof BrokenBarrierError)) throw error;
        }
      },
      4,
      [],
    );
    expect(places.sort()).toEqual([0, 0, 1, 1]);
    expect(barrier.nWaiting).toBe(0);
  },

  Queue: () => passItems(new Queue<number>(1)),
  LifoQueue: () => passItems(new LifoQueue<number>(1)),
  PriorityQueue: () => passItems(new PriorityQueue<number>(2)),
  SimpleQueue: () => passItems(new SimpleQueue<number>()),
};

/** Producers and consumers, one of which is cancelled while it waits: every item that got in comes out once. */
async function passItems(queue: Queue<number> | SimpleQueue<number>): Promise<void> {
  const sent: number[] = [];
  const received: number[] = [];
  const consume = async (): Promise<void> => {
    try {
      for (;;) received.push(await queue.get());
    } catch (error) {
      if (!(error instanceof QueueShutDown)) throw error;
    }
  };
  const consumers = [createTask(consume), createTask(consume), createTask(consume)];
  await among(
    async (index) => {
      for (const item of [10 * index, 10 * index + 1]) {
        await queue.put(item);
        sent.push(item);
        await sleep(1);
      }
    },
    3,
    [1],
  );
  consumers[0]?.cancel();
  await sleep(5);
  if (queue instanceof Queue) queue.shutdown();
  else for (const consumer of consumers) consumer.cancel();
  await gather(consumers, { returnExceptions: true });
  expect(received.toSorted(inOrder)).toEqual(sent.toSorted(inOrder));
}

const inOrder = (a: number, b: number): number => a - b;

describe(`${ORDERS} orders`, () => {
  it.each(Object.keys(bodies))('of %s lose and double nothing', { timeout: 120_000 }, async (name) => {
    await explore(bodies[name]!, { runs: ORDERS });
  });
});
