import type { Runnable } from '@x/future/context';
import { afterMicrotasks } from './after-microtasks.ts';
import { captureAmbience } from './ambience.ts';
import type { Clock } from './clock.ts';
import { ReadyList } from './ready-list.ts';
import type { TimerEntry } from './timer-queue.ts';
import { TimerQueue } from './timer-queue.ts';

/** How a loop passes the time when nothing is ready. */
export interface Idling {
  /**
   * Calls `resume` when the loop should look again: at `deadline`, the earliest timer, if there is one.
   *
   * @returns what takes that back, should something get ready before.
   */
  wait(deadline: number | undefined, resume: () => void): () => void;
}

/** What a pump is made of. */
export interface PumpOptions {
  readonly clock: Clock;
  readonly idling: Idling;
  /** Whether I/O gets its turn after each iteration. */
  readonly strict: boolean;
  /** The steps of the clock in which timers are released, in milliseconds; 0 for the exact time. */
  readonly resolution: number;
}

/** How long iterations run back to back before I/O gets its turn, in milliseconds. */
const STRETCH = 0.1;
/** How many entries run between two looks at the clock. */
const LOOK = 16;

/** `idle` while nothing is ready; `busy` while entries run, or a turn is on its way. */
type State = 'stopped' | 'busy' | 'idle';

/**
 * Runs what is ready, iteration after iteration.
 *
 * @remarks
 * **Order.** An iteration runs what was ready when it began, behind it the timers that were due; what that adds waits
 * for the next. After each entry all microtasks run before the next one, so that native coroutines go on in the order
 * in which they were woken; entries that leave none are spared the detour.
 */
export class Pump {
  readonly #clock: Clock;
  readonly idling: Idling;
  readonly #strict: boolean;
  readonly #resolution: number;
  readonly #timers = new TimerQueue();
  readonly #drain: () => void;
  readonly #ambience = captureAmbience();
  /** What the next iteration runs. */
  #ready = new ReadyList();
  /** What is left of the current one. */
  #batch = new ReadyList();
  #isFirst = true;
  #state: State = 'stopped';
  #stopping = false;
  #failure: { readonly error: unknown } | undefined;
  #stretchEnd = 0;
  #untilLook = 0;
  #now = 0;
  #wakeUp: (() => void) | undefined;
  #onStop: ((failure: { readonly error: unknown } | undefined) => void) | undefined;
  /** Watches how long entries take, in debug mode. */
  onEntry: ((entry: Runnable, took: number) => void) | undefined;
  /** Puts the entries of an iteration into another legal order, for tests that explore them. */
  arrange: ((entries: Runnable[]) => void) | undefined;

  constructor(options: PumpOptions) {
    this.#clock = options.clock;
    this.idling = options.idling;
    this.#strict = options.strict;
    this.#resolution = options.resolution;
    this.#drain = afterMicrotasks(this.#resume);
  }

  get isRunning(): boolean {
    return this.#state !== 'stopped';
  }

  /** Runs until {@link Pump.stop}, at least one iteration; `onStop` gets the error of {@link Pump.abort}, if any. */
  start(onStop: (failure: { readonly error: unknown } | undefined) => void): void {
    this.#onStop = onStop;
    this.#state = 'busy';
    this.#isFirst = true;
    this.#inOwnAmbience(this.#drain);
  }

  /** Ends the run after the current iteration. */
  stop(): void {
    this.#stopping = true;
    if (this.#state === 'idle') this.#wake();
  }

  /** Ends the run with an error. */
  abort(error: unknown): void {
    this.#failure ??= { error };
    this.stop();
  }

  /** Adds an entry for the next iteration. */
  enqueue(entry: Runnable): void {
    this.#ready.push(entry);
    if (this.#state === 'idle') this.#wake();
  }

  /** Adds an entry that gets ready at its time. */
  addTimer(entry: TimerEntry): void {
    const { due } = entry;
    // Whatever is due already must be found by the next iteration, even if the clock was read a moment ago.
    if (due <= this.#now) this.#timers.add(entry, due);
    else if (due <= this.#clock.now()) this.#timers.add(entry, (this.#now = this.#clock.now()));
    else this.#timers.add(entry, this.#resolution === 0 ? due : Math.ceil(due / this.#resolution) * this.#resolution);
    if (this.#state === 'idle') this.#wake();
  }

  removeTimer(entry: TimerEntry): void {
    if (entry.bucket === undefined) return;
    this.#timers.remove(entry);
    if (this.#state === 'idle') this.#wake();
  }

  /** Drops everything that waits. */
  clear(): void {
    this.#ready.clear();
    this.#batch.clear();
  }

  readonly #resume = (): void => {
    if (this.#state !== 'busy') return;
    for (;;) {
      for (let entry = this.#batch.shift(); entry !== undefined; entry = this.#batch.shift()) {
        if (!this.#run(entry)) {
          this.#drain();
          return;
        }
      }
      if (!this.#nextIteration()) return;
    }
  };

  #run(entry: Runnable): boolean {
    this.#untilLook -= 1;
    try {
      return this.onEntry === undefined ? entry.run() : this.#runWatched(entry);
    } catch (error) {
      this.abort(error);
      return true;
    }
  }

  #runWatched(entry: Runnable): boolean {
    const start = performance.now();
    const isQuiet = entry.run();
    if (isQuiet) this.onEntry?.(entry, performance.now() - start);
    // The microtasks of a native coroutine are part of its step.
    else afterMicrotasks(() => this.onEntry?.(entry, performance.now() - start))();
    return isQuiet;
  }

  #nextIteration(): boolean {
    if (!this.#isFirst) {
      if (this.#stopping) return this.#finish();
      if (this.#untilLook <= 0) this.#look();
      if (this.#strict || this.#now >= this.#stretchEnd) {
        this.#isFirst = true;
        this.#clock.setImmediate(this.#beginStretch);
        return false;
      }
    }
    this.#timers.release(this.#now, this.#ready);
    if (this.#ready.isEmpty && !this.#findDue()) return this.#stopping ? this.#finish() : this.#idle();
    const done = this.#batch;
    this.#batch = this.#ready;
    this.#ready = done;
    this.#isFirst = false;
    if (this.arrange !== undefined) this.#batch.rearrange(this.arrange);
    return true;
  }

  // Before the loop sleeps, the clock has to be right.
  #findDue(): boolean {
    this.#look();
    this.#timers.release(this.#now, this.#ready);
    return !this.#ready.isEmpty;
  }

  #look(): void {
    const before = this.#now;
    this.#now = this.#clock.now();
    // Where entries are slow, one look for many of them would keep I/O and timers waiting.
    this.#untilLook = this.#now - before > 1 ? 1 : LOOK;
  }

  readonly #beginStretch = (): void => {
    this.#look();
    this.#stretchEnd = this.#now + STRETCH;
    this.#resume();
  };

  #idle(): false {
    this.#state = 'idle';
    this.#isFirst = true;
    this.#wakeUp = this.idling.wait(this.#timers.next(), () => {
      this.#wakeUp = undefined;
      if (this.#state !== 'idle') return;
      this.#state = 'busy';
      this.#beginStretch();
    });
    return false;
  }

  #wake(): void {
    this.#wakeUp?.();
    this.#wakeUp = undefined;
    this.#state = 'busy';
    this.#look();
    this.#stretchEnd = this.#now + STRETCH;
    this.#inOwnAmbience(this.#drain);
  }

  #finish(): false {
    const onStop = this.#onStop;
    const failure = this.#failure;
    this.#state = 'stopped';
    this.#stopping = false;
    this.#failure = undefined;
    this.#onStop = undefined;
    onStop?.(failure);
    return false;
  }

  // The turns belong to the loop, not to whoever happened to wake it: each hands its async context on to the next.
  #inOwnAmbience(fn: () => void): void {
    if (this.#ambience === undefined) fn();
    else this.#ambience.runInAsyncScope(fn);
  }
}
