import { processPeers, threadPeers } from '../pools/peers.ts';
import { WORK, WORKERS, warmUp, withWarmPools, type Pool, type PoolMaker, type TaskName } from '../pools/pool.ts';
import type * as workModule from '../pools/work.mjs';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Contestant, type PythonContestant, type Suite } from '../suite.ts';

/**
 * `size` numbers through the `map` of a pool of two threads. Peers have no `map`: they are handed the same chunks by
 * hand. CPython takes part with its processes, since its threads neither copy nor compute at the same time.
 */
export const poolMap: Suite = mapOf('numbers', 'pool-map-threads', 'threads', numbers);

/** The same with objects. */
export const poolMapObjects: Suite = mapOf('objects', 'pool-map-objects-threads', 'threads', people);

/** Numbers, on two processes. */
export const poolMapProcesses: Suite = mapOf('numbers', 'pool-map-processes', 'processes', numbers);

/** Objects, on two processes. */
export const poolMapObjectsProcesses: Suite = mapOf('objects', 'pool-map-objects-processes', 'processes', people);

function mapOf(
  what: 'numbers' | 'objects',
  name: string,
  runtime: 'threads' | 'processes',
  make: (size: number) => unknown[],
): Suite {
  const [one, many] = what === 'numbers' ? (['square', 'squares'] as const) : (['birthday', 'birthdays'] as const);
  const peers = runtime === 'threads' ? threadPeers : processPeers;
  return {
    name,
    title: `map a function over ${what}, on two ${runtime}`,
    unit: 'items/s',
    better: 'more',
    size: { full: 1_000_000, quick: 30_000 },
    contestants: [
      mapping(runtime, one, make),
      ...withWarmPools(peers.map(byHand), (pool, size) => mapByHand(pool, many, make(size))),
      pythonMap(what),
    ],
  };
}

function mapping(
  runtime: 'threads' | 'processes',
  task: 'square' | 'birthday',
  make: (size: number) => unknown[],
): Contestant {
  return {
    name: runtime === 'threads' ? '@x ThreadPool.map' : '@x Pool.map',
    role: 'ours',
    async run(size, isWarmup = false) {
      const { Pool, ThreadPool, taskModule } = await import('@x/pool');
      const pool = new (runtime === 'threads' ? ThreadPool : Pool)(WORKERS);
      const map = taskModule<typeof workModule>(WORK)[task] as (item: unknown) => unknown;
      await pool.map(map, make(64));
      if (!isWarmup) await warmUp(size, (part) => pool.map(map, make(part)));
      const items = make(size);
      const figure = await perSecond(size, () => pool.map(map, items));
      await pool.terminate();
      return figure;
    },
  };
}

function byHand(maker: PoolMaker): PoolMaker {
  return { ...maker, name: `${maker.name}, chunks by hand` };
}

/** Four chunks for each worker, as `Pool.map` makes them. */
function mapByHand(pool: Pool, task: TaskName, items: readonly unknown[]): Promise<number> {
  return perSecond(items.length, async () => {
    const chunksize = Math.ceil(items.length / (4 * WORKERS));
    const chunks: PromiseLike<unknown>[] = [];
    for (let at = 0; at < items.length; at += chunksize) chunks.push(pool.run(task, items.slice(at, at + chunksize)));
    const results = (await Promise.all(chunks)).flat();
    if (results.length !== items.length) throw new Error(`wrong length: ${results.length}`);
  });
}

function numbers(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index + 0.5);
}

function people(size: number): unknown[] {
  return Array.from({ length: size }, (_, id) => ({ id, name: `person ${id}`, age: id % 100 }));
}

function pythonMap(what: 'numbers' | 'objects'): PythonContestant {
  const [task, item] =
    what === 'numbers'
      ? ['return x * x', 'i + 0.5']
      : ['return {**x, "age": x["age"] + 1}', '{"id": i, "name": "person %d" % i, "age": i % 100}'];
  return cpython(
    'CPython Pool.map',
    `
import sys, time
from multiprocessing import Pool
n = int(sys.argv[1])
def work(x): ${task}
if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(work, [${item} for i in range(64)])
        items = [${item} for i in range(n)]
        start = time.perf_counter()
        pool.map(work, items)
        print(n / (time.perf_counter() - start))`,
  );
}
