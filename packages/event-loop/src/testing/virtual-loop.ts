import { EventLoop } from '../loop/event-loop.ts';
import type { Idling } from '../loop/pump.ts';
import type { Task } from '../task/task.ts';
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

  constructor({ outside = 'wait', debug }: VirtualLoopOptions = {}) {
    const clock = new VirtualClock();
    super({ clock, debug });
    this.clock = clock;
    this.#outside = outside;
  }

  protected override createIdling(): Idling {
    return { wait: (deadline, resume) => this.#idle(deadline, resume) };
  }

  #idle(deadline: number | undefined, resume: () => void): () => void {
    let isOver = false;
    const tasks = [...this.tasks];
    const outside = tasks.filter(isOutside);
    if (outside.length > 0 || this.adopted.size > 0) {
      // Real time passes until what is outside comes back, and makes something ready.
      if (this.#outside === 'error') this.abort(new OutsideError(outside));
    } else if (deadline !== undefined) {
      queueMicrotask(() => {
        if (isOver) return;
        this.clock.jump(deadline);
        resume();
      });
    } else if (tasks.length > 0) {
      this.abort(new DeadlockError(tasks));
    }
    return () => {
      isOver = true;
    };
  }
}

/** A native task that has begun no wait awaits something that this loop knows nothing of. */
function isOutside(task: Task<unknown>): boolean {
  return task.waits.every((wait) => wait.isOutside);
}
