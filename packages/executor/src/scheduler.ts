import { RuntimeError, TimeoutError, type BlockOptions } from '@x/future';
import { checkDuration } from './arguments.ts';
import type { Config } from './config.ts';
import { toChunkResult } from './chunk-result.ts';
import { Crew } from './crew.ts';
import { decodeError } from './decode-error.ts';
import { channels } from './diagnostics.ts';
import { SerializationError } from './errors.ts';
import { isExiting } from './exiting.ts';
import { withoutSignals } from './orphans.ts';
import type { RemoteWorker } from './remote-worker.ts';
import type { Runtime } from './runtime.ts';
import type { ExecutorStats } from './stats.ts';
import { TaskFuture, type TaskOwner } from './task-future.ts';
import type { TaskFunction } from './task-function.ts';
import type { TaskNote, TaskStopper } from './task-note.ts';
import { TaskQueue } from './task-queue.ts';
import type { Chunk } from './worker/chunk.ts';
import { encodeError, type EncodedError } from './worker/error-codec.ts';
import { ABORT, BEGAN, DONE, PROGRESS, UNREADABLE, type Message } from './worker/protocol.ts';

type Task = TaskFuture<unknown>;

// A worker that has not answered for so many milliseconds is busy with something long.
const STUCK = 20;

// Where a reply has its first result.
const FIRST = 3;

/** Makes the error of a broken executor, a fresh one each time: for an open future, or for a later `submit`. */
export type Doom = (isOpen: boolean) => Error;

/**
 * Decides which worker gets which task, and when.
 *
 * @remarks
 * A task goes out at once when a worker is idle; else it joins the queue, which is emptied in batches. On threads, what
 * has been sent and has not begun is taken back when another worker has nothing to do.
 *
 * @internal
 */
export class Scheduler implements TaskOwner, TaskStopper {
  readonly #runtime: Runtime;
  readonly #queue = new TaskQueue();
  readonly #crew: Crew;
  #doom: Doom | undefined;
  #isShutDown = false;
  #isFlushing = false;
  #completed = 0;

  constructor(runtime: Runtime, config: Config) {
    this.#runtime = runtime;
    this.#crew = new Crew(runtime, config, {
      onMessage: (worker, message) => this.#onMessage(worker, message),
      onReady: (worker) => this.#refill(worker),
      onLost: (lost, waiting) => this.#onLost(lost, waiting),
      onBroken: (doom, tasks) => this.#break(doom, tasks),
    });
    this.#crew.prepare();
  }

  get crew(): Crew {
    return this.#crew;
  }

  get stats(): ExecutorStats {
    const { members } = this.#crew;
    const ahead = members.reduce((sum, worker) => sum + worker.unstarted, 0);
    return {
      workers: members.length,
      idle: members.filter((worker) => worker.state === 'ready' && worker.inFlight === 0).length,
      busy: members.filter((worker) => worker.inFlight > 0).length,
      pending: this.#queue.size + ahead,
      completed: this.#completed,
    };
  }

  /** Throws when no task can be taken any more. */
  checkOpen(): void {
    if (this.#doom !== undefined) throw this.#doom(false);
    if (this.#isShutDown) throw new RuntimeError('cannot schedule new futures after shutdown');
    if (isExiting()) throw new RuntimeError('cannot schedule new futures after interpreter shutdown');
  }

  submit<T>(fn: TaskFunction, args: readonly unknown[], note: TaskNote | undefined): TaskFuture<T> {
    this.checkOpen();
    const task = new TaskFuture<T>(this, fn, args, note);
    if (note?.aborted !== undefined) {
      task.cancelTaken(note.aborted.reason);
      return task;
    }
    this.#queue.push(task);
    note?.watch(task, this);
    if (channels.submit.hasSubscribers) channels.submit.publish(this.#facts(task));
    if (!this.#isFlushing) this.#place();
    return task;
  }

  withdraw(task: Task): boolean {
    const { worker } = task;
    if (worker === undefined) {
      this.#queue.forget();
      return true;
    }
    if (!worker.withdraw(task.seq)) return false;
    if (worker.inFlight === 0) queueMicrotask(() => this.#refill(worker));
    return true;
  }

  /** Tells a running task that it should stop. */
  abort(task: Task, reason: unknown): void {
    const { worker } = task;
    if (worker === undefined) return;
    // The message goes first: once the cell says so, a synchronous task looks for the reason.
    worker.post([ABORT, task.seq, encodeError(reason, isCloneable)]);
    worker.cells?.abort(task.seq);
  }

  /** Ends the worker of a task that takes too long; the task fails with `error`, others that were sent run elsewhere. */
  condemn(task: Task, error: unknown): void {
    const { worker } = task;
    if (worker === undefined || worker.state === 'dead') return;
    worker.sentence = { task, error };
    worker.end(true);
  }

  /** Takes no more tasks; resolves when the last worker is gone. */
  shutdown(cancelFutures: boolean): Promise<void> {
    this.#isShutDown = true;
    if (cancelFutures) this.#cancelAll();
    this.#leaveIfDone();
    return this.#crew.whenGone();
  }

  /** Cancels what has not begun, fails what has, and ends the workers; with `force`, so that they cannot refuse. */
  terminate(doom: Doom, force: boolean): Promise<void> {
    this.#isShutDown = true;
    this.#cancelAll();
    for (const task of this.#crew.terminate(force)) task.failAsAsked(doom(true));
    return this.#crew.whenGone();
  }

  /** Resolves when the workers that have to be there are up. */
  async ready(): Promise<void> {
    for (;;) {
      const starting = this.#crew.members.filter((worker) => worker.state === 'starting');
      if (starting.length === 0) break;
      await Promise.all(starting.map((worker) => worker.started));
    }
    if (this.#doom !== undefined) throw this.#doom(false);
  }

  /** Blocks until every task is over. */
  block({ timeout = Infinity }: BlockOptions): void {
    checkDuration('timeout', timeout);
    const deadline = performance.now() + timeout;
    const isBusy = (): boolean => this.#queue.size > 0 || this.#crew.members.some((worker) => worker.inFlight > 0);
    while (isBusy()) {
      const left = deadline - performance.now();
      if (left <= 0) throw new TimeoutError(`the executor was not done within ${timeout} ms`, { timeout });
      if (!this.serve(left))
        throw new RuntimeError('would deadlock: the workers cannot be heard while this thread is blocked');
    }
  }

  serve(limit: number): boolean {
    this.#crew.makeAudible();
    this.#flush();
    const { bell } = this.#crew;
    const before = bell.count;
    if (this.#drain()) return true;
    if (!this.#crew.members.some((worker) => this.#willBeHeard(worker))) return false;
    // Blocked as we are we could not act on Ctrl-C, and must not keep it from ending the program.
    withoutSignals(() => bell.sleep(before, limit));
    this.#drain();
    return true;
  }

  #willBeHeard(worker: RemoteWorker): boolean {
    return worker.isAudible && (worker.inFlight > 0 || (worker.isStarting && this.#queue.size > 0));
  }

  #drain(): boolean {
    let any = false;
    for (const worker of [...this.#crew.members]) {
      for (let message = worker.take(); message !== undefined; message = worker.take()) {
        any = true;
        this.#crew.receive(worker, message);
      }
    }
    return any;
  }

  /** Finds a worker for the task that has just come; or lets it wait for others to travel with. */
  #place(): void {
    const idle = this.#crew.idle();
    if (idle !== undefined) this.#feed(idle, 1);
    else if (this.#crew.wantsMore(this.#queue.size)) this.#hire();
    else this.#flushSoon();
  }

  #hire(): void {
    const worker = this.#crew.hire();
    if (worker !== undefined && this.#crew.accepts(worker)) this.#feed(worker, 1);
  }

  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    this.#recover();
    const open = this.#crew.members.filter((worker) => this.#crew.accepts(worker) && worker.room > 0);
    for (const [index, worker] of open.entries()) {
      this.#feed(worker, Math.ceil(this.#queue.size / (open.length - index)));
    }
    while (this.#crew.wantsMore(this.#queue.size)) this.#hire();
    this.#leaveIfDone();
  }

  #feed(worker: RemoteWorker, most: number): void {
    const count = Math.min(worker.room, most);
    const tasks: Task[] = [];
    while (tasks.length < count) {
      const task = this.#queue.shift();
      if (task === undefined) break;
      tasks.push(task);
    }
    if (tasks.length === 0) return;
    clearTimeout(worker.idleTimer);
    const tell = channels.start.hasSubscribers;
    try {
      worker.send(tasks, tell);
      if (!this.#runtime.sharesMemory) tasks.forEach(noteRunning);
    } catch (error) {
      if (tasks.length === 1) this.#refuse(tasks[0] as Task, error);
      else for (const task of tasks) this.#sendAlone(worker, task, tell);
    }
  }

  // One argument that cannot be cloned must not cost the others their turn.
  #sendAlone(worker: RemoteWorker, task: Task, tell: boolean): void {
    if (task.done()) return;
    try {
      worker.send([task], tell);
      if (!this.#runtime.sharesMemory) noteRunning(task);
    } catch (error) {
      this.#refuse(task, error);
    }
  }

  #refuse(task: Task, cause: unknown): void {
    const { name } = task.fn.definition;
    const why = cause instanceof Error ? cause.message : String(cause);
    task.setException(
      new SerializationError('argument', `an argument of ${name || 'the task'} cannot be sent: ${why}`, { cause }),
    );
  }

  #onMessage(worker: RemoteWorker, message: Message): void {
    switch (message[0]) {
      case DONE:
        this.#onDone(worker, message);
        break;
      case BEGAN:
        this.#onBegan(worker, message[1] as number);
        break;
      case PROGRESS:
        worker.peek(message[1] as number)?.note?.onProgress?.(message[2]);
        break;
      case UNREADABLE:
        this.#onUnreadable(worker);
        break;
    }
  }

  #onDone(worker: RemoteWorker, message: Message): void {
    worker.heard = performance.now();
    worker.window.learn(message[1] as number, message[2] as number);
    for (let i = FIRST; i < message.length; i += 2) {
      const number = message[i] as number;
      const failed = number < 0;
      const task = worker.settle(failed ? -1 - number : number);
      if (task === undefined) continue;
      this.#completed++;
      if (failed) task.setException(decodeError(message[i + 1] as EncodedError));
      else task.setResult(task.note?.wire.rows === undefined ? message[i + 1] : toChunkResult(message[i + 1] as Chunk));
      if (channels.finish.hasSubscribers) channels.finish.publish(this.#facts(task, worker));
    }
    if (worker.state !== 'dead') this.#refill(worker);
  }

  #onBegan(worker: RemoteWorker, seq: number): void {
    const task = worker.peek(seq);
    if (task === undefined) return;
    if (channels.start.hasSubscribers) channels.start.publish(this.#facts(task, worker));
    task.note?.begin(task, this);
  }

  // Which task it was is found out by sending them one by one.
  #onUnreadable(worker: RemoteWorker): void {
    worker.window.close();
    const tasks = worker.reclaim(Infinity);
    const [only] = tasks;
    if (only !== undefined && tasks.length === 1) {
      only.setException(new SerializationError('argument', 'an argument of the task could not be read in the worker'));
    } else {
      this.#queue.restore(tasks);
    }
    this.#refill(worker);
  }

  #onLost(lost: readonly (readonly [Task, unknown])[], waiting: readonly Task[]): void {
    this.#queue.restore(waiting);
    for (const [task, error] of lost) task.setException(error);
    this.#flush();
  }

  /** The worker has answered, or has just come: give it more, or let it go. */
  #refill(worker: RemoteWorker): void {
    if (this.#queue.size > 0 && this.#crew.accepts(worker)) {
      // Half a window goes out when half a window has come in, rather than one for one.
      if (worker.inFlight * 2 <= worker.window.size) {
        this.#recover();
        this.#feed(worker, Math.max(1, Math.ceil(this.#queue.size / this.#crew.members.length)));
      }
    } else if (worker.inFlight === 0) {
      this.#help(worker);
    }
    if (worker.inFlight > 0 || worker.state !== 'ready') return;
    this.#crew.rest(worker);
    this.#leaveIfDone();
  }

  /** An idle worker takes over what waits behind another's task. */
  #help(worker: RemoteWorker): void {
    if (!this.#runtime.sharesMemory || !this.#crew.accepts(worker)) return;
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
    if (!this.#runtime.sharesMemory) return;
    const now = performance.now();
    for (const worker of this.#crew.members) {
      if (worker.inFlight < 2 || now - worker.heard < STUCK) continue;
      worker.window.close();
      this.#queue.restore(worker.reclaim(Infinity));
    }
  }

  #cancelAll(): void {
    for (const task of this.#queue.takeAll()) task.cancelTaken();
    for (const worker of this.#crew.members) for (const task of worker.reclaim(Infinity)) task.cancelTaken();
  }

  #break(doom: Doom, lost: readonly Task[]): void {
    this.#doom ??= doom;
    const tasks = [...lost, ...this.#crew.terminate(true), ...this.#queue.takeAll()];
    for (const task of tasks) task.setException(doom(true));
  }

  #leaveIfDone(): void {
    if (!this.#isShutDown || this.#queue.size > 0) return;
    if (this.#crew.members.every((worker) => worker.inFlight === 0)) this.#crew.dismiss();
  }

  #facts(task: Task, worker?: RemoteWorker): object {
    return {
      executor: this.#crew.prefix,
      future: task,
      task: task.note?.wire.name ?? task.fn.definition.name,
      worker: worker?.name,
    };
  }
}

function noteRunning(task: Task): void {
  if (task.state === 'pending') task.setRunningOrNotifyCancel();
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
