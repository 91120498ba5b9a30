import { Future as BaseFuture, RuntimeError } from '@x/future';
import { FutureWait, Settled, shown, waitOf, type Consumer, type TaskLike } from '@x/future/context';
import { TURN } from '../combine/sleep.ts';
import { Future } from '../future/future.ts';
import { CoroutineObject } from './coroutine-object.ts';
import { isCoroutine, isThenable, type CoroutineLike } from './coroutine.ts';
import { ForeignWait } from './foreign-wait.ts';

/** Why a body stopped: it waits for something, wants its turn in the next iteration, or is over. */
export type Pause = 'waiting' | 'turn' | 'over';

/**
 * Steps a generator coroutine. What it yields is awaited; a generator that it yields runs in its place, as `yield*`
 * would.
 */
export class GeneratorBody {
  /** The innermost coroutine: the one that is stepped. */
  #top: CoroutineLike<unknown> | undefined;
  #outer: CoroutineLike<unknown>[] | undefined = undefined;
  #steps = 0;
  #failed = false;
  #value: unknown = undefined;
  #isQuiet = true;

  constructor(coroutine: CoroutineLike<unknown>) {
    this.#top = coroutine;
  }

  /** How many steps it has taken. */
  get steps(): number {
    return this.#steps;
  }

  /** The coroutines that are suspended in each other, outermost first. */
  get frames(): readonly CoroutineLike<unknown>[] {
    return this.#top === undefined ? [] : [...(this.#outer ?? []), this.#top];
  }

  /** Whether it ended with an error; once over. */
  get failed(): boolean {
    return this.#failed;
  }

  /** What it returned or threw; once over. */
  get outcome(): unknown {
    return this.#value;
  }

  /** Whether the last step has left no microtask behind: false when it awaits native code, which may have begun. */
  get isQuiet(): boolean {
    return this.#isQuiet;
  }

  /** Sets what the next {@link GeneratorBody.advance} sends in. */
  send(failed: boolean, value: unknown): void {
    this.#failed = failed;
    this.#value = value;
  }

  /** Goes on, for a task, until the coroutine has to wait; what is there already is sent in at once. */
  advance(task: Consumer & TaskLike): Pause {
    this.#isQuiet = true;
    this.#steps += 1;
    for (let frame = this.#top; frame !== undefined; frame = this.#top) {
      let step: IteratorResult<unknown, unknown>;
      try {
        step = this.#failed ? frame.throw(this.#value) : frame.next(this.#value);
      } catch (error) {
        this.#pop();
        this.send(true, error);
        continue;
      }
      if (step.done === true) {
        this.#pop();
        this.send(false, step.value);
      } else {
        const pause = this.#receive(step.value, task);
        if (pause !== undefined) return pause;
      }
    }
    return 'over';
  }

  /** Takes what was yielded: arranges the wait, or `undefined` when the value is there. */
  #receive(yielded: unknown, task: Consumer & TaskLike): Pause | undefined {
    if (yielded === TURN || yielded === undefined) {
      this.send(false, undefined);
      return 'turn';
    }
    if (yielded instanceof Settled) {
      this.send(yielded.failed, yielded.outcome);
      return undefined;
    }
    if (yielded instanceof BaseFuture) return this.#awaitFuture(yielded, task);
    const wait = waitOf(yielded);
    if (wait === undefined && isCoroutine(yielded)) {
      this.#enter(yielded);
      return undefined;
    }
    if (wait === undefined && !isThenable(yielded)) {
      this.send(true, new RuntimeError(`Task got bad yield: ${shown(yielded)}`));
      return undefined;
    }
    // A promise from elsewhere, or the wait of another task, is waited for on this task's own account.
    const own = wait?.scope?.task === task ? wait : new ForeignWait(yielded as PromiseLike<unknown>);
    if (own.isEnded) {
      this.send(own.failed, own.outcome);
      return undefined;
    }
    this.#isQuiet = !(own instanceof ForeignWait);
    own.consume(task);
    if (own !== wait) void own.begin();
    return 'waiting';
  }

  #enter(coroutine: CoroutineLike<unknown>): void {
    try {
      if (coroutine instanceof CoroutineObject) coroutine.begin();
    } catch (error) {
      this.send(true, error);
      return;
    }
    (this.#outer ??= []).push(this.#top as CoroutineLike<unknown>);
    this.#top = coroutine;
    this.send(false, undefined);
  }

  #pop(): void {
    this.#top = this.#outer?.pop();
  }

  #awaitFuture(future: BaseFuture<unknown>, task: Consumer): Pause | undefined {
    const refusal = future instanceof Future ? future.refuseAwait() : undefined;
    if (refusal !== undefined) {
      this.send(true, refusal);
      return undefined;
    }
    if (!future.done()) {
      const wait = new FutureWait(future);
      wait.consume(task);
      void wait.begin();
      return 'waiting';
    }
    try {
      this.send(false, future.result());
    } catch (error) {
      this.send(true, error);
    }
    return undefined;
  }
}
