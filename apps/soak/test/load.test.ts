/** Many of everything, in bounded time and memory. Counts, not clocks, decide; the limits of time are those of the test. */
import { createTask, run, sleep } from '@x/event-loop';
import { ThreadPoolExecutor } from '@x/executor';
import { Queue } from '@x/queue';
import { Lock } from '@x/sync';
import { describe, expect, it } from 'vitest';

const MEGABYTE = 2 ** 20;
const TIME = 120_000;

describe('A load of', () => {
  it(
    'a million tasks on a thread pool settles all of them, and leaves none queued',
    async () => {
      const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
      const count = 1_000_000;
      let [done, sum] = [0, 0];
      const all = Promise.withResolvers<undefined>();
      for (let n = 0; n < count; n++) {
        executor
          .submit((value: number) => value, n)
          .addDoneCallback((future) => {
            sum += future.result();
            if (++done === count) all.resolve(undefined);
          });
      }
      await all.promise;
      expect(sum).toBe((count * (count - 1)) / 2);
      await executor.shutdown();
      expect(executor.stats).toEqual({ workers: 0, idle: 0, busy: 0, pending: 0, completed: count });
    },
    TIME,
  );

  it(
    'an endless input on a thread pool is read no further ahead than its buffer',
    async () => {
      const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
      const [count, buffersize] = [100_000, 64];
      let [read, taken, furthest] = [0, 0, 0];
      function* numbers(): Generator<number> {
        for (;;) {
          furthest = Math.max(furthest, read - taken);
          yield read++;
        }
      }
      for await (const value of executor.mapWith({ buffersize }, (n: number) => n, numbers())) {
        expect(value).toBe(taken);
        if (++taken === count) break;
      }
      expect(furthest).toBeLessThanOrEqual(buffersize);
      await executor.shutdown();
      expect(executor.stats).toMatchObject({ workers: 0, pending: 0 });
    },
    TIME,
  );

  it(
    '100,000 pending tasks, each with a timer, ends with all of them',
    async () => {
      const count = 100_000;
      let [pending, most] = [0, 0];
      await run(async () => {
        const tasks = Array.from({ length: count }, (_, n) =>
          createTask(async () => {
            pending += 1;
            most = Math.max(most, pending);
            await sleep(1_000 + (n % 50));
            pending -= 1;
          }),
        );
        for (const task of tasks) await task;
      });
      expect([pending, most]).toEqual([0, count]);
    },
    TIME,
  );

  it(
    '10,000 waiters on one lock serves them in turn',
    async () => {
      const lock = new Lock();
      const served: number[] = [];
      await run(async () => {
        const tasks = Array.from({ length: 10_000 }, (_, n) =>
          createTask(() =>
            lock.with(async () => {
              served.push(n);
              await sleep(0);
            }),
          ),
        );
        for (const task of tasks) await task;
      });
      expect(served).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
      expect(lock.locked()).toBe(false);
    },
    TIME,
  );

  it(
    'a million items through a bounded queue keeps memory flat',
    async () => {
      const queue = new Queue<Uint8Array>(16);
      let [longest, taken, bytes, most] = [0, 0, 0, 0];
      const before = process.memoryUsage().arrayBuffers;
      const produce = async (): Promise<void> => {
        for (let n = 0; n < 1_000_000; n++) {
          await queue.put(n % 100 === 0 ? new Uint8Array(100_000) : EMPTY);
          longest = Math.max(longest, queue.qsize());
        }
        queue.shutdown();
      };
      const producing = produce();
      for await (const item of queue) {
        taken += 1;
        bytes += item.length;
        // What is dropped waits for the collector; what is queued could not be collected.
        if (taken % 50_000 === 0) {
          await new Promise((resolve) => setImmediate(resolve));
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        }
      }
      await producing;
      expect([longest, taken, bytes]).toEqual([16, 1_000_000, 1_000_000_000]);
      // A part of what went through.
      expect(most).toBeLessThan(400 * MEGABYTE);
    },
    TIME,
  );
});

const EMPTY = new Uint8Array(0);
