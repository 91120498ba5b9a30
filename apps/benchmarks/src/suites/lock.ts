import { createTask, gather, run, type Steps } from '@x/event-loop';
import { Lock, Semaphore } from '@x/sync';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Contestant, type Suite } from '../suite.ts';

const TASKS = 1_000;

/** A thousand tasks take one lock in turn, `size` times in all. */
export const lock: Suite = {
  name: 'lock',
  title: 'a thousand tasks take one lock in turn',
  unit: 'locks/s',
  better: 'more',
  size: { full: 200_000, quick: 20_000 },
  contestants: taking(1),
};

/** The same with sixteen permits. */
export const semaphore: Suite = {
  ...lock,
  name: 'semaphore',
  title: 'a thousand tasks take one of sixteen permits in turn',
  contestants: taking(16),
};

/** What is locked and unlocked again and again; waiting gives way to the loop where there is one. */
interface Lockable {
  acquire(): PromiseLike<unknown>;
  release(): void;
}

function taking(permits: number): readonly Contestant[] {
  const ours = (): Lockable => (permits === 1 ? new Lock() : new Semaphore(permits));
  return [
    { name: '@x native', role: 'ours', run: (size) => run(() => takeInTasks(ours(), size)) },
    { name: '@x generator', role: 'ours', run: (size) => run(() => takeInGenerators(ours(), size)) },
    { name: '@x, plain promises', role: 'ours', run: (size) => takeInPromises(ours(), size) },
    {
      name: 'async-mutex',
      role: 'peer',
      async run(size) {
        const { Semaphore: TheirSemaphore } = await import('async-mutex');
        return takeInPromises(new TheirSemaphore(permits), size);
      },
    },
    {
      name: 'async-sema',
      role: 'peer',
      async run(size) {
        const { Sema } = await import('async-sema');
        return takeInPromises(new Sema(permits, { capacity: TASKS }), size);
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
            yield* shared.release(1);
          }
        });
        const all = Effect.all(
          Array.from({ length: TASKS }, () => work),
          { concurrency: 'unbounded', discard: true },
        );
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
            await shared.acquire()
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

function takeInTasks(shared: Lockable, size: number): Promise<number> {
  return perSecond(size, async () => {
    const work = async (): Promise<void> => {
      for (let i = 0; i < size / TASKS; i += 1) {
        await shared.acquire();
        shared.release();
      }
    };
    await gather(Array.from({ length: TASKS }, () => createTask(work)));
  });
}

function takeInGenerators(shared: Lockable, size: number): Promise<number> {
  return perSecond(size, async () => {
    const work = function* (): Steps<void> {
      for (let i = 0; i < size / TASKS; i += 1) {
        yield shared.acquire();
        shared.release();
      }
    };
    await gather(Array.from({ length: TASKS }, () => createTask(work)));
  });
}

/** Without a loop, as the peers do it: only microtasks pass between two of them. */
function takeInPromises(shared: Lockable, size: number): Promise<number> {
  return perSecond(size, async () => {
    const work = async (): Promise<void> => {
      for (let i = 0; i < size / TASKS; i += 1) {
        await shared.acquire();
        shared.release();
      }
    };
    await Promise.all(Array.from({ length: TASKS }, work));
  });
}
