import { AsyncLocalStorage } from 'node:async_hooks';
import type { Broker } from './broker.ts';
import type { Config } from './config.ts';
import { decodeError } from './decode-error.ts';
import { channels } from './diagnostics.ts';
import { failedInitializer, lostWorker, type Doom } from './doom.ts';
import type { WorkerExit } from './errors.ts';
import { divide } from './estate.ts';
import { forget, welcome, type Guest } from './exiting.ts';
import { RemoteWorker, type WorkerState } from './remote-worker.ts';
import { reportStray } from './report-stray.ts';
import type { Runtime } from './runtime.ts';
import type { TaskFuture } from './task-future.ts';
import { Window } from './window.ts';
import { Bell } from './worker/bell.ts';
import { Cells } from './worker/cells.ts';
import type { EncodedError } from './worker/error-codec.ts';
import { MEMORY, READY, REFUSED, STRAY, type Message, type Setup } from './worker/protocol.ts';

type Task = TaskFuture<unknown>;

// So many workers may die one after the other before one has started.
const MOST_FALSE_STARTS = 3;

/** What a crew tells its scheduler. */
export interface CrewEvents {
  /** A message about tasks. */
  onMessage(worker: RemoteWorker, message: Message): void;
  /** The worker can be given tasks, or more of them. */
  onReady(worker: RemoteWorker): void;
  /** A worker has ended: these tasks fail, each with its error, and those have not begun. */
  onLost(lost: readonly (readonly [Task, unknown])[], waiting: readonly Task[]): void;
  /** The executor is of no use any more; these tasks are among those that fail. */
  onBroken(doom: Doom, tasks: readonly Task[]): void;
}

// A worker outlives the call that starts it, and must not keep that caller's context.
const outside = AsyncLocalStorage.snapshot();

/**
 * The workers of an executor: started on demand, sent away when idle, replaced when lost.
 *
 * @internal
 */
export class Crew implements Guest {
  readonly bell: Bell = new Bell();
  readonly #runtime: Runtime;
  readonly #config: Config;
  readonly #events: CrewEvents;
  readonly #members: RemoteWorker[] = [];
  readonly #leaving = new Set<Promise<void>>();
  #numbers = 0;
  #falseStarts = 0;
  #turn = 0;
  #broker: Broker | undefined;
  #isClosed = false;
  /** The program has nothing more to do; until it turns out that it has. */
  #isEnding = false;

  constructor(runtime: Runtime, config: Config, events: CrewEvents) {
    this.#runtime = runtime;
    this.#config = config;
    this.#events = events;
    if (config.isBlocking) this.makeAudible();
  }

  get prefix(): string {
    return this.#config.prefix;
  }

  /** The workers that live, those included that have been told to leave. */
  get members(): readonly RemoteWorker[] {
    return this.#members;
  }

  /** From here on workers are started so that they can be heard while the thread is blocked. */
  makeAudible(): void {
    if (this.#broker !== undefined || this.#isClosed || this.#runtime.createBroker === undefined) return;
    this.#broker = this.#runtime.createBroker(this.bell, this.#config.host);
    // The others leave when they have done what they have; they will be heard when the thread is free again.
    for (const worker of this.#members) {
      worker.takeNoMore();
      if (worker.inFlight === 0) worker.retire();
    }
  }

  /** Starts as many as there have to be. */
  prepare(): void {
    while (!this.#isClosed && this.#size < this.#config.minWorkers) if (this.hire() === undefined) return;
  }

  /** Whether the worker can be sent tasks: a thread from its first moment, a process when it listens. */
  accepts(worker: RemoteWorker): boolean {
    if (worker.sentence !== undefined) return false;
    if (worker.state === 'ready') return true;
    return worker.state === 'starting' && this.#runtime.sharesMemory && this.#config.initializer === undefined;
  }

  /**
   * A worker with nothing to do: the one after that of the last time, which may still be on its way to sleep, and takes
   * half as long again to wake. Where workers leave when they are idle, or poll, it is the first one.
   */
  idle(): RemoteWorker | undefined {
    const members = this.#members;
    const { idleTimeout, spin } = this.#config;
    const start = idleTimeout === Infinity && spin === 0 ? this.#turn : 0;
    for (let i = 0; i < members.length; i++) {
      const place = (start + i) % members.length;
      const worker = members[place] as RemoteWorker;
      if (!this.#isIdle(worker)) continue;
      this.#turn = place + 1;
      return worker;
    }
    return undefined;
  }

  get hasIdle(): boolean {
    return this.#members.some((worker) => this.#isIdle(worker));
  }

  /** Whether to start another worker for `waiting` tasks; one that is starting will take one of them. */
  wantsMore(waiting: number): boolean {
    if (this.#isClosed || this.#size >= this.#config.maxWorkers) return false;
    return waiting > this.#members.filter((worker) => worker.isStarting && !this.accepts(worker)).length;
  }

  /** Starts a worker; `undefined` when that broke the executor. */
  hire(): RemoteWorker | undefined {
    const { initializer, finalizer, maxMemory, onWorkerLost, spin, host } = this.#config;
    const cells = this.#runtime.sharesMemory ? new Cells() : undefined;
    const number = this.#numbers++;
    this.#isEnding = false;
    const setup: Setup = {
      name: `${this.prefix}_${number}`,
      workerId: number,
      cells: cells?.shared,
      bell: this.#runtime.sharesMemory ? this.bell.shared : undefined,
      knocker: spin > 0 ? new Bell().shared : undefined,
      initializer,
      finalizer,
      promptly: !this.#runtime.sharesMemory && onWorkerLost === 'replace',
      spin,
      maxMemory,
    };
    try {
      const worker = outside(() => this.#start(setup, cells, host));
      this.#members.push(worker);
      welcome(this);
      if (channels.workerStart.hasSubscribers) channels.workerStart.publish(this.#facts(worker));
      return worker;
    } catch (error) {
      this.#breakDown(lostWorker(this.#runtime, setup.name, { error }, 'could not be started'));
      return undefined;
    }
  }

  receive(worker: RemoteWorker, message: Message): void {
    switch (message[0]) {
      case READY:
        this.#falseStarts = 0;
        worker.becomeReady();
        this.#events.onReady(worker);
        break;
      case REFUSED:
        this.#refuse(worker, decodeError(message[1] as EncodedError));
        break;
      case STRAY:
        reportStray(worker.name, decodeError(message[1] as EncodedError));
        break;
      case MEMORY:
        worker.takeNoMore();
        if (worker.inFlight === 0) this.#events.onReady(worker);
        break;
      default:
        this.#events.onMessage(worker, message);
    }
  }

  /** The worker has nothing to do: it leaves if it has served its time, at once or after the idle time. */
  rest(worker: RemoteWorker): void {
    if (worker.quota <= 0) {
      worker.retire();
      return;
    }
    const { idleTimeout, minWorkers } = this.#config;
    if (idleTimeout === Infinity || this.#members.length <= minWorkers) return;
    clearTimeout(worker.idleTimer);
    worker.idleTimer = setTimeout(() => {
      if (worker.inFlight === 0 && worker.state === 'ready' && this.#members.length > minWorkers) worker.retire();
    }, idleTimeout).unref();
  }

  /** The program has nothing more to do. */
  sayGoodbye(): void {
    this.#isEnding = true;
    for (const worker of this.#members) if (worker.state === 'ready' && worker.inFlight === 0) worker.retire();
  }

  /** Sends everybody away. Nobody has work. */
  dismiss(): void {
    this.#isClosed = true;
    for (const worker of this.#members) if (worker.state !== 'retiring') worker.retire();
  }

  /** Ends everybody; gives the tasks that were in flight. */
  terminate(force: boolean): Task[] {
    this.#isClosed = true;
    const tasks: Task[] = [];
    for (const worker of this.#members) {
      const { started, waiting } = worker.abandon();
      tasks.push(...started, ...waiting);
      worker.state = 'dead';
      worker.end(force);
    }
    return tasks;
  }

  /** Resolves when nobody is left; no more are hired by then. */
  async whenGone(): Promise<void> {
    while (this.#members.length > 0 || this.#leaving.size > 0) {
      await Promise.all([...this.#members.map((worker) => worker.gone()), ...this.#leaving]);
      // The exit of a worker may have started another, for tasks that it left behind.
      await Promise.resolve();
    }
  }

  #isIdle(worker: RemoteWorker): boolean {
    return worker.inFlight === 0 && this.accepts(worker) && worker.room > 0;
  }

  // With a broker those from before are leaving, which goes unnoticed while the thread is blocked.
  get #size(): number {
    if (this.#broker === undefined) return this.#members.length;
    return this.#members.filter((worker) => worker.isAudible).length;
  }

  #start(setup: Setup, cells: Cells | undefined, host: Config['host']): RemoteWorker {
    const broker = this.#broker;
    const { createHost } = broker ?? this.#runtime;
    return new RemoteWorker(
      setup.name,
      setup.workerId,
      new Window(this.#runtime.target, this.#runtime.mostAhead),
      cells,
      this.#runtime.sharesMemory || broker !== undefined,
      this.#config.maxTasksPerChild,
      (events) => createHost(setup, host, events),
      (worker) => ({
        onMessage: (message) => this.receive(worker, message),
        onUnreadable: () => this.#breakDown(lostWorker(this.#runtime, worker.name, {}, 'sent what could not be read')),
        onExit: (exit) => this.#onExit(worker, exit),
      }),
    );
  }

  #onExit(worker: RemoteWorker, exit: WorkerExit): void {
    const { state } = worker;
    worker.die();
    this.#members.splice(this.#members.indexOf(worker), 1);
    this.#await(worker.gone());
    if (this.#members.length === 0) this.#rest();
    if (channels.workerExit.hasSubscribers) channels.workerExit.publish({ ...this.#facts(worker), ...exit });
    if (state === 'dead') return;
    this.#settle(worker, exit, state);
    // One that leaves at the end of the program is not replaced.
    if (!this.#isClosed && !this.#isEnding) this.prepare();
  }

  #settle(worker: RemoteWorker, exit: WorkerExit, state: WorkerState): void {
    const { onWorkerLost } = this.#config;
    const { lost, waiting, isAccident } = divide(worker, exit, state === 'retiring', onWorkerLost === 'replace');
    if (isAccident && state === 'starting' && lost.length === 0) this.#falseStarts++;
    const breaks = onWorkerLost === 'break' || this.#falseStarts >= MOST_FALSE_STARTS;
    if (!isAccident || !breaks) this.#events.onLost(lost, waiting);
    else this.#breakDown(lostWorker(this.#runtime, worker.name, exit), [...lost.map(([task]) => task), ...waiting]);
  }

  #refuse(worker: RemoteWorker, error: unknown): void {
    reportStray(worker.name, error, 'exception in initializer');
    this.#breakDown(failedInitializer(this.#runtime, error));
  }

  #rest(): void {
    forget(this);
    const broker = this.#broker;
    if (broker === undefined || !this.#isClosed) return;
    this.#broker = undefined;
    void this.whenGone().then(() => broker.end());
  }

  #breakDown(doom: Doom, tasks: readonly Task[] = []): void {
    this.#isClosed = true;
    this.#events.onBroken(doom, tasks);
  }

  #await(gone: Promise<void>): void {
    this.#leaving.add(gone);
    void gone.then(() => this.#leaving.delete(gone));
  }

  #facts(worker: RemoteWorker): object {
    return { executor: this.prefix, worker: worker.name, id: worker.id };
  }
}
