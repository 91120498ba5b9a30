import { createTask, currentTask, getRunningLoop, run, sleep } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { RuntimeError } from '@x/future';
import { fakeTimers, type Started, type World } from '@x/test-kit/vitest';
import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { Barrier, Condition, Event, Lock, Semaphore, type Hold } from '../src/index.ts';
import { modes } from './modes.ts';

fakeTimers();

/** Starts two or three bodies that note when they got what they wait for, and lets them get to it. */
function* noted(
  world: World,
  names: string,
  wait: (name: string) => Generator<unknown, void, unknown>,
): Generator<unknown, { log: [string, number][]; tasks: Started[] }, unknown> {
  const log: [string, number][] = [];
  const tasks = Array.from(names, (name) =>
    world.start(function* () {
      yield* wait(name);
      log.push([name, world.iteration()]);
    }),
  );
  yield* world.settled();
  return { log, tasks };
}

/** The log with iterations counted from the trigger. */
const since = (log: readonly [string, number][], trigger: number): [string, number][] =>
  log.map(([name, iteration]) => [name, iteration - trigger]);

describe.each(modes.filter((mode) => mode.hasLoop))('Iterations in $name', ({ run }) => {
  it(
    'ITER-010 a lock passes through one waiter in each',
    run(function* (world) {
      const lock = new Lock();
      yield lock.acquire();
      const log: [string, number][] = [];
      const tasks = ['a', 'b'].map((name) =>
        world.start(function* () {
          yield lock.acquire();
          log.push([name, world.iteration()]);
          lock.release();
        }),
      );
      yield* world.settled();
      const trigger = world.iteration();
      lock.release();
      for (const task of tasks) yield task.joined;
      expect(since(log, trigger)).toEqual([
        ['a', 1],
        ['b', 2],
      ]);
    }),
  );

  it(
    'ITER-011 an event wakes all waiters in the next one',
    run(function* (world) {
      const event = new Event();
      const { log, tasks } = yield* noted(world, 'ab', function* () {
        yield event.wait();
      });
      const trigger = world.iteration();
      event.set();
      for (const task of tasks) yield task.joined;
      expect(since(log, trigger)).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
    }),
  );

  it(
    'ITER-013 two releases of a semaphore wake two waiters in the next one',
    run(function* (world) {
      const semaphore = new Semaphore(0);
      const { log, tasks } = yield* noted(world, 'abc', function* () {
        yield semaphore.acquire();
      });
      const trigger = world.iteration();
      semaphore.release();
      semaphore.release();
      yield* world.settled();
      expect(since(log, trigger)).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
      expect(tasks[2]!.done()).toBe(false);
      semaphore.release();
      yield tasks[2]!.joined;
    }),
  );

  it(
    'ITER-014 notifyAll() and release() let all waiters of a condition through in the next one, if they end at once',
    run(function* (world) {
      const condition = new Condition();
      const log: [string, number][] = [];
      const tasks = ['a', 'b'].map((name) =>
        world.start(function* () {
          using _ = (yield condition.hold()) as Hold;
          yield condition.wait();
          log.push([name, world.iteration()]);
        }),
      );
      yield* world.settled();
      const trigger = world.iteration();
      yield condition.acquire();
      condition.notifyAll();
      condition.release();
      for (const task of tasks) yield task.joined;
      expect(since(log, trigger)).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
    }),
  );

  it(
    'a barrier lets the last through at once, and the others in the next one',
    run(function* (world) {
      const barrier = new Barrier(3);
      const { log, tasks } = yield* noted(world, 'ab', function* () {
        yield barrier.wait();
      });
      const trigger = world.iteration();
      yield barrier.wait();
      expect(world.iteration()).toBe(trigger);
      for (const task of tasks) yield task.joined;
      expect(since(log, trigger)).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
    }),
  );

  it(
    'a lock that was acquired cannot be taken away by a cancel that comes later in the same iteration',
    run(function* (world) {
      const lock = new Lock();
      yield lock.acquire();
      const waiter = world.start(function* () {
        yield lock.acquire();
        world.start(function* () {
          waiter.cancel();
          yield world.turn();
        });
        try {
          yield world.sleep(10);
        } finally {
          lock.release();
        }
      });
      yield* world.settled();
      lock.release();
      yield* world.settled();
      expect(lock.locked()).toBe(false);
    }),
  );
});

describe('A primitive of another loop', () => {
  const uses: [string, object, (primitive: never) => Promise<unknown>][] = [
    ['Lock.acquire', new Lock(), (lock: Lock) => lock.acquire()],
    ['Semaphore.acquire', new Semaphore(0), (semaphore: Semaphore) => semaphore.acquire()],
    ['Event.wait', new Event(), (event: Event) => event.wait()],
    ['Barrier.wait', new Barrier(2), (barrier: Barrier) => barrier.wait()],
  ];

  it.each(uses)('COND-013 is refused where it would wait: %s', async (_name, primitive, use) => {
    if (primitive instanceof Lock) await primitive.acquire();
    await runVirtual(async () => {
      const waiting = createTask(() => use(primitive as never));
      await sleep(0);
      waiting.cancel();
      await expect(waiting).rejects.toMatchObject({ name: 'CancelledError' });
    });
    await runVirtual(async () => {
      await expect(use(primitive as never)).rejects.toThrow(RuntimeError);
      await expect(use(primitive as never)).rejects.toThrow(/^<\w+ #\d+ \[.*\]> is bound to a different event loop$/);
    });
  });

  it('COND-013 is not bound by calls that do not wait', async () => {
    const lock = new Lock();
    const condition = new Condition({ lock });
    const barrier = new Barrier(1);
    for (let loop = 0; loop < 2; loop++) {
      await runVirtual(async () => {
        await lock.acquire();
        await condition.waitFor(() => true);
        lock.release();
        await barrier.wait();
        await barrier.reset();
      });
    }
    await runVirtual(async () => {
      await condition.acquire();
      await expect(condition.wait({ timeout: 10 })).rejects.toMatchObject({ name: 'TimeoutError' });
      condition.release();
    });
    await runVirtual(async () => {
      await condition.acquire();
      await expect(condition.wait()).rejects.toThrow('is bound to a different event loop');
      expect(condition.locked()).toBe(true);
      condition.release();
    });
  });

  it('COND-013 is refused to a condition that shares the lock, when it has to wait for it again', async () => {
    const lock = new Lock();
    await lock.acquire();
    await runVirtual(() => lock.acquire({ timeout: 1 }).catch(() => undefined));
    lock.release();
    await runVirtual(async () => {
      const condition = new Condition({ lock });
      await condition.acquire();
      const waiting = createTask(() => condition.wait());
      await sleep(0);
      await condition.acquire();
      condition.notify();
      await expect(waiting).rejects.toThrow(/^<Lock .*> is bound to a different event loop$/);
    });
  });
});

describe('A waiting task', () => {
  it('is named in a deadlock with what it waits for', async () => {
    const stuck = runVirtual(async () => {
      const lock = new Lock();
      await lock.acquire();
      await lock.acquire();
    });
    await expect(stuck).rejects.toThrow(/Lock\.acquire\(\)/);
  });

  it('runs on the clock of its loop', async () => {
    await runVirtual(async () => {
      const start = getRunningLoop().time();
      await expect(new Event().wait({ timeout: 3_600_000 })).rejects.toMatchObject({ timeout: 3_600_000 });
      expect(getRunningLoop().time() - start).toBe(3_600_000);
    });
  });
});

describe('Condition.waitFor', () => {
  it('asks its predicate as code of the waiting task', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen = new Set<string>();
    await run(async () => {
      const condition = new Condition();
      let open = false;
      const predicate = (): boolean => {
        seen.add(`${currentTask()?.getName()} ${storage.getStore()}`);
        return open;
      };
      const native = storage.run('of native', () =>
        createTask(() => condition.with(() => condition.waitFor(predicate)), { name: 'native' }),
      );
      const generator = storage.run('of generator', () =>
        createTask(
          function* () {
            using _ = (yield condition.hold()) as Hold;
            yield condition.waitFor(predicate);
          },
          { name: 'generator' },
        ),
      );
      await sleep(0);
      await storage.run('of notifier', () =>
        condition.with(() => {
          open = true;
          condition.notifyAll();
        }),
      );
      await native;
      await generator;
    });
    expect(seen).toEqual(new Set(['native of native', 'generator of generator']));
  });

  it('asks its predicate in the async context of the caller, outside a loop too', async () => {
    const storage = new AsyncLocalStorage<string>();
    const condition = new Condition();
    const seen: unknown[] = [];
    const waiting = storage.run('caller', () =>
      condition.with(() => condition.waitFor(() => seen.push(storage.getStore()) > 1)),
    );
    await storage.run('notifier', () => condition.with(() => condition.notify()));
    await waiting;
    expect(seen).toEqual(['caller', 'caller']);
  });
});

describe('Lock.with', () => {
  it('calls its function in the async context of the caller', async () => {
    const storage = new AsyncLocalStorage<string>();
    const lock = new Lock();
    await lock.acquire();
    const seen = storage.run('caller', () => lock.with(() => storage.getStore()));
    storage.run('releaser', () => lock.release());
    await expect(seen).resolves.toBe('caller');
  });
});

describe('10,000 waiters', () => {
  it('are cancelled, woken and served', async () => {
    await runVirtual(async () => {
      const lock = new Lock();
      await lock.acquire();
      let served = 0;
      const tasks = Array.from({ length: 10_000 }, () =>
        createTask(async () => {
          await lock.acquire();
          served++;
          lock.release();
        }),
      );
      await sleep(0);
      for (const [i, task] of tasks.entries()) if (i % 2 === 0) task.cancel();
      await sleep(0);
      expect(String(lock)).toMatch('waiters:5000');
      lock.release();
      for (const [i, task] of tasks.entries()) if (i % 2 === 1) await task;
      expect(served).toBe(5_000);
      expect(String(lock)).toMatch(/\[unlocked\]>$/);
    });
  });
});
