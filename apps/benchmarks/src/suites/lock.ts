import { createTask, gather, run, sleep, type Steps } from '@x/event-loop';
import { Lock, Semaphore } from '@x/sync';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Contestant, type Suite } from '../suite.ts';

const TASKS = 1_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A thousand tasks that all wait for one lock take it in turn, `size` times in all. */
export const lock: Suite = {
  name: 'lock',
  title: 'a thousand tasks take one lock in turn',
  unit: 'locks/s',
  better: 'more',
  size: { full: 200_000, quick: 20_000 },
  contestants: taking(1),
};

/** The same, and each task gives way once while it has the lock, so that I/O has its turn with all of them. */
export const lockHeld: Suite = {
  ...lock,
  name: 'lock-held',
  title: 'a thousand tasks take one lock in turn, and give way while they have it',
  contestants: taking(1, true),
};

/** As {@link lock}, with sixteen permits. */
export const semaphore: Suite = {
  ...lock,
  name: 'semaphore',
  title: 'a thousand tasks take one of sixteen permits in turn',
  contestants: taking(16),
};

/** One task takes a lock that nobody else wants, `size` times. */
export const lockUncontended: Suite = {
  ...lock,
  name: 'lock-uncontended',
  title: 'take a lock that is free',
  size: { full: 2_000_000, quick: 100_000 },
  contestants: [
    { name: '@x native', role: 'ours', run: (size) => run(() => takeAlone(new Lock(), size)) },
    {
      name: '@x generator',
      role: 'ours',
      run: (size) =>
        run(() => {
          const shared = new Lock();
          const work = function* (): Steps<void> {
            for (let i = 0; i < size; i += 1) {
              yield shared.acquire();
              shared.release();
            }
          };
          return perSecond(size, () => createTask(work));
        }),
    },
    { name: '@x, plain promises', role: 'ours', run: (size) => takeAlone(new Lock(), size) },
    {
      name: 'async-mutex',
      role: 'peer',
      async run(size) {
        const { Semaphore: TheirSemaphore } = await import('async-mutex');
        return takeAlone(new TheirSemaphore(1), size);
      },
    },
    {
      name: 'async-sema',
      role: 'peer',
      async run(size) {
        const { Sema } = await import('async-sema');
        return takeAlone(new Sema(1), size);
      },
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    lock = asyncio.Lock()
    start = time.perf_counter()
    for _ in range(n):
        await lock.acquire()
        lock.release()
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ],
};

/** What is locked and unlocked again and again; waiting gives way to the loop where there is one. */
interface Lockable {
  acquire(): PromiseLike<unknown>;
  release(): void;
}

function taking(permits: number, givesWay = false): readonly Contestant[] {
  const ours = (): Lockable => (permits === 1 ? new Lock() : new Semaphore(permits));
  return [
    { name: '@x native', role: 'ours', run: (size) => run(() => takeInTasks(ours(), permits, size, givesWay)) },
    { name: '@x generator', role: 'ours', run: (size) => run(() => takeInGenerators(ours(), permits, size, givesWay)) },
    { name: '@x, plain promises', role: 'ours', run: (size) => takeInPromises(ours(), permits, size, givesWay) },
    {
      name: 'async-mutex',
      role: 'peer',
      async run(size) {
        const { Semaphore: TheirSemaphore } = await import('async-mutex');
        return takeInPromises(new TheirSemaphore(permits), permits, size, givesWay);
      },
    },
    {
      name: 'async-sema',
      role: 'peer',
      async run(size) {
        const { Sema } = await import('async-sema');
        return takeInPromises(new Sema(permits, { capacity: TASKS }), permits, size, givesWay);
      },
    },
    {
      name: 'effect',
      role: 'peer',
      async run(size) {
        const [Effect, TheirSemaphore] = [await import('effect/Effect'), await import('effect/Semaphore')];
        const shared = TheirSemaphore.makeUnsafe(permits);
        const work = Effect.gen(function* () {
          for (let i = 0; i < size / TASKS; i += 1) {
            yield* shared.take(1);
            if (givesWay) yield* Effect.yieldNow;
            yield* shared.release(1);
          }
        });
        const release = Effect.gen(function* () {
          yield* Effect.yieldNow;
          yield* shared.release(permits);
        });
        const all = Effect.all([...Array.from({ length: TASKS }, () => work), release], {
          concurrency: 'unbounded',
          discard: true,
        });
        await Effect.runPromise(shared.take(permits));
        return perSecond(size, () => Effect.runPromise(all));
      },
    },
    ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    shared = asyncio.Semaphore(${permits}) if ${permits} > 1 else asyncio.Lock()
    async def work():
        for _ in range(n // ${TASKS}):
            await shared.acquire()${givesWay ? '; await asyncio.sleep(0)' : ''}
            shared.release()
    for _ in range(${permits}): await shared.acquire()
    tasks = [asyncio.create_task(work()) for _ in range(${TASKS})]
    await asyncio.sleep(0)
    start = time.perf_counter()
    for _ in range(${permits}): shared.release()
    await asyncio.gather(*tasks)
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ];
}

function takeAlone(shared: Lockable, size: number): Promise<number> {
  return perSecond(size, async () => {
    for (let i = 0; i < size; i += 1) {
      await shared.acquire();
      shared.release();
    }
  });
}

function takeInTasks(shared: Lockable, permits: number, size: number, givesWay: boolean): Promise<number> {
  const work = async (): Promise<void> => {
    for (let i = 0; i < size / TASKS; i += 1) {
      await shared.acquire();
      if (givesWay) await sleep(0);
      shared.release();
    }
  };
  return inTasks(shared, permits, size, work);
}

function takeInGenerators(shared: Lockable, permits: number, size: number, givesWay: boolean): Promise<number> {
  const work = function* (): Steps<void> {
    for (let i = 0; i < size / TASKS; i += 1) {
      yield shared.acquire();
      if (givesWay) yield sleep(0);
      shared.release();
    }
  };
  return inTasks(shared, permits, size, work);
}

async function inTasks(
  shared: Lockable,
  permits: number,
  size: number,
  work: () => Steps<void> | Promise<void>,
): Promise<number> {
  for (let i = 0; i < permits; i += 1) await shared.acquire();
  return perSecond(size, async () => {
    const tasks = Array.from({ length: TASKS }, () => createTask(work));
    // Now all of them wait.
    await sleep(0);
    for (let i = 0; i < permits; i += 1) shared.release();
    await gather(tasks);
  });
}

/** Without a loop, as the peers do it: only microtasks pass between two of them, unless they give way to I/O. */
async function takeInPromises(shared: Lockable, permits: number, size: number, givesWay: boolean): Promise<number> {
  const work = async (): Promise<void> => {
    for (let i = 0; i < size / TASKS; i += 1) {
      await shared.acquire();
      if (givesWay) await turn();
      shared.release();
    }
  };
  for (let i = 0; i < permits; i += 1) await shared.acquire();
  return perSecond(size, async () => {
    const all = Array.from({ length: TASKS }, work);
    for (let i = 0; i < permits; i += 1) shared.release();
    await Promise.all(all);
  });
}
