import { shown, type WaitOptions } from '@x/future/context';
import { Condition } from './condition.ts';
import { BrokenBarrierError } from './errors.ts';
import { Primitive } from './primitive.ts';
import { perform, type Steps } from './steps.ts';

/**
 * `filling` until all parties have come, then `draining` until all have left; `resetting` until those who were there
 * have left with an error; `broken` from an abort to the next reset.
 */
type BarrierState = 'filling' | 'draining' | 'resetting' | 'broken';

/**
 * A meeting point: nobody goes on before all have come. It can be used round after round.
 *
 * @remarks
 * **Order.** The last to come goes on first, then the others in the order in which they came. Who comes while a round
 * is still leaving waits for its end, and counts for the next.
 *
 * **Cancellation.** A wait that is cancelled, times out or is aborted takes its caller out of the count; the barrier
 * stays usable, and the others wait for somebody else.
 *
 * **Differs from Python.** `async with barrier` is `await barrier.wait()`: leaving the block did nothing.
 *
 * @example
 * ```ts
 * const start = new Barrier(2);
 * const runners = [start.wait(), start.wait()];
 * await Promise.all(runners); // => [0, 1]
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-sync.html#asyncio.Barrier | asyncio.Barrier}
 */
export class Barrier extends Primitive {
  readonly #parties: number;
  /** Notified whenever the state changes. */
  readonly #changed = new Condition();
  #state: BarrierState = 'filling';
  /** Callers between coming and leaving. */
  #count = 0;

  /** @throws RangeError when `parties` is no integer of one or more. */
  constructor(parties: number) {
    super();
    if (!Number.isInteger(parties) || parties < 1) {
      throw new RangeError(`parties must be an integer of one or more, got ${shown(parties)}`);
    }
    this.#parties = parties;
  }

  /** How many have to come. */
  get parties(): number {
    return this.#parties;
  }

  /** How many have come and wait for the rest; 0 while a round leaves. */
  get nWaiting(): number {
    return this.#state === 'filling' ? this.#count : 0;
  }

  /** Whether the barrier was aborted, and not reset since. */
  get broken(): boolean {
    return this.#state === 'broken';
  }

  /**
   * Waits until all parties have come; resolves to an index from 0 to `parties - 1`, another for each.
   *
   * @remarks
   * The index tells the callers apart, for example to have one of them clean up.
   *
   * @throws {@link BrokenBarrierError} when the barrier is broken, or is aborted or reset meanwhile.
   * @throws TimeoutError when `timeout` milliseconds pass first; the barrier is not broken by it.
   * @throws RangeError when `timeout` is negative or `NaN`.
   */
  wait(options?: WaitOptions): Promise<number> {
    return perform('Barrier.wait()', this.#holding(this.#waitSteps()), options);
  }

  /**
   * Sends everybody who waits away with a {@link BrokenBarrierError}, and makes the barrier usable again.
   *
   * @remarks
   * Callers of a round that was complete, and has not left yet, get the error too; those who wait outside for the next
   * round stay.
   */
  reset(options?: WaitOptions): Promise<void> {
    return perform(
      'Barrier.reset()',
      this.#holding(this.#changeTo(() => (this.#count > 0 ? 'resetting' : 'filling'))),
      options,
    );
  }

  /** Breaks the barrier: everybody who waits, and who comes later, gets a {@link BrokenBarrierError}. */
  abort(options?: WaitOptions): Promise<void> {
    return perform('Barrier.abort()', this.#holding(this.#changeTo(() => 'broken')), options);
  }

  /** @internal */
  protected override describe(): string {
    return this.broken ? this.#state : `${this.#state}, waiters:${this.nWaiting}/${this.#parties}`;
  }

  *#holding<T>(steps: Steps<T>): Steps<T> {
    const interruption = yield* this.#changed.acquireSteps();
    if (interruption !== undefined) throw interruption.error;
    try {
      return yield* steps;
    } finally {
      this.#changed.release();
    }
  }

  *#waitSteps(): Steps<number> {
    yield* this.#changed.waitForSteps(() => this.#state !== 'draining' && this.#state !== 'resetting');
    if (this.#state === 'broken') throw new BrokenBarrierError('abort');
    const index = this.#count++;
    try {
      if (this.#count === this.#parties) this.#open();
      else yield* this.#untilOpen();
      return index;
    } finally {
      this.#count--;
      this.#leave();
    }
  }

  #open(): void {
    this.#state = 'draining';
    this.#changed.notifyAll();
  }

  *#untilOpen(): Steps<void> {
    yield* this.#changed.waitForSteps(() => this.#state !== 'filling');
    if (this.#state === 'broken') throw new BrokenBarrierError('abort');
    if (this.#state === 'resetting') throw new BrokenBarrierError('reset');
  }

  /** The last to leave lets the next round in. */
  #leave(): void {
    if (this.#count > 0) return;
    if (this.#state === 'resetting' || this.#state === 'draining') this.#state = 'filling';
    this.#changed.notifyAll();
  }

  // eslint-disable-next-line require-yield -- the steps of #holding() do the waiting
  *#changeTo(next: () => BarrierState): Steps<void> {
    this.#state = next();
    this.#changed.notifyAll();
  }
}
