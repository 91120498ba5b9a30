import { RuntimeError, TimeoutError, type BlockOptions } from '@x/future';
import { checkDuration } from './arguments.ts';
import type { Config } from './config.ts';
import { isChunk, toChunkResult } from './chunk-result.ts';
import { Crew } from './crew.ts';
import { decodeError } from './decode-error.ts';
import { channels } from './diagnostics.ts';
import { Dispatcher } from './dispatcher.ts';
import { SerializationError } from './errors.ts';
import type { Doom } from './doom.ts';
import { isExiting } from './exiting.ts';
import { withoutSignals } from './orphans.ts';
import type { RemoteWorker } from './remote-worker.ts';
import type { Runtime } from './runtime.ts';
import { Spinner } from './spinner.ts';
import type { ExecutorStats } from './stats.ts';
import { TaskFuture, type TaskOwner } from './task-future.ts';
import type { TaskFunction } from './task-function.ts';
import type { TaskNote, TaskStopper } from './task-note.ts';
import { TaskQueue } from './task-queue.ts';
import { encodeError, type EncodedError } from './worker/error-codec.ts';
import { readReply } from './worker/reply.ts';
import { ABORT, BEGAN, DONE, PROGRESS, UNREADABLE, type Message } from './worker/protocol.ts';

type Task = TaskFuture<unknown>;

/**
 * The tasks of an executor from the call to the end of their futures: queued here, sent by the dispatcher, worked on by
 * the crew.
 *
 * @internal
 */
export class Scheduler implements TaskOwner, TaskStopper {
  readonly #queue = new TaskQueue();
  readonly #crew: Crew;
  readonly #dispatcher: Dispatcher;
  readonly #spinner: Spinner;
  readonly #runtime: Runtime;
  #doom: Doom | undefined;
  #isShutDown = false;
  #completed = 0;

  constructor(runtime: Runtime, config: Config) {
    this.#runtime = runtime;
    this.#crew = new Crew(runtime, config, {
      onMessage: (worker, message) => this.#onMessage(worker, message),
      onReady: (worker) => this.#refill(worker),
      onLost: (lost, waiting) => this.#onLost(lost, waiting),
      onBroken: (doom, tasks) => this.#break(doom, tasks),
    });
    this.#dispatcher = new Dispatcher(this.#crew, this.#queue, runtime.sharesMemory, () => this.#leaveIfDone());
    // Twice as long as a worker, whose answer has to come all the way.
    this.#spinner = new Spinner(2 * config.spin, this.#crew.bell, () => this.#drain());
    this.#crew.prepare();
    // Workers that have to be there from the first moment could not be started.
    if (this.#doom !== undefined) throw this.#doom(false);
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

  /** Whether the next task is sent in the call that submits it, with what it transfers. */
  get sendsAtOnce(): boolean {
    return this.#runtime.sharesMemory && this.#dispatcher.hasIdle;
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
    this.#dispatcher.place();
    this.#spinner.soon();
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
    if (worker === undefined) {
      this.#drop(task, reason);
      return;
    }
    // The message goes first: once the cell says so, a synchronous task looks for the reason.
    worker.post([ABORT, task.seq, encodeError(reason, isCloneable)]);
    worker.cells?.abort(task.seq);
  }

  /** Ends the worker of a task that takes too long; the task fails with `error`, others that were sent run elsewhere. */
  condemn(task: Task, error: unknown): void {
    // What has come in is read first: it may be the program that is late, and not the task.
    setImmediate(() => {
      const { worker } = task;
      if (worker === undefined || worker.state === 'dead') return;
      worker.sentence = { task, error };
      worker.end(true);
    });
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
    this.#dispatcher.flush();
    const { bell } = this.#crew;
    const before = bell.count;
    if (this.#drain()) return true;
    if (!this.#crew.members.some((worker) => this.#willBeHeard(worker))) return false;
    // Blocked as we are we could not act on Ctrl-C, and must not keep it from ending the program.
    withoutSignals(() => bell.sleep(before, limit));
    this.#drain();
    return true;
  }

  // One that is starting will take what waits; one that leaves makes room for another that does.
  #willBeHeard(worker: RemoteWorker): boolean {
    return worker.isAudible && (worker.inFlight > 0 || this.#queue.size > 0);
  }

  #drain(): boolean {
    let any = false;
    for (const worker of [...this.#crew.members]) {
      const { state } = worker;
      for (let message = worker.take(); message !== undefined; message = worker.take()) {
        any = true;
        this.#crew.receive(worker, message);
      }
      // Its end is no message.
      if (worker.state !== state) any = true;
    }
    return any;
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
    readReply(message, (seq, failed, value) => {
      const task = worker.settle(seq);
      if (task === undefined) return;
      this.#completed++;
      if (failed) task.setException(decodeError(value as EncodedError));
      else if (task.note?.wire.rows === undefined) task.setResult(value);
      else if (isChunk(value)) task.setResult(toChunkResult(value));
      else task.setException(new SerializationError('result', 'the results of a chunk could not be read'));
      if (channels.finish.hasSubscribers) channels.finish.publish(this.#facts(task, worker));
    });
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
    // The message that was to abort it went down with its worker.
    for (const task of waiting) if (task.note?.aborted !== undefined) this.#drop(task, task.note.aborted.reason);
    for (const [task, error] of lost) task.setException(error);
    this.#dispatcher.flush();
  }

  /** Cancels a task in the queue, also one that has been with a worker. */
  #drop(task: Task, reason: unknown): void {
    if (task.done()) return;
    this.#queue.forget();
    task.cancelTaken(reason);
  }

  #refill(worker: RemoteWorker): void {
    this.#dispatcher.refill(worker);
    this.#leaveIfDone();
  }

  #cancelAll(): void {
    for (const worker of this.#crew.members.toReversed()) this.#queue.restore(worker.reclaim(Infinity, 'for good'));
    this.#empty((task) => task.cancelTaken());
  }

  // One by one: a callback of one may cancel another, which is in the queue until then.
  #empty(settle: (task: Task) => void): void {
    for (let task = this.#queue.shift(); task !== undefined; task = this.#queue.shift()) settle(task);
  }

  #break(doom: Doom, lost: readonly Task[]): void {
    this.#doom ??= doom;
    this.#queue.restore([...lost, ...this.#crew.terminate(true)]);
    this.#empty((task) => task.setException(doom(true)));
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

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
