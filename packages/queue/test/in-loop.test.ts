import { createTask, gather, sleep, type Task } from '@x/event-loop';
import { explore, runVirtual } from '@x/event-loop/testing';
import { RuntimeError } from '@x/future';
import { fakeTimers } from '@x/test-kit/vitest';
import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { Queue, SimpleQueue } from '../src/index.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes.filter((mode) => mode.hasLoop))('Iterations in $name', ({ run }) => {
  it(
    'ITER-012 an item reaches the first of two getters in the next one, and the other waits on',
    run(function* (world) {
      const queue = new Queue<string>();
      const log: unknown[] = [];
      const getting = ['a', 'b'].map((name) =>
        world.start(function* () {
          const item = yield queue.get();
          log.push(name, item, world.iteration());
        }),
      );
      yield* world.settled();
      const trigger = world.iteration();
      queue.putNowait('item');
      yield* world.settled();
      expect(log).toEqual(['a', 'item', trigger + 1]);
      expect(getting[1]!.done()).toBe(false);
      queue.putNowait('another');
      yield getting[1]!.joined;
    }),
  );

  it(
    'ITER-012 room lets the first of two putters through in the next one, and the other waits on',
    run(function* (world) {
      const queue = new Queue<string>(1);
      queue.putNowait('item');
      const log: unknown[] = [];
      const putting = ['a', 'b'].map((name) =>
        world.start(function* () {
          yield queue.put(name);
          log.push(name, world.iteration());
        }),
      );
      yield* world.settled();
      const trigger = world.iteration();
      queue.getNowait();
      yield* world.settled();
      expect(log).toEqual(['a', trigger + 1]);
      expect(putting[1]!.done()).toBe(false);
      queue.getNowait();
      yield putting[1]!.joined;
    }),
  );

  it(
    'a getter that is cancelled after it was woken hands the item to the next, one iteration later',
    run(function* (world) {
      const queue = new Queue<string>();
      const log: unknown[] = [];
      const [cancelled, next] = ['a', 'b'].map((name) =>
        world.start(function* () {
          try {
            log.push(name, yield queue.get(), world.iteration());
          } catch (error) {
            log.push(name, (error as Error).name, world.iteration());
          }
        }),
      );
      yield* world.settled();
      const trigger = world.iteration();
      queue.putNowait('item');
      cancelled!.cancel();
      yield next!.joined;
      expect(log).toEqual(['a', 'CancelledError', trigger + 1, 'b', 'item', trigger + 2]);
    }),
  );
});

describe('A queue of another loop', () => {
  const full = (): Queue<number> => {
    const queue = new Queue<number>(1);
    queue.putNowait(1);
    return queue;
  };
  it.each<[string, object, (queue: never) => Promise<unknown>]>([
    ['get', new Queue(), (queue: Queue<number>) => queue.get()],
    ['put', full(), (queue: Queue<number>) => queue.put(2)],
    ['join', full(), (queue: Queue<number>) => queue.join()],
    ['SimpleQueue.get', new SimpleQueue(), (queue: SimpleQueue<number>) => queue.get()],
  ])('AQUE-033 is refused where it would wait: %s', async (_name, queue, use) => {
    await runVirtual(async () => {
      const waiting = createTask(() => use(queue as never));
      await sleep(0);
      waiting.cancel();
      await expect(waiting).rejects.toMatchObject({ name: 'CancelledError' });
    });
    await runVirtual(async () => {
      await expect(use(queue as never)).rejects.toThrow(RuntimeError);
      await expect(use(queue as never)).rejects.toThrow('is bound to a different event loop');
    });
  });

  it('AQUE-033 is not bound by calls that need not wait', async () => {
    const queue = new Queue<number>(1);
    for (let loop = 0; loop < 2; loop++) {
      await runVirtual(async () => {
        await queue.join();
        await queue.put(1);
        expect(await queue.get()).toBe(1);
        queue.taskDone();
      });
    }
  });
});

describe('A waiting task', () => {
  it('is named in a deadlock with what it waits for', async () => {
    const stuck = runVirtual(async () => {
      await new Queue().get();
    });
    await expect(stuck).rejects.toThrow(/Queue\.get\(\)/);
  });

  it('takes items with for await, on the clock of the loop', async () => {
    await runVirtual(async () => {
      const queue = new Queue<number>(1);
      const got: number[] = [];
      const reader = createTask(async () => {
        for await (const item of queue) {
          await sleep(3_600_000);
          got.push(item);
        }
      });
      for (let item = 0; item < 5; item++) await queue.put(item);
      queue.shutdown();
      await reader;
      expect(got).toEqual([0, 1, 2, 3, 4]);
    });
  });

  it('keeps its async context over a wait', async () => {
    const storage = new AsyncLocalStorage<string>();
    const queue = new Queue<string>();
    const seen = storage.run('getter', async () => `${await queue.get()} for ${storage.getStore()}`);
    storage.run('putter', () => queue.putNowait('item'));
    await expect(seen).resolves.toBe('item for getter');
  });
});

describe('Every legal order of a loop', () => {
  it('serves those who wait for items, and for room, as they came', async () => {
    await explore(
      async () => {
        const queue = new Queue<string>(2);
        const got: string[] = [];
        const getters: Task<unknown>[] = [];
        for (const name of ['a', 'b']) {
          getters.push(createTask(async () => got.push(name + (await queue.get()))));
          await sleep(1);
        }
        queue.putNowait('1');
        queue.putNowait('2');
        await gather(getters);
        expect(got).toEqual(['a1', 'b2']);

        queue.putNowait('3');
        queue.putNowait('4');
        const putters: Task<void>[] = [];
        for (const item of ['5', '6']) {
          putters.push(createTask(() => queue.put(item)));
          await sleep(1);
        }
        expect([queue.getNowait(), queue.getNowait()]).toEqual(['3', '4']);
        await gather(putters);
        expect([queue.getNowait(), queue.getNowait()]).toEqual(['5', '6']);
      },
      { runs: 200 },
    );
  });
});

describe('10,000 waiters', () => {
  it('are cancelled, woken and served', async () => {
    await runVirtual(async () => {
      const queue = new Queue<number>();
      const tasks = Array.from({ length: 10_000 }, () => createTask(() => queue.get()));
      await sleep(0);
      for (const [i, task] of tasks.entries()) if (i % 2 === 0) task.cancel();
      await sleep(0);
      expect(String(queue)).toMatch('_getters[5000]');
      for (let item = 0; item < 5_000; item++) queue.putNowait(item);
      const got = await Promise.all(tasks.filter((_, i) => i % 2 === 1));
      expect(got).toEqual(Array.from({ length: 5_000 }, (_, i) => i));
    });
  });
});
