import { AsyncLocalStorage } from 'node:async_hooks';
import { Bell } from './bell.ts';
import { Cells } from './cells.ts';
import type { Channel } from './channel.ts';
import { runChunk } from './run-chunk.ts';
import { encodeError, type EncodedError } from './error-codec.ts';
import { resolve, UnresolvedError, type Entry, type Handler } from './handler.ts';
import { MemoryWatch } from './memory-watch.ts';
import { Outbox } from './outbox.ts';
import { ABORT, BEGAN, EXIT, GONE, READY, REFUSED, RUN, STRAY, UNREADABLE } from './protocol.ts';
import type { Call, Definition, Message, Note, Setup } from './protocol.ts';
import { rebuildError } from './rebuild-error.ts';
import { Run, type Worker } from './run.ts';
import { provideTaskContext } from './task-context.ts';
import { TaskReader } from './task-reader.ts';

// A function whose last call took longer than this many milliseconds is not quick.
const QUICK = 0.2;

/**
 * The worker's side: receives batches of tasks, runs them one after the other, and posts the results.
 *
 * @remarks
 * **Order.** Tasks start in the order in which they were sent; one that waits keeps the next from starting.
 */
export class Agent implements Worker {
  readonly setup: Setup;
  readonly channel: Channel;
  readonly cells: Cells | undefined;
  readonly #tasks = new TaskReader();
  readonly #entries: Entry[] = [];
  readonly #runs = new AsyncLocalStorage<Run>();
  readonly #outbox: Outbox;
  readonly #memory: MemoryWatch | undefined;
  readonly #knocker: Bell | undefined;
  readonly #abortions = new Map<number, EncodedError>();
  readonly #canSend = (value: unknown): boolean => this.channel.canSend(value);
  #isBusy = true;
  #isLeaving = false;
  #current: Run | undefined;
  #last = 0;

  constructor(setup: Setup, channel: Channel) {
    this.setup = setup;
    this.channel = channel;
    this.cells = setup.cells === undefined ? undefined : new Cells(setup.cells);
    this.#outbox = new Outbox(channel, setup);
    this.#knocker = setup.knocker && new Bell(setup.knocker);
    this.#memory = setup.maxMemory === undefined ? undefined : new MemoryWatch(setup.maxMemory, channel);
    const idle = new Run(this, -1, undefined);
    provideTaskContext(() => this.#runs.getStore() ?? this.#current ?? idle);
    process.on('uncaughtException', (error) => this.#onStray(error));
    process.on('exit', (code) => {
      // What a task that calls `process.exit()` has left in the box still gets out.
      this.#outbox.flush();
      // A main thread that is blocked hears of the end in no other way.
      if (this.cells !== undefined) channel.post([GONE, code]);
    });
    channel.listen(
      (message) => this.#onMessage(message),
      () => channel.post([UNREADABLE]),
    );
  }

  /** Runs the initializer, then tasks. */
  async start(): Promise<void> {
    try {
      if (this.setup.initializer !== undefined) await this.#call(this.setup.initializer);
    } catch (error) {
      this.channel.post([REFUSED, this.#encode(error)]);
      return;
    }
    this.channel.post([READY]);
    this.#work();
  }

  poll(): void {
    for (let message = this.channel.take(); message !== undefined; message = this.channel.take()) {
      this.#onMessage(message);
    }
  }

  #onMessage(message: Message): void {
    switch (message[0]) {
      case RUN:
        this.#define(message[2] as readonly (readonly [number, Definition])[] | undefined);
        this.#tasks.push(message);
        break;
      case ABORT:
        this.#abort(message[1] as number, message[2] as EncodedError);
        break;
      case EXIT:
        this.#isLeaving = true;
        break;
    }
    if (!this.#isBusy) this.#work();
  }

  #define(definitions: readonly (readonly [number, Definition])[] | undefined): void {
    for (const [id, definition] of definitions ?? [])
      this.#entries[id] = { definition, handler: undefined, quick: false };
  }

  /** Runs what there is; comes back at once where a task waits, and goes on when that has settled. */
  #work(): void {
    this.#isBusy = true;
    this.#last = performance.now();
    do {
      while (this.#tasks.next()) if (!this.#next()) return;
      this.#outbox.flush();
      this.#memory?.look();
    } while (this.#spin());
    this.#isBusy = false;
    if (this.#isLeaving) void this.#leave();
  }

  /** Runs the task just read; `false` when it waits. */
  #next(): boolean {
    const { seq, fn, note } = this.#tasks;
    if (this.cells?.start(seq) === false) return true;
    return this.#begin(this.#entries[fn] as Entry, this.#tasks.args, seq, note);
  }

  #begin(entry: Entry, args: unknown[], seq: number, note: Note | undefined): boolean {
    const abortion = this.#abortions.get(seq);
    if (abortion !== undefined) {
      this.#abortions.delete(seq);
      // Sent ahead or not: what has not begun is cancelled.
      this.#outbox.failEncoded(seq, { ...abortion, isCancellation: true }, performance.now(), 0);
      return this.#passOn();
    }
    if (entry.handler === undefined) return this.#load(entry, args, seq, note);
    if (!entry.quick || note !== undefined) {
      return this.#beginApart(entry, entry.handler, args, note, new Run(this, seq, note));
    }
    let result: unknown;
    try {
      result = entry.handler(...args);
    } catch (error) {
      return this.#settle(entry, seq, error, true);
    }
    if (isThenable(result)) return this.#await(entry, new Run(this, seq, undefined), result);
    return this.#settle(entry, seq, result, false);
  }

  /** With a context of its own, and nothing left behind in the outbox: the task may take long, or end the worker. */
  #beginApart(entry: Entry, handler: Handler, args: unknown[], note: Note | undefined, run: Run): boolean {
    this.#outbox.flush();
    if (note?.tell === true) this.channel.post([BEGAN, run.seq]);
    this.#current = run;
    const call = (): unknown =>
      note?.rows === undefined ? handler(...args) : runChunk(handler, args, note, this.#canSend);
    let result: unknown;
    try {
      result = this.#runs.run(run, call);
    } catch (error) {
      return this.#settle(entry, run.seq, error, true);
    }
    if (isThenable(result)) return this.#await(entry, run, result);
    return this.#settle(entry, run.seq, result, false);
  }

  #load(entry: Entry, args: unknown[], seq: number, note: Note | undefined): boolean {
    this.#outbox.flush();
    const run = new Run(this, seq, note);
    this.#current = run;
    const proceed = (begin: () => boolean): void => {
      // Something uncaught while the module was loading has failed the task already.
      if (run.settled) return;
      this.#last = performance.now();
      if (begin()) this.#work();
    };
    this.#resolve(entry).then(
      (handler) => proceed(() => this.#beginApart(entry, handler, args, note, run)),
      (error: unknown) => proceed(() => this.#settle(entry, seq, error, true)),
    );
    return false;
  }

  async #resolve(entry: Entry): Promise<Handler> {
    return (entry.handler ??= await resolve(entry.definition, this.#canSend));
  }

  #await(entry: Entry, run: Run, result: PromiseLike<unknown>): boolean {
    this.#outbox.flush();
    this.#current = run;
    const settle = (value: unknown, failed: boolean): void => {
      if (!run.settled && this.#settle(entry, run.seq, value, failed, true)) this.#work();
    };
    try {
      result.then(
        (value) => settle(value, false),
        (error: unknown) => settle(error, true),
      );
    } catch (error) {
      return this.#settle(entry, run.seq, error, true);
    }
    return false;
  }

  /** `false` when work goes on later. */
  #settle(entry: Entry, seq: number, value: unknown, failed: boolean, waited = false): boolean {
    const now = performance.now();
    const took = now - this.#last;
    this.#last = now;
    entry.quick = took < QUICK && !waited;
    const isWatched = this.#current?.isWatched === true;
    if (this.#current !== undefined) this.#current.settled = true;
    this.#current = undefined;
    if (failed) this.#outbox.failEncoded(seq, this.#encode(value), now, took);
    else this.#outbox.add(seq, value, now, took);
    // The worker may be ended for it a moment too late, and the next task is not to be taken for it.
    if (isWatched) this.#outbox.flush();
    // Posting is no part of the next task's time.
    if (this.#outbox.isEmpty) this.#last = performance.now();
    return this.#passOn(isWatched);
  }

  // A dying worker must not take results with it that are still in its own memory.
  #passOn(isWatched = false): boolean {
    if (!this.setup.promptly && (!isWatched || this.cells !== undefined)) return true;
    void this.channel.drained().then(() => this.#work());
    return false;
  }

  #abort(seq: number, reason: EncodedError): void {
    const run = this.#current;
    if (run?.seq === seq) run.abort(rebuildError(reason));
    else if (seq > this.#tasks.seq) this.#abortions.set(seq, reason);
  }

  #onStray(error: unknown): void {
    const thrower = this.#runs.getStore() ?? this.#current;
    if (thrower === undefined || thrower.settled || thrower !== this.#current) {
      this.channel.post([STRAY, this.#encode(error)]);
      return;
    }
    // It may have been what the task waits for: failing the task is better than waiting for ever.
    thrower.settled = true;
    this.#current = undefined;
    this.#outbox.fail(thrower.seq, error, performance.now(), 0);
    if (thrower.isWatched) this.#outbox.flush();
    if (this.#passOn(thrower.isWatched)) this.#work();
  }

  #encode(error: unknown): EncodedError {
    return error instanceof UnresolvedError ? error.encoded : encodeError(error, this.#canSend);
  }

  #spin(): boolean {
    const knocker = this.#knocker;
    if (knocker === undefined || this.#isLeaving) return false;
    const end = performance.now() + this.setup.spin;
    for (;;) {
      const { count } = knocker;
      this.poll();
      if (this.#tasks.hasMore) return true;
      if (!knocker.poll(count, end)) return false;
    }
  }

  async #call({ definition, args }: Call): Promise<void> {
    const handler = await resolve(definition, this.#canSend);
    await handler(...args);
  }

  async #leave(): Promise<void> {
    this.#isBusy = true;
    try {
      if (this.setup.finalizer !== undefined) await this.#call(this.setup.finalizer);
    } catch (error) {
      this.channel.post([STRAY, this.#encode(error)]);
    }
    for (const stream of [process.stdout, process.stderr]) {
      if (stream.writableLength > 0) await new Promise((done) => stream.write('', done));
    }
    await this.channel.drained();
    process.exit(0);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
