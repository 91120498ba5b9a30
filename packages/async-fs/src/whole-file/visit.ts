import * as fs from 'node:fs';
import type { Interruption } from '@x/future/context';
import { SystemWait } from '../calls/system-wait.ts';
import { together } from '../calls/together.ts';
import { OpenGate } from '../opening/open-gate.ts';
import { withPath } from '../os-error.ts';
import { pathText, shownPath, type PathLike } from '../os/path-like.ts';

/** How many files are visited at the same moment: enough to keep the system busy, few enough for every limit. */
const visits = new OpenGate(64);

/**
 * The wait for a file that is opened, used once and closed. It is written with callbacks: for a small file promises
 * would cost as much as the work.
 */
export abstract class Visit<T> extends SystemWait<T> {
  /** The path, for errors. */
  protected readonly name: string;
  readonly #operation: string;
  readonly #path: PathLike;
  readonly #flags: 'r' | 'w';
  #fd = -1;
  #failure: { readonly error: unknown } | undefined = undefined;

  constructor(operation: string, path: PathLike, flags: 'r' | 'w') {
    super();
    this.name = path instanceof URL ? path.href : pathText(path);
    this.#operation = operation;
    this.#path = path;
    this.#flags = flags;
  }

  override get label(): string {
    return `${this.#operation}(${shownPath(this.#path)})`;
  }

  /** Begins the visit. */
  start(): this {
    visits.enter(() => together(() => this.#open()));
    return this;
  }

  /** Uses the open file, and calls {@link Visit.leave} in the end. */
  protected abstract use(fd: number): void;

  /** What the caller gets. */
  protected abstract result(): T;

  /** Whether closing the file has nothing to wait for. */
  protected get closesAtOnce(): boolean {
    return false;
  }

  /** Ends the visit. */
  protected leave(error: Error | null): void {
    if (error !== null) this.#fail(error);
    if (this.closesAtOnce) this.#closeNow();
    else fs.close(this.#fd, (closeError) => this.#closed(closeError));
  }

  protected override resume(interruption: Interruption | undefined): T {
    if (interruption !== undefined) throw interruption.error;
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.result();
  }

  #open(): void {
    if (!this.isWaiting) {
      this.#end();
      return;
    }
    try {
      fs.open(this.#path, this.#flags, (error, fd) => together(() => this.#opened(error, fd)));
    } catch (error) {
      // Node refuses a path that is none.
      this.#failure = { error };
      this.#end();
    }
  }

  #opened(error: Error | null, fd: number): void {
    if (error !== null) {
      this.#fail(error);
      this.#end();
      return;
    }
    this.#fd = fd;
    if (this.isWaiting) this.use(fd);
    else this.leave(null);
  }

  #closeNow(): void {
    try {
      fs.closeSync(this.#fd);
    } catch (error) {
      this.#fail(error as Error);
    }
    this.#end();
  }

  #closed(error: Error | null): void {
    if (error !== null) this.#fail(error);
    this.#end();
  }

  #fail(error: Error): void {
    this.#failure ??= { error: withPath(error, this.name) };
  }

  #end(): void {
    visits.leave();
    this.wake();
  }
}
