import { AsyncLocalStorage } from 'node:async_hooks';
import { ContextVar, gather, run, sleep } from '@x/event-loop';
import { asyncio, cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads a variable of the context `size` times. */
export const contextRead: Suite = {
  name: 'context-read',
  title: 'read a context variable',
  unit: 'reads/s',
  better: 'more',
  size: { full: 10_000_000, quick: 1_000_000 },
  contestants: [
    {
      name: '@x ContextVar',
      role: 'ours',
      run: (size) =>
        run(() => {
          const variable = new ContextVar<number>('n');
          variable.set(1);
          return Promise.resolve(readMany(size, () => variable.get()));
        }),
    },
    {
      name: 'AsyncLocalStorage',
      role: 'limit',
      run(size) {
        const storage = new AsyncLocalStorage<number>();
        return storage.run(1, () => readMany(size, () => storage.getStore()));
      },
    },
    cpython(
      'CPython contextvars',
      `
import contextvars, sys, time
n = int(sys.argv[1]) // 10
variable = contextvars.ContextVar("n")
variable.set(1)
def read():
    total = 0
    for _ in range(n): total += variable.get()
    return total
start = time.perf_counter()
read()
print(n / (time.perf_counter() - start))`,
    ),
  ],
};

/** `size` tasks that set a variable of their own, give way, and read it. */
export const contextTasks: Suite = {
  name: 'context-tasks',
  title: 'tasks that set a context variable, yield, and read it',
  unit: 'tasks/s',
  better: 'more',
  size: { full: 100_000, quick: 4_000 },
  contestants: [
    {
      name: '@x ContextVar',
      role: 'ours',
      run: (size) =>
        run(() => {
          const variable = new ContextVar<number>('n');
          const task = (n: number) => async (): Promise<void> => {
            variable.set(n);
            await sleep(0);
            check(variable.get(), n);
          };
          return perSecond(size, () => gather(Array.from({ length: size }, (_, n) => task(n))));
        }),
    },
    {
      name: 'AsyncLocalStorage, promises',
      role: 'peer',
      run(size) {
        const storage = new AsyncLocalStorage<number>();
        const one = async (n: number): Promise<void> => {
          await turn();
          check(storage.getStore(), n);
        };
        return perSecond(size, () => Promise.all(Array.from({ length: size }, (_, n) => storage.run(n, one, n))));
      },
    },
    ...asyncio(`
import asyncio, contextvars, sys, time
n = int(sys.argv[1])
variable = contextvars.ContextVar("n")
async def one(i):
    variable.set(i)
    await asyncio.sleep(0)
    assert variable.get() == i
async def main():
    start = time.perf_counter()
    await asyncio.gather(*(one(i) for i in range(n)))
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
  ],
};

function readMany(size: number, read: () => number | undefined): number {
  let total = 0;
  const start = performance.now();
  for (let i = 0; i < size; i += 1) total += read() ?? 0;
  check(total, size);
  return (size / (performance.now() - start)) * 1_000;
}

function check(found: number | undefined, expected: number): void {
  if (found !== expected) throw new Error(`the context holds ${String(found)} in place of ${expected}`);
}
