import {
  checkWaitOptions,
  ListedWait,
  rejected,
  resolved,
  shown,
  WaiterList,
  type Interruption,
  type WaitOptions,
} from '@x/future/context';
import { Hold } from './hold.ts';
import { Primitive } from './primitive.ts';

/** What can be acquired and released, first come, first served: the common part of locks and semaphores. */
export abstract class Acquirable extends Primitive {
  /** @internal */
  readonly waiters: WaiterList = new WaiterList();

  /**
   * Resolves to `true` once the caller has it; at once if it is free and nobody is ahead.
   *
   * @remarks
   * **Order.** First come, first served: a newcomer does not overtake those who wait.
   *
   * **Cancellation.** A wait that is cancelled, times out or is aborted takes nothing; what was on its way to it goes to
   * the next.
   *
   * @throws TimeoutError when `timeout` milliseconds pass first.
   * @throws RangeError when `timeout` is negative or `NaN`.
   * @throws RuntimeError when it has to wait, and others wait in another event loop.
   */
  acquire(options?: WaitOptions): Promise<true> {
    return this.#take('acquire', true, options);
  }

  /**
   * Acquires it for a scope: `await using _ = await lock.hold();`.
   *
   * @remarks
   * Waits as {@link Acquirable.acquire} does. The form of Python's `async with`; where the scope is one call there is
   * {@link Acquirable.with}.
   */
  hold(options?: WaitOptions): Promise<Hold> {
    return this.#take('hold', new Hold(this), options);
  }

  /**
   * Calls `fn` while holding it, and gives what `fn` gives.
   *
   * @remarks
   * Released when `fn` returns, fails or is cancelled. The options limit the wait, not the call.
   *
   * @throws TypeError when `fn` is no function, or a generator function: a generator coroutine writes
   *   `using _ = yield lock.hold();`.
   */
  async with<T>(fn: () => T | PromiseLike<T>, options?: WaitOptions): Promise<T> {
    if (typeof fn !== 'function') throw new TypeError(`fn must be a function, got ${shown(fn)}`);
    // Calling it would run nothing, and nobody would notice.
    if (fn.constructor.name === 'GeneratorFunction') {
      throw new TypeError('fn must not be a generator function: use hold() in a generator coroutine');
    }
    const hold = await this.hold(options);
    try {
      return await fn();
    } finally {
      hold.release();
    }
  }

  /** Gives it back, and wakes the one who waited longest. */
  abstract release(): void;

  /** Whether {@link Acquirable.acquire} would have to wait. */
  abstract locked(): boolean;

  /** @internal Takes it if that needs no waiting. */
  abstract takeNow(): boolean;

  /**
   * @internal A wait has ended and left the list: takes what it was woken for, or hands that on.
   *
   * @param wasWoken - an interrupted wait may have been woken before.
   */
  abstract endTurn(interruption: Interruption | undefined, wasWoken: boolean): void;

  #take<T>(method: string, outcome: T, options: WaitOptions | undefined): Promise<T> {
    try {
      checkWaitOptions(options);
      if (this.takeNow()) return resolved(outcome);
      this.bind();
    } catch (error) {
      return rejected(error);
    }
    const wait = new TurnWait(this, method, outcome);
    this.waiters.push(wait);
    return wait.begin(options);
  }
}

class TurnWait<T> extends ListedWait<T> {
  readonly #owner: Acquirable;
  readonly #method: string;
  readonly #outcome: T;

  constructor(owner: Acquirable, method: string, outcome: T) {
    super();
    this.#owner = owner;
    this.#method = method;
    this.#outcome = outcome;
  }

  get label(): string {
    return `${this.#owner.constructor.name}.${this.#method}()`;
  }

  protected override resume(interruption: Interruption | undefined): T {
    const owner = this.#owner;
    owner.waiters.delete(this);
    owner.endTurn(interruption, !this.isInterrupted);
    if (interruption !== undefined) throw interruption.error;
    return this.#outcome;
  }
}
