import { RuntimeError } from '@x/future';
import { run } from '../run/run.ts';
import type { Coroutine } from '../task/coroutine.ts';
import { rearrange } from './legal-order.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualEventLoop, type VirtualLoopOptions } from './virtual-loop.ts';

/** How many orders are tried, and which. */
export interface ExploreOptions extends VirtualLoopOptions {
  /** How many orders to try; 100 by default. */
  readonly runs?: number | undefined;
  /** The seed of the first order, an integer; 0 by default. The next order has the next seed. */
  readonly seed?: number | undefined;
}

/** A body failed in one of the orders that {@link explore} tried; its `cause` is what the body threw. */
export class ExploreError extends RuntimeError {
  override readonly name = 'ExploreError';
  override readonly code = 'ERR_EXPLORE';
  /** The order: `explore(body, { seed, runs: 1 })` runs it again. */
  readonly seed: number;

  constructor(seed: number, tried: number, cause: unknown) {
    const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`order ${tried} failed, replay it with { seed: ${seed}, runs: 1 }: ${text}`);
    this.seed = seed;
    this.cause = cause;
  }
}

/**
 * Runs a body again and again in virtual time, each time in another order that a loop could have had, until one fails.
 *
 * @remarks
 * What changes is the order of steps of different tasks that are ready in one iteration. Lost wake-ups, and code that
 * counts on who comes first, show up as a wrong result or a `DeadlockError`. The same seed gives the same order.
 *
 * @throws {@link ExploreError} with the seed of the first order that fails, and its error as `cause`.
 * @throws RangeError when `runs` is no positive integer or `seed` no integer.
 * @example
 * ```ts
 * await explore(async () => {
 *   const lock = new Lock();
 *   await gather([() => lock.with(work), () => lock.with(work)]);
 * }, { runs: 1_000 });
 * ```
 */
export async function explore(
  body: () => Coroutine<unknown> | PromiseLike<unknown>,
  options: ExploreOptions = {},
): Promise<void> {
  const { runs = 100, seed = 0, ...loopOptions } = options;
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`runs must be a positive integer, got ${runs}`);
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be an integer, got ${seed}`);
  for (let tried = 1; tried <= runs; tried += 1) {
    const own = seed + tried - 1;
    try {
      await run(body as Coroutine<unknown>, { loopFactory: () => new ExploringLoop(own, loopOptions) });
    } catch (error) {
      throw new ExploreError(own, tried, error);
    }
  }
}

class ExploringLoop extends VirtualEventLoop {
  constructor(seed: number, options: VirtualLoopOptions) {
    super(options);
    const random = new SeededRandom(seed);
    this.arrangeWith((entries) => rearrange(entries, random));
  }
}
