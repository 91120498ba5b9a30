import type { Runnable, Wait } from '@x/future/context';
import { EventLoop } from '../loop/event-loop.ts';
import type { Idling } from '../loop/pump.ts';
import { Task } from '../task/task.ts';
import { DeadlockError, OutsideError } from './errors.ts';
import { VirtualClock } from './virtual-clock.ts';

/** How a {@link VirtualEventLoop} treats what it cannot control. */
export interface VirtualLoopOptions {
  /**
   * What happens when everything waits and a native task awaits something that is no wait of this toolkit (a file, a
   * socket): `wait` lets real time pass until it comes back, and virtual time stands; `error` refuses it.
   */
  readonly outside?: 'wait' | 'error' | undefined;
  /** Whether debug mode is on. */
  readonly debug?: boolean | undefined;
}

/**
 * A loop whose time jumps: when everything waits, it is the time of the next timer at once.
 *
 * @remarks
 * When nothing is ready, no timer is set and tasks wait, nothing can ever happen: the run throws
 * {@link DeadlockError}, which names the tasks and what they wait for.
 *
 * @example
 * ```ts
 * await runVirtual(async () => {
 *   await sleep(3_600_000); // takes no time
 * });
 * ```
 */
export class VirtualEventLoop extends EventLoop {
  readonly clock: VirtualClock;
  readonly #outside: 'wait' | 'error';
  /** The tasks that have gone on since everything waited the last time, and those that were outside then. */
  readonly #unsettled = new Set<Task<unknown>>();
  /** Set while real time passes: what comes back may do nothing but wait, or end, which makes nothing ready. */
  #lookAgain: (() => void) | undefined;

  constructor({ outside = 'wait', debug }: VirtualLoopOptions = {}) {
    const clock = new VirtualClock();
    super({ clock, debug });
    this.clock = clock;
    this.#outside = outside;
  }

  override noteWait(wait: Wait<unknown>): void {
    super.noteWait(wait);
    this.#lookAgain?.();
  }

  override forgetTask(task: Task<unknown>): void {
    super.forgetTask(task);
    this.#lookAgain?.();
  }

  override noteTask(task: Task<unknown>): void {
    super.noteTask(task);
    this.#unsettled.add(task);
  }

  override enqueue(entry: Runnable): void {
    super.enqueue(entry);
    const task = taskOf(entry);
    if (task !== undefined) this.#unsettled.add(task);
  }

  protected override createIdling(): Idling {
    return { wait: (deadline, resume) => this.#idle(deadline, resume) };
  }

  #idle(deadline: number | undefined, resume: () => void): () => void {
    let isOver = false;
    // What has begun a wait of ours can only come out of it through the queue: the others need not be looked at.
    for (const task of this.#unsettled) if (task.done() || !isOutside(task)) this.#unsettled.delete(task);
    const outside = [...this.#unsettled];
    if (outside.length > 0 || this.adopted.size > 0) {
      // Real time passes until what is outside comes back, and makes something ready.
      if (this.#outside === 'error') this.abort(new OutsideError(outside));
      this.#lookAgain = () => {
        this.#lookAgain = undefined;
        this.clock.setImmediate(() => isOver || resume());
      };
    } else if (deadline !== undefined) {
      queueMicrotask(() => {
        if (isOver) return;
        this.clock.jump(deadline);
        resume();
      });
    } else if (this.tasks.size > 0) {
      this.abort(new DeadlockError([...this.tasks]));
    }
    return () => {
      isOver = true;
      this.#lookAgain = undefined;
    };
  }
}

/** The task of this toolkit whose turn an entry is; `undefined` for callbacks, and for tasks of another make. */
function taskOf(
  entry: Runnable & { readonly task?: unknown; readonly scope?: Wait<unknown>['scope'] },
): Task<unknown> | undefined {
  const task = entry.task ?? entry.scope?.task;
  return task instanceof Task ? task : undefined;
}

/** A native task that has begun no wait awaits something that this loop knows nothing of. */
function isOutside(task: Task<unknown>): boolean {
  return task.waits.every((wait) => wait.isOutside);
}
