import type { CancelledError } from '@x/future';
import type { Runnable, TaskLike } from '@x/future/context';

/** A task that can take turns. */
export interface TurnTaker extends TaskLike {
  readonly loop: { enqueue(entry: Runnable): void };
  /** Notes a turn that is on its way through the loop. */
  beginTurn(): void;
  /** Ends a turn; gives the cancellation that it has to deliver. */
  endTurn(): CancelledError | undefined;
}

let resolve: () => void = ignore;
let reject: (error: unknown) => void = ignore;

/**
 * The turn that a native task takes with `sleep(0)`: on its way through the loop from the start, so that there is
 * nothing to wake, to limit or to interrupt, and no need of a whole wait.
 */
export class TurnEntry implements Runnable {
  readonly promise: Promise<undefined> = new Promise<undefined>(capture);
  readonly #resolve: () => void = resolve;
  readonly #reject: (error: unknown) => void = reject;
  readonly #task: TurnTaker;

  /** Whose turn it is. */
  get task(): TurnTaker {
    return this.#task;
  }

  constructor(task: TurnTaker) {
    this.#task = task;
    task.beginTurn();
    task.loop.enqueue(this);
  }

  run(): false {
    const pending = this.#task.endTurn();
    if (pending === undefined) {
      this.#resolve();
    } else {
      // Whoever cancels need not be told by a crash that nobody awaited the turn.
      this.promise.catch(ignore);
      this.#reject(pending);
    }
    return false;
  }
}

// One executor for all promises: cheaper than a closure for each.
function capture(onResolve: (value: undefined) => void, onReject: (error: unknown) => void): void {
  resolve = onResolve as () => void;
  reject = onReject;
}

function ignore(): void {}
