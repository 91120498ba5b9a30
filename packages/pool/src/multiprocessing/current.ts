import { isMainThread } from 'node:worker_threads';
import { Future, type WaitOptions } from '@x/future';
import { inspectAsText } from '@x/future/context';
import { join } from '../lifetime/join.ts';
import { ownFacts } from './process-facts.ts';

/** The process that runs the calling code. */
export class ProcessInfo {
  static {
    inspectAsText(this);
  }

  /** A label, which may be changed. */
  name: string;
  readonly daemon: boolean;

  /** @internal */
  constructor({ name, daemon }: { readonly name: string; readonly daemon: boolean }) {
    this.name = name;
    this.daemon = daemon;
  }

  get pid(): number {
    return process.pid;
  }

  /** Another name of `pid`. */
  get ident(): number {
    return process.pid;
  }

  /** It has none while it runs. */
  get exitcode(): undefined {
    return undefined;
  }

  isAlive(): boolean {
    return true;
  }

  toString(): string {
    return `<Process name='${this.name}' pid=${this.pid} started${this.daemon ? ' daemon' : ''}>`;
  }
}

/** The process that has started this one. */
export class ParentProcess {
  static {
    inspectAsText(this);
  }

  readonly name: string;
  readonly pid: number;
  readonly #ended = new Future<void>();

  /** @internal */
  constructor({ name, pid }: { readonly name: string; readonly pid: number }) {
    this.name = name;
    this.pid = pid;
    if (process.connected) process.once('disconnect', () => this.#ended.setResult());
    else this.#ended.setResult();
  }

  /** Another name of `pid`. */
  get ident(): number {
    return this.pid;
  }

  /** Whether it has not ended; known when this process gets to its event loop. */
  isAlive(): boolean {
    return !this.#ended.done();
  }

  /** Waits until it has ended, or `timeout` milliseconds are over. */
  join(options?: WaitOptions): Promise<void> {
    return join(this.#ended, options);
  }

  toString(): string {
    return `<ParentProcess name='${this.name}' pid=${this.pid} ${this.isAlive() ? 'started' : 'stopped'}>`;
  }
}

let current: ProcessInfo | undefined;
let parent: ParentProcess | undefined;

/**
 * The process that runs the calling code.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.current_process | multiprocessing.current_process}
 */
export function currentProcess(): ProcessInfo {
  return (current ??= new ProcessInfo(ownFacts()));
}

/**
 * The process that has started this one with {@link Process}; `undefined` in the main process, and outside of the main
 * thread, which alone hears of its parent's end.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.parent_process | multiprocessing.parent_process}
 */
export function parentProcess(): ParentProcess | undefined {
  const facts = ownFacts().parent;
  return facts === undefined || !isMainThread ? undefined : (parent ??= new ParentProcess(facts));
}

/**
 * How processes are started. Node knows one way.
 *
 * @see Python: {@link https://docs.python.org/3/library/multiprocessing.html#multiprocessing.get_start_method | multiprocessing.get_start_method}
 */
export function getStartMethod(): 'spawn' {
  return 'spawn';
}
