import type { Transferable } from 'node:worker_threads';
import type * as work from './work.mjs';
import type { Contestant, Role } from '../suite.ts';

export type TaskName = keyof typeof work;

/** What the suites do with a pool. */
export interface Pool {
  /** Adds two numbers, in the form that costs this pool least. */
  add(a: number, b: number): PromiseLike<unknown>;
  /** Runs a task of `work.mjs`. */
  run(task: TaskName, argument: unknown, transfer?: readonly Transferable[]): PromiseLike<unknown>;
  end(): PromiseLike<unknown>;
}

/** A pool that takes part. */
export interface PoolMaker {
  readonly name: string;
  readonly role: Role;
  /** Loads its library; what that gives makes a pool of so many workers. A process loads what it measures, and no more. */
  readonly load: () => Promise<(workers: number) => Pool>;
}

export const WORKERS = 2;

/** The module of the tasks. */
export const WORK: URL = new URL('work.mjs', import.meta.url);

/** A file beside this one, as a path. */
export function pathOf(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

const MOST_WARMING = 1_000;

/**
 * Does a tenth of the work again and again, for a second where there is much of it: workers compile code of their own,
 * which takes some hundred thousand tasks.
 */
export async function warmUp(size: number, work: (size: number) => unknown): Promise<void> {
  const end = performance.now() + Math.min(MOST_WARMING, size / 100);
  do await work(Math.ceil(size / 10));
  while (performance.now() < end);
}

/** A contestant for each pool: `work` is done with a pool whose workers have done it before. */
export function withWarmPools(
  makers: readonly PoolMaker[],
  work: (pool: Pool, size: number) => number | Promise<number>,
): Contestant[] {
  return makers.map(({ name, role, load }) => ({
    name,
    role,
    async run(size, isWarmup = false) {
      const pool = (await load())(WORKERS);
      await Promise.all(Array.from({ length: 8 * WORKERS }, () => pool.run('hold', 1)));
      if (!isWarmup) await warmUp(size, (part) => work(pool, part));
      const figure = await work(pool, size);
      await pool.end();
      return figure;
    },
  }));
}
