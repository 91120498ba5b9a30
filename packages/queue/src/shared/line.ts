import { currentScope, SUSPENDED, Wait, type Interruption, type WaitOptions } from '@x/future/context';
import type { Bell } from './bell.ts';
import { keepAlive, letGo } from './keep-alive.ts';

/** The answer of an attempt that has to be made again. */
export const NOT_YET: unique symbol = Symbol('not yet');

/** What a wait in a {@link Line} is for. */
export interface Errand<T> {
  /** As in `SharedQueue.get()`. */
  readonly label: string;
  /** Does what is waited for, or throws because it cannot be done any more. */
  attempt(): T | typeof NOT_YET;
  /** Whether `error`, which interrupts the wait, says that its time is up. */
  isTimeout(error: unknown): boolean;
  /** What to throw when the time is up. */
  refuse(): unknown;
}

/** So many calls in a row are done at once; then the event loop has a turn, or another thread could keep it from I/O. */
const STREAK = 256;

/**
 * The waits of this thread for one bell, first come first served.
 *
 * @remarks
 * A ring wakes as many waits as there is something for. Each tries when its task goes on, and stays in line when another
 * thread was faster. Only the first in line tries, so that what a thread calls takes effect in the order of the calls.
 */
export class Line {
  readonly #bell: Bell;
  readonly #available: () => number;
  readonly #waits = new Set<LineWait<unknown>>();
  #isListening = false;
  #isResting = false;
  #streak = 0;

  /** @param available - how many attempts could succeed now, or would throw. */
  constructor(bell: Bell, available: () => number) {
    this.#bell = bell;
    this.#available = available;
  }

  get length(): number {
    return this.#waits.size;
  }

  /** Whether a caller may try without joining the line. */
  isOpen(): boolean {
    if (this.#waits.size > 0) return false;
    this.#streak += 1;
    if (this.#streak < STREAK) return true;
    this.#rest();
    return false;
  }

  /** Makes the caller wait until its errand is done. */
  join<T>(errand: Errand<T>, options: WaitOptions | undefined): Promise<T> {
    const wait = new LineWait(this, errand);
    this.#waits.add(wait);
    keepAlive(this);
    const promise = wait.begin(options);
    this.#serve();
    return promise;
  }

  /** Lets a wait whose time is up try once more if it is its turn: what has come meanwhile may not have woken it yet. */
  attemptLast<T>(wait: LineWait<T>, errand: Errand<T>): T | typeof NOT_YET {
    const [first] = this.#waits;
    return first === wait ? errand.attempt() : NOT_YET;
  }

  /** Lets a wait try if it is its turn. */
  attempt<T>(wait: LineWait<T>, errand: Errand<T>): T | typeof NOT_YET {
    const [first] = this.#waits;
    if (first !== wait) return NOT_YET;
    let outcome = errand.attempt();
    if (outcome !== NOT_YET) return outcome;
    const armed = this.#bell.arm('watcher');
    outcome = errand.attempt();
    if (outcome === NOT_YET) this.#listen(armed);
    return outcome;
  }

  leave(wait: LineWait<unknown>): void {
    this.#waits.delete(wait);
    if (this.#waits.size === 0) letGo(this);
    else this.#serve();
  }

  /** Wakes those for whom there is something. While the first is on its way to try, or there is nothing, nobody else is. */
  #serve(): void {
    const [first] = this.#waits;
    if (first === undefined || this.#isResting) return;
    let left = this.#available();
    if (left <= 0 && first.isWaiting) {
      const armed = this.#bell.arm('watcher');
      left = this.#available();
      if (left <= 0) this.#listen(armed);
    }
    for (const wait of this.#waits) {
      if (left <= 0) return;
      wait.wake();
      left -= 1;
    }
  }

  #listen(armed: number): void {
    if (this.#isListening) return;
    this.#isListening = true;
    // A bell may stay silent for ever: it must not keep a queue that nobody uses any more.
    const reference = new WeakRef(this);
    // Hearing does not fail.
    void this.#bell.heard(armed).then(() => {
      const line = reference.deref();
      if (line !== undefined) line.#onRing();
    });
  }

  #onRing(): void {
    this.#isListening = false;
    this.#serve();
  }

  #rest(): void {
    this.#streak = 0;
    // A loop of ours looks after its own turns.
    if (currentScope()?.loop !== undefined) return;
    this.#isResting = true;
    setImmediate(() => {
      this.#isResting = false;
      this.#serve();
    });
  }
}

class LineWait<T> extends Wait<T> {
  readonly #line: Line;
  readonly #errand: Errand<T>;

  constructor(line: Line, errand: Errand<T>) {
    super();
    this.#line = line;
    this.#errand = errand;
  }

  get label(): string {
    return this.#errand.label;
  }

  /** Another thread does what is waited for: no time of a loop says when. */
  override get isOutside(): boolean {
    return true;
  }

  protected override resume(interruption: Interruption | undefined): T | typeof SUSPENDED {
    let outcome: T | typeof NOT_YET;
    try {
      outcome = interruption === undefined ? this.#line.attempt(this, this.#errand) : this.#giveUp(interruption.error);
    } catch (error) {
      this.#line.leave(this);
      throw error;
    }
    if (outcome === NOT_YET) return SUSPENDED;
    this.#line.leave(this);
    return outcome;
  }

  #giveUp(error: unknown): T {
    if (!this.#errand.isTimeout(error)) throw error;
    const outcome = this.#line.attemptLast(this, this.#errand);
    if (outcome === NOT_YET) throw this.#errand.refuse();
    return outcome;
  }
}
