/** Each invariant is seen to fail: the rooms play with things that have one defect each. */
import { open } from '@x/async-fs';
import { ThreadPoolExecutor, type WorkerExecutor } from '@x/executor';
import { Future } from '@x/future';
import { ThreadPool } from '@x/pool';
import { Queue } from '@x/queue';
import { Lock } from '@x/sync';
import { describe, expect, it } from 'vitest';
import { note } from '../src/journal.ts';
import type { BlockingPlan } from '../src/rooms/blocking/plan.ts';
import { playBlocking } from '../src/rooms/blocking/play.ts';
import type { ExecutorPlan } from '../src/rooms/executors/plan.ts';
import { playExecutor } from '../src/rooms/executors/play.ts';
import { playFiles } from '../src/rooms/files/play.ts';
import type { Open } from '../src/rooms/files/writing.ts';
import { beginLife } from '../src/rooms/lives/life.ts';
import type { LifePlan } from '../src/rooms/lives/plan.ts';
import { playLives } from '../src/rooms/lives/play.ts';
import type { PoolPlan } from '../src/rooms/pools/plan.ts';
import { playPool } from '../src/rooms/pools/play.ts';
import type { QueuePlan } from '../src/rooms/queues/plan.ts';
import { playQueue, type Item } from '../src/rooms/queues/play.ts';
import { checkBooks } from '../src/rooms/shared-queues/play.ts';
import { createBooks } from '../src/rooms/shared-queues/books.ts';
import type { Thread } from '../src/rooms/shared-queues/plan.ts';
import { playTasks } from '../src/rooms/tasks/play.ts';
import { Stage } from '../src/stage.ts';
import type { Violation } from '../src/violation.ts';

async function violationsOf(play: (stage: Stage) => Promise<void> | void): Promise<readonly Violation[]> {
  const stage = new Stage();
  await play(stage);
  await stage.close();
  return stage.violations;
}

const found = (invariant: Violation['invariant'], text: RegExp): unknown =>
  expect.arrayContaining([{ invariant, text: expect.stringMatching(text) as string }]);

type SubmitWith = WorkerExecutor['submitWith'];

describe('An executor', () => {
  const plan: ExecutorPlan = {
    setup: {
      kind: 'threads',
      workers: 1,
      onWorkerLost: 'replace',
      minWorkers: 0,
      hasSmallHeap: false,
      end: 'shutdown',
    },
    steps: [
      { do: 'submit', work: { kind: 'echo' }, copies: 3 },
      { do: 'submit', work: { kind: 'sleep', amount: 1 }, copies: 1, cancelAfter: 0 },
    ],
  };
  const playWith = (plant: (submit: SubmitWith) => SubmitWith): Promise<readonly Violation[]> =>
    violationsOf((stage) =>
      playExecutor(plan, stage, () => {
        const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
        executor.submitWith = plant(
          (...given) => ThreadPoolExecutor.prototype.submitWith.apply(executor, given as never) as never,
        );
        return executor;
      }),
    );

  it('without a defect violates nothing', async () => {
    expect(await playWith((submit) => submit)).toEqual([]);
  });

  it('that settles twice', async () => {
    const violations = await playWith((submit) => (options, fn, ...args) => {
      const future = submit(options, fn, ...args);
      const add = future.addDoneCallback.bind(future);
      future.addDoneCallback = (callback) => {
        add(callback);
        add(callback);
      };
      return future;
    });
    expect(violations).toEqual(found('every task settles exactly once', /2 callbacks/));
  });

  it('that runs a task twice', async () => {
    const violations = await playWith((submit) => (options, fn, ...args) => {
      void submit(options, fn, ...args);
      return submit(options, fn, ...args);
    });
    expect(violations).toEqual(found('no task runs twice, or after it was cancelled', /ran 2 times/));
  });

  it('that runs what it says it has cancelled', async () => {
    const violations = await playWith((submit) => (options, fn, ...args) => {
      const running = submit(options, fn, ...args);
      const shown = new Future<Awaited<ReturnType<typeof fn>>>();
      running.addDoneCallback(() => {
        if (!shown.done()) shown.setResult(running.result());
      });
      return shown;
    });
    expect(violations).toEqual(
      found('no task runs twice, or after it was cancelled', /1 times after it was cancelled/),
    );
  });

  it('that gives another answer', async () => {
    const violations = await playWith((submit) => (options, fn, ...args) => {
      const wrong = new Future<Awaited<ReturnType<typeof fn>>>();
      submit(options, fn, ...args).addDoneCallback(() => {
        if (!wrong.done()) wrong.setResult(-1 as never);
      });
      return wrong;
    });
    expect(violations).toEqual(found('every outcome is the right one', /expected 0, got -1/));
  });
});

describe('A pool', () => {
  const plan: PoolPlan = {
    setup: { kind: 'threads', processes: 1, end: 'close' },
    steps: [{ do: 'imap', count: 6, chunksize: 1 }],
  };

  it('without a defect violates nothing', async () => {
    expect(await violationsOf((stage) => playPool(plan, stage))).toEqual([]);
  });

  it('whose imap() skips a result', async () => {
    class Skipping extends ThreadPool {
      override imap: ThreadPool['imap'] = (fn, items, options) => {
        const results = super.imap(fn, items, options);
        void results.next();
        return results;
      };
    }
    const violations = await violationsOf((stage) => playPool(plan, stage, () => new Skipping(1)));
    expect(violations).toEqual(found('no item is lost or doubled', /imap\(\) gave 1 2/));
  });
});

describe('A pool that is blocked for', () => {
  const plan: BlockingPlan = {
    setup: { kind: 'threads', processes: 1, end: 'close' },
    steps: [
      { do: 'apply', kind: 'exit', copies: 2 },
      { do: 'starmap', count: 3 },
    ],
  };

  it('without a defect violates nothing', async () => {
    expect(await violationsOf((stage) => playBlocking(plan, stage))).toEqual([]);
  });

  it('whose starmapSync() skips a result', async () => {
    class Skipping extends ThreadPool {
      override starmapSync: ThreadPool['starmapSync'] = (fn, items, options) =>
        super.starmapSync(fn, items, options).slice(1);
    }
    const violations = await violationsOf((stage) => playBlocking(plan, stage, () => new Skipping(1)));
    expect(violations).toEqual(found('every outcome is the right one', /starmapSync\(\) gave \[4,5\]/));
  });
});

describe('A thread or process', () => {
  const plan: LifePlan = {
    setup: { end: 'joinSync' },
    steps: [
      { do: 'thread', kind: 'fail', amount: 0, daemon: false },
      { do: 'process', kind: 'exit', amount: 0, daemon: false, endAfter: 0 },
      { do: 'timer', interval: 1 },
    ],
  };

  it('without a defect violates nothing', async () => {
    expect(await violationsOf((stage) => playLives(plan, stage))).toEqual([]);
  });

  it('that runs twice', async () => {
    const violations = await violationsOf((stage) =>
      playLives(plan, stage, (step, journal, id) => {
        if (id === 1) note(journal, id);
        return beginLife(step, journal, id);
      }),
    );
    expect(violations).toEqual(found('no task runs twice, or after it was cancelled', /1 \(exit\).*ran 2 times/));
  });

  it('that fails in silence', async () => {
    const violations = await violationsOf((stage) =>
      playLives(plan, stage, (step, journal, id) => ({ ...beginLife(step, journal, id), uncaught: [] })),
    );
    expect(violations).toEqual(found('every outcome is the right one', /expected \[RangeError: failure 0\], got \[\]/));
  });

  it('that ends with another code', async () => {
    const violations = await violationsOf((stage) =>
      playLives(plan, stage, (step, journal, id) => {
        const wrong = step.do === 'process' ? { ...step, kind: 'echo' as const } : step;
        const right = beginLife(step, journal, id);
        return { ...beginLife(wrong, journal, id), judge: () => right.judge() };
      }),
    );
    expect(violations).toEqual(found('every outcome is the right one', /expected the exit code 7/));
  });
});

describe('A queue', () => {
  const plan: QueuePlan = {
    setup: { kind: 'Queue', maxsize: 2, mode: 'virtual' },
    steps: [
      { do: 'put', count: 8, gap: 0, how: 'wait', timeout: 5 },
      { do: 'get', count: 8, gap: 0, how: 'wait', timeout: 5 },
    ],
  };

  it('without a defect violates nothing', async () => {
    expect(await violationsOf((stage) => playQueue(plan, stage))).toEqual([]);
  });

  it('that loses an item', async () => {
    class Losing extends Queue<Item> {
      protected override putItem(item: Item): void {
        if (item[1] !== 3) super.putItem(item);
      }
    }
    const violations = await violationsOf((stage) => playQueue(plan, stage, () => new Losing(2)));
    expect(violations).toEqual(found('no item is lost or doubled', /item 3 went in, and never came out/));
  });

  it('that gives an item twice', async () => {
    class Doubling extends Queue<Item> {
      protected override putItem(item: Item): void {
        super.putItem(item);
        if (item[1] === 3) super.putItem(item);
      }
    }
    const violations = await violationsOf((stage) => playQueue(plan, stage, () => new Doubling(2)));
    expect(violations).toEqual(found('no item is lost or doubled', /item 3 came out 2 times/));
  });
});

describe('The books of a shared queue', () => {
  const threads: Thread[] = [
    { do: 'put', how: 'blocking', count: 3, isWatched: true },
    { do: 'get', how: 'blocking', count: 0, isWatched: true },
  ];
  const books = (got: readonly number[]): ReturnType<typeof createBooks> => {
    const made = createBooks(threads.length);
    made.puts.set([3, 3]);
    made.got.set(got);
    return made;
  };

  it.each([
    { got: [1, 1, 1], text: undefined },
    { got: [1, 0, 1], text: /item 1 of thread 0 is lost/ },
    { got: [1, 2, 1], text: /item 1 of thread 0 came out 2 times/ },
    { got: [1, 1, 1, 1], text: /item 3 of thread 0 came out, and never went in/ },
  ])('with $got', async ({ got, text }) => {
    const violations = await violationsOf((stage) => checkBooks(books(got), threads, stage));
    expect(violations).toEqual(text === undefined ? [] : found('no item is lost or doubled', text));
  });
});

describe('A lock', () => {
  const steps = [1, 2].map(() => ({ actions: [{ do: 'lock' as const, time: 3, timeout: 5 }], isGenerator: false }));
  const plan = { setup: { mode: 'virtual' as const, permits: 1, parties: 1 }, steps };

  it('without a defect violates nothing', async () => {
    expect(await violationsOf((stage) => playTasks(plan, stage))).toEqual([]);
  });

  it('that admits two', async () => {
    class Open extends Lock {
      override acquire(): Promise<true> {
        return Promise.resolve(true);
      }
      override release(): void {
        // Nothing was taken.
      }
    }
    const violations = await violationsOf((stage) => playTasks(plan, stage, () => new Open()));
    expect(violations).toEqual(found('every outcome is the right one', /2 hold the lock/));
  });

  it('that is never given back', async () => {
    class Kept extends Lock {
      override release(): void {
        // Forgotten.
      }
    }
    const violations = await violationsOf((stage) => playTasks(plan, stage, () => new Kept()));
    expect(violations).toEqual(found('nothing is left behind', /the lock is held/));
  });
});

describe('A file', () => {
  const pieces = [{ size: 3 }, { size: 4 }];
  const plan = { setup: {}, steps: [{ do: 'write' as const, pieces, mode: 'wb' as const, end: 'close' as const }] };

  it('without a defect violates nothing', async () => {
    expect(await violationsOf((stage) => playFiles(plan, stage))).toEqual([]);
  });

  it('that drops what it has taken', async () => {
    const dropping: Open = async (path, mode) => {
      const file = await open(path, mode);
      const write = file.write.bind(file) as (data: Uint8Array) => Promise<number>;
      return Object.assign(file, {
        write: (data: Uint8Array) => (data[1] === 0x31 ? Promise.resolve(0) : write(data)),
      });
    };
    const violations = await violationsOf((stage) => playFiles(plan, stage, dropping));
    expect(violations).toEqual(found('files hold what was written', /piece 1 is missing/));
  });
});
