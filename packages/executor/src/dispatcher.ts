import type { Crew } from './crew.ts';
import { channels } from './diagnostics.ts';
import { SerializationError } from './errors.ts';
import type { RemoteWorker } from './remote-worker.ts';
import type { TaskFuture } from './task-future.ts';
import type { TaskQueue } from './task-queue.ts';

type Task = TaskFuture<unknown>;

// A worker that has not answered for so many milliseconds is busy with something long.
const STUCK = 20;

/**
 * Decides which worker gets which task, and when.
 *
 * @remarks
 * A task goes out at once when a worker is idle; else it waits in the queue, which is emptied in batches. Between
 * threads, what has been sent and has not begun is taken back when another has nothing to do, or when it got stuck
 * behind a long task.
 *
 * @internal
 */
export class Dispatcher {
  readonly #crew: Crew;
  readonly #queue: TaskQueue;
  readonly #sharesMemory: boolean;
  readonly #onFlushed: () => void;
  #isFlushing = false;

  constructor(crew: Crew, queue: TaskQueue, sharesMemory: boolean, onFlushed: () => void) {
    this.#crew = crew;
    this.#queue = queue;
    this.#sharesMemory = sharesMemory;
    this.#onFlushed = onFlushed;
  }

  /** Finds a worker for the task that has just come; or lets it wait for others to travel with. */
  place(): void {
    if (this.#isFlushing) return;
    const idle = this.#crew.idle();
    if (idle !== undefined) this.#feed(idle, 1);
    else if (this.#crew.wantsMore(this.#queue.size)) this.#hire();
    else this.#flushSoon();
  }

  /** Whether the next task is sent as soon as it has its place. */
  get hasIdle(): boolean {
    return !this.#isFlushing && this.#queue.size === 0 && this.#crew.hasIdle;
  }

  #hire(): void {
    const worker = this.#crew.hire();
    if (worker !== undefined && this.#crew.accepts(worker)) this.#feed(worker, 1);
  }

  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => this.flush());
  }

  /** Sends what waits to those who have room. */
  flush(): void {
    this.#isFlushing = false;
    this.#recover();
    const open = this.#crew.members.filter((worker) => this.#crew.accepts(worker) && worker.room > 0);
    for (const [index, worker] of open.entries()) {
      this.#feed(worker, Math.ceil(this.#queue.size / (open.length - index)));
    }
    while (this.#crew.wantsMore(this.#queue.size)) this.#hire();
    this.#onFlushed();
  }

  #feed(worker: RemoteWorker, most: number): void {
    let alone = this.#send(worker, most);
    // One argument that cannot be cloned must not cost the others their turn.
    for (; alone > 0; alone--) this.#send(worker, 1);
  }

  /** Gives how many are in the queue again, since they cannot be sent together; one that cannot be sent is refused. */
  #send(worker: RemoteWorker, most: number): number {
    const unsent = worker.send(this.#queue, most, channels.start.hasSubscribers);
    if (unsent === undefined) return 0;
    const { tasks, error } = unsent;
    if (tasks.length === 1) {
      this.#refuse(tasks[0] as Task, error);
      return 0;
    }
    this.#queue.restore(tasks);
    return tasks.length;
  }

  /** The worker has answered, or has just come: give it more, or let it go. */
  refill(worker: RemoteWorker): void {
    if (this.#queue.size > 0 && this.#crew.accepts(worker)) {
      // Half a window goes out when half a window has come in, rather than one for one.
      if (worker.inFlight * 2 <= worker.window.size) {
        this.#recover();
        this.#feed(worker, Math.max(1, Math.ceil(this.#queue.size / this.#crew.members.length)));
      }
    } else if (worker.inFlight === 0) {
      this.#help(worker);
    }
    if (worker.inFlight === 0 && worker.state === 'ready') this.#crew.rest(worker);
  }

  /** An idle worker takes over what waits behind another's task. */
  #help(worker: RemoteWorker): void {
    if (!this.#sharesMemory || !this.#crew.accepts(worker)) return;
    let fullest: RemoteWorker | undefined;
    for (const other of this.#crew.members) {
      if (other.inFlight > Math.max(1, fullest?.inFlight ?? 0)) fullest = other;
    }
    if (fullest === undefined) return;
    this.#queue.restore(fullest.reclaim(Math.ceil((fullest.inFlight - 1) / 2)));
    this.#feed(worker, this.#queue.size);
    if (this.#queue.size > 0) this.#flushSoon();
  }

  /** Takes back what waits behind a long task, to the head of the queue: it came before what is there. */
  #recover(): void {
    if (!this.#sharesMemory) return;
    const now = performance.now();
    for (const worker of this.#crew.members) {
      if (worker.inFlight < 2 || now - worker.heard < STUCK) continue;
      worker.window.close();
      this.#queue.restore(worker.reclaim(Infinity));
    }
  }

  #refuse(task: Task, cause: unknown): void {
    // The worker that was to have it may be idle now, with tasks in the queue.
    this.#flushSoon();
    const { name } = task.fn.definition;
    const why = cause instanceof Error ? cause.message : String(cause);
    task.setException(
      new SerializationError('argument', `an argument of ${name || 'the task'} cannot be sent: ${why}`, { cause }),
    );
  }
}
