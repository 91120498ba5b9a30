import { SerializationError, type WorkerExecutor } from '@x/executor';
import {
  BrokenExecutor,
  CancelledError,
  Future,
  InvalidStateError,
  type BlockOptions,
  type WaitOptions,
} from '@x/future';
import { Blockade } from './blockade.ts';
import { MaybeEncodingError, PoolTerminatedError } from './errors.ts';
import type { Feed } from './imap-feed.ts';

/** Whether a pool takes work (`RUN`), lets its workers go when they are done (`CLOSE`), or has ended them. */
export type PoolState = 'RUN' | 'CLOSE' | 'TERMINATE';

/** From the first worker to the last: what a pool takes, what it still has to do, and when everybody has left. */
export class PoolLife {
  readonly executor: WorkerExecutor;
  /** Inputs that are not read to their end. */
  readonly #feeds = new Set<Feed<never, unknown>>();
  /** Done when the last worker has left. */
  readonly #gone = new Future<void>();
  readonly #name: () => string;
  #state: PoolState = 'RUN';
  #isDismissed = false;

  /** @param name - the text of the pool, for errors. */
  constructor(executor: WorkerExecutor, name: () => string) {
    this.executor = executor;
    this.#name = name;
  }

  get state(): PoolState {
    return this.#state;
  }

  /** Throws when the pool takes no work. */
  checkRunning(): void {
    if (this.#state !== 'RUN') throw new InvalidStateError(`Pool not running: ${this.#name()}`);
  }

  /** Throws when the workers have been ended. What a closed pool was given before may still be submitted. */
  checkAlive(): void {
    if (this.#state === 'TERMINATE') throw new PoolTerminatedError(this.#name());
  }

  /** Notes an input that has been given to the pool, and is read bit by bit. */
  adopt(feed: Feed<never, unknown>): void {
    this.#feeds.add(feed);
    feed.fill();
    if (feed.isExhausted) this.release(feed);
  }

  /** The input has been read to its end. */
  release(feed: Feed<never, unknown>): void {
    this.#feeds.delete(feed);
    this.#dismissWhenDone();
  }

  close(): void {
    if (this.#state !== 'RUN') return;
    this.#state = 'CLOSE';
    // What has not been read yet was given to the pool, too.
    for (const feed of this.#feeds) feed.drain();
    this.#dismissWhenDone();
  }

  terminate(): Promise<void> {
    if (this.#state !== 'TERMINATE') {
      this.#state = 'TERMINATE';
      for (const feed of this.#feeds) feed.close({ error: new PoolTerminatedError(this.#name()) });
      this.#dismissed(this.executor.killWorkers());
    }
    return this.#gone.get();
  }

  join(options?: WaitOptions): Promise<void> {
    this.#checkLeaving();
    return this.#gone.get(options);
  }

  joinSync(options: BlockOptions = {}): void {
    this.#checkLeaving();
    const blockade = new Blockade(options);
    for (const feed of this.#feeds) while (!feed.isExhausted) blockade.until(feed.calls);
    if (this.#state === 'CLOSE') this.executor.shutdownSync(options);
  }

  /** The error of a task as the caller is to see it. */
  translate(error: unknown): unknown {
    const isOurDoing = error instanceof BrokenExecutor || error instanceof CancelledError;
    if (this.#state === 'TERMINATE' && isOurDoing) return new PoolTerminatedError(this.#name());
    if (!(error instanceof SerializationError) || error.what !== 'result') return error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return new MaybeEncodingError(reason, reason.replace(/ could not be cloned\.?$/, ''), { cause: error.cause });
  }

  // A closed executor takes nothing, so it is closed when all input has been sent.
  #dismissWhenDone(): void {
    if (this.#state === 'CLOSE' && this.#feeds.size === 0) this.#dismissed(this.executor.shutdown());
  }

  #dismissed(gone: Promise<void>): void {
    if (this.#isDismissed && this.#state !== 'TERMINATE') return;
    this.#isDismissed = true;
    void gone.then(() => {
      if (!this.#gone.done()) this.#gone.setResult();
    });
  }

  #checkLeaving(): void {
    if (this.#state === 'RUN') throw new InvalidStateError(`Pool is still running: ${this.#name()}`);
  }
}
