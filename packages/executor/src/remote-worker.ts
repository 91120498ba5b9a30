import type { Transferable } from 'node:worker_threads';
import type { Host, HostEvents } from './host.ts';
import type { TaskFuture } from './task-future.ts';
import type { TaskFunction } from './task-function.ts';
import type { TaskNote } from './task-note.ts';
import type { Window } from './window.ts';
import { CAPACITY, type Cells } from './worker/cells.ts';
import { EXIT, RUN, type Definition, type Message, type Note } from './worker/protocol.ts';

type Task = TaskFuture<unknown>;

/** `starting` until initialized, `ready`, `retiring` once told to leave, `dead` when gone. */
export type WorkerState = 'starting' | 'ready' | 'retiring' | 'dead';

/** Why we ended a worker ourselves: the task that was the reason, and what it fails with. */
export interface Sentence {
  readonly task: Task;
  readonly error: unknown;
}

/** Where the tasks to send come from. */
export interface TaskSource {
  shift(): Task | undefined;
}

/** Tasks that cannot be sent together, and why. */
export interface Unsent {
  readonly tasks: readonly Task[];
  readonly error: unknown;
}

/**
 * A worker as its executor sees it: the tasks in flight to it, by number.
 *
 * @internal
 */
export class RemoteWorker {
  readonly name: string;
  readonly number: number;
  readonly window: Window;
  readonly cells: Cells | undefined;
  /** Whether it can be heard while the thread is blocked. */
  readonly isAudible: boolean;
  state: WorkerState = 'starting';
  sentence: Sentence | undefined;
  /** How many more tasks it may be given. */
  quota: number;
  /** When it last answered, by `performance.now()`. */
  heard = 0;
  idleTimer: NodeJS.Timeout | undefined;
  readonly #host: Host;
  readonly #known: boolean[] = [];
  readonly #slots: (Task | undefined)[] = [];
  #next = 0;
  #oldest = 0;
  #inFlight = 0;
  #hasToLeave = false;
  readonly #started = Promise.withResolvers<void>();
  readonly #dead = Promise.withResolvers<void>();

  constructor(
    name: string,
    number: number,
    window: Window,
    cells: Cells | undefined,
    isAudible: boolean,
    quota: number,
    start: (events: HostEvents) => Host,
    events: (worker: RemoteWorker) => HostEvents,
  ) {
    this.name = name;
    this.number = number;
    this.window = window;
    this.cells = cells;
    this.isAudible = isAudible;
    this.quota = quota;
    this.#host = start(events(this));
    this.#host.ref();
  }

  get id(): number {
    return this.#host.id;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves when it is dead, and what it printed has been passed on. */
  async gone(): Promise<void> {
    await this.#dead.promise;
    await this.#host.gone;
  }

  /** On its way to work. */
  get isStarting(): boolean {
    return this.state === 'starting' && !this.#hasToLeave;
  }

  /** Resolves when it is initialized, or will never be. */
  get started(): Promise<void> {
    return this.#started.promise;
  }

  /** How many of its tasks have not begun. */
  get unstarted(): number {
    let count = 0;
    for (let seq = this.#first(); seq < this.#next; seq++) {
      if (this.peek(seq) !== undefined && !this.hasStarted(seq)) count++;
    }
    return count;
  }

  /** How many tasks it can be sent now. */
  get room(): number {
    // A cell is free again when its task is over, and tasks use the cells in turn.
    return Math.min(this.window.size - this.#inFlight, this.quota, CAPACITY - (this.#next - this.#first()));
  }

  /** Whether the task has started; on processes it counts as started once it is sent. */
  hasStarted(seq: number): boolean {
    return this.cells?.isStarted(seq) ?? true;
  }

  /**
   * Sends up to `most` tasks from `source` in one message; gives those, and why, that cannot be sent so: an argument
   * cannot be cloned.
   */
  send(source: TaskSource, most: number, tellStart: boolean): Unsent | undefined {
    const { cells } = this;
    const first = this.#next;
    const batch: unknown[] = [RUN, first, undefined, undefined];
    let group = 0;
    let lastFn = -1;
    let lastArity = -1;
    let seq = first;
    for (const end = first + Math.min(most, this.room); seq < end; seq++) {
      const task = source.shift();
      if (task === undefined) break;
      const { fn } = task;
      const args = task.args as readonly unknown[];
      if (fn.id !== lastFn || args.length !== lastArity) {
        if (this.#known[fn.id] !== true) this.#introduce(fn, batch);
        lastFn = fn.id;
        lastArity = args.length;
        group = batch.push(lastFn, lastArity, 0) - 1;
      }
      (batch[group] as number)++;
      for (let i = 0; i < args.length; i++) batch.push(args[i]);
      if (task.note !== undefined || tellStart) addNote(batch, seq, task.note, tellStart);
      task.worker = this;
      task.seq = seq;
      this.#slots[seq % CAPACITY] = task;
      if (cells !== undefined) cells.queue(seq);
    }
    const count = seq - first;
    if (count === 0) return undefined;
    try {
      this.#host.post(batch, this.#transferList(batch));
    } catch (error) {
      return { tasks: this.#unsend(first, seq, batch), error };
    }
    this.#next = seq;
    if (this.#inFlight === 0) {
      clearTimeout(this.idleTimer);
      this.#host.ref();
      this.heard = performance.now();
    }
    this.#inFlight += count;
    this.quota -= count;
    return undefined;
  }

  post(message: Message): void {
    this.#host.post(message);
  }

  take(): Message | undefined {
    return this.#host.take();
  }

  /** Takes a task off the books: it is over, or taken back. */
  settle(seq: number): Task | undefined {
    const slot = seq % CAPACITY;
    const task = this.#slots[slot];
    if (task?.seq !== seq) return undefined;
    this.#slots[slot] = undefined;
    if (--this.#inFlight === 0 && this.state !== 'starting') this.#host.unref();
    return task;
  }

  peek(seq: number): Task | undefined {
    const task = this.#slots[seq % CAPACITY];
    return task?.seq === seq ? task : undefined;
  }

  /** Takes a task back that has not started; `false` when it has, or when that cannot be known. */
  withdraw(seq: number): boolean {
    if (this.cells?.take(seq) !== true) return false;
    const task = this.settle(seq);
    if (task !== undefined) task.worker = undefined;
    this.quota++;
    return true;
  }

  /**
   * Takes back up to `most` tasks that have not started, those sent last first, and gives them in order. What a task
   * was to be given by transfer cannot be sent again.
   */
  reclaim(most: number, purpose: 'to send again' | 'for good' = 'to send again'): Task[] {
    const taken: Task[] = [];
    for (let seq = this.#next - 1; taken.length < most && seq >= this.#first(); seq--) {
      const task = this.peek(seq);
      if (task === undefined || (purpose === 'to send again' && task.hasMoved)) continue;
      if (this.withdraw(seq)) taken.push(task);
    }
    return taken.reverse();
  }

  /** Takes everything off the books when the worker is dead; in order. */
  abandon(): { readonly started: Task[]; readonly waiting: Task[] } {
    const waiting = this.cells === undefined ? [] : this.reclaim(Infinity);
    const started: Task[] = [];
    for (let seq = this.#first(); seq < this.#next; seq++) {
      const task = this.settle(seq);
      if (task !== undefined) started.push(task);
    }
    return { started, waiting };
  }

  /** It is initialized. */
  becomeReady(): void {
    this.state = 'ready';
    this.#started.resolve();
    if (this.#inFlight === 0) this.#host.unref();
    if (this.#hasToLeave) this.retire();
  }

  /** It has ended. */
  die(): void {
    this.state = 'dead';
    clearTimeout(this.idleTimer);
    this.#started.resolve();
    this.#dead.resolve();
  }

  /** It is given no more tasks, however many it gives back. */
  takeNoMore(): void {
    this.quota = -Infinity;
  }

  /** Tells it to leave when it has done what it was sent. */
  retire(): void {
    if (this.state === 'starting') {
      // A process that is not up yet would not hear it.
      this.#hasToLeave = true;
      return;
    }
    this.state = 'retiring';
    clearTimeout(this.idleTimer);
    this.#host.ref();
    this.#host.post([EXIT]);
  }

  /** Ends it now. */
  end(force: boolean): void {
    clearTimeout(this.idleTimer);
    this.#host.end(force);
  }

  #first(): number {
    while (this.#oldest < this.#next && this.peek(this.#oldest) === undefined) this.#oldest++;
    return this.#oldest;
  }

  #introduce({ id, definition }: TaskFunction, batch: unknown[]): void {
    this.#known[id] = true;
    ((batch[2] ??= []) as [number, Definition][]).push([id, definition]);
  }

  #transferList(batch: Message): Transferable[] | undefined {
    const notes = batch[3] as ReadonlyMap<number, Note> | undefined;
    if (notes === undefined) return undefined;
    const lists = Array.from(notes.keys(), (seq) => this.peek(seq)?.note?.transferList ?? []);
    return lists.flat();
  }

  #unsend(first: number, end: number, batch: Message): Task[] {
    const tasks: Task[] = [];
    for (let seq = first; seq < end; seq++) {
      const task = this.#slots[seq % CAPACITY] as Task;
      this.#slots[seq % CAPACITY] = undefined;
      task.worker = undefined;
      tasks.push(task);
    }
    for (const [id] of (batch[2] ?? []) as [number, Definition][]) this.#known[id] = false;
    return tasks;
  }
}

function addNote(batch: unknown[], seq: number, note: TaskNote | undefined, tellStart: boolean): void {
  const notes = (batch[3] ??= new Map()) as Map<number, Note>;
  notes.set(seq, tellStart ? { ...note?.wire, tell: true } : (note?.wire ?? {}));
}
