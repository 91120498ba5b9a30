import { threadId } from 'node:worker_threads';
import { RuntimeError } from '@x/future';
import { inspectAsText } from '@x/future/context';

/** A thread that was not started here: the main thread, or the one that runs the calling code. */
export class ThreadInfo {
  static {
    inspectAsText(this);
  }

  /** A label, which may be changed. */
  name: string;
  readonly daemon: boolean;
  /** Its number in `node:worker_threads`. */
  readonly ident: number;

  /** @internal */
  constructor({ name, daemon }: { readonly name: string; readonly daemon: boolean }, ident: number) {
    this.name = name;
    this.daemon = daemon;
    this.ident = ident;
  }

  /** It runs the calling code, or the program. */
  isAlive(): boolean {
    return true;
  }

  /**
   * Never resolves to anything: whoever could ask is gone when the thread ends.
   *
   * @throws {@link RuntimeError} always.
   */
  join(): Promise<never> {
    const which = this.ident === threadId ? 'current thread' : 'the main thread, which ends last';
    return Promise.reject(new RuntimeError(`cannot join ${which}`));
  }

  toString(): string {
    return `<Thread(${this.name}, started${this.daemon ? ' daemon' : ''} ${this.ident})>`;
  }
}
