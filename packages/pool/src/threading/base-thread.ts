import { Future, RuntimeError, type BlockOptions, type WaitOptions } from '@x/future';
import { inspectAsText } from '@x/future/context';
import { Hold, type Line } from '../lifetime/hold.ts';
import { join } from '../lifetime/join.ts';
import { currentThread } from './current.ts';
import { forget, note } from './registry.ts';

/** `initial` until started, `stopped` once over. */
type Phase = 'initial' | 'started' | 'stopped';

let made = 0;

/** The name of a thread that was given none: `Thread-1 (fib)`. */
export function defaultName(target: string): string {
  made += 1;
  return target === '' ? `Thread-${made}` : `Thread-${made} (${target})`;
}

/** What {@link Thread} and {@link Timer} have in common: a life that is begun once, and can be waited for. */
export abstract class BaseThread {
  static {
    inspectAsText(this);
  }

  /** A label, which may be changed. */
  name: string;
  readonly #ended = new Future<void>();
  #phase: Phase = 'initial';
  #daemon: boolean;
  #hold: Hold | undefined;

  protected constructor(name: string, daemon: boolean | undefined) {
    this.name = name;
    this.#daemon = daemon ?? currentThread().daemon;
  }

  /** Its number; `undefined` before `start()`. */
  abstract get ident(): number | undefined;

  /** Python's number of the system's thread, which Node does not tell. */
  get nativeId(): undefined {
    return undefined;
  }

  /** Whether the program may end before it. Can be set before `start()`. */
  get daemon(): boolean {
    return this.#daemon;
  }

  set daemon(daemon: boolean) {
    if (this.#phase !== 'initial') throw new RuntimeError('cannot set daemon status of active thread');
    this.#daemon = daemon;
  }

  /**
   * Begins it.
   *
   * @throws {@link RuntimeError} the second time. TypeError when the target or an argument cannot be sent; then it has
   * not begun.
   */
  start(): void {
    if (this.#phase !== 'initial') throw new RuntimeError('threads can only be started once');
    const line = this.begin();
    this.#phase = 'started';
    note(this);
    if (this.#daemon) this.#hold = new Hold(line);
  }

  /** Whether it was started and is not over. */
  isAlive(): boolean {
    return this.#phase === 'started';
  }

  /**
   * Waits until it is over, or `timeout` milliseconds are: `isAlive()` says which.
   *
   * @remarks
   * **Cancellation.** Giving up the wait leaves the thread alone.
   *
   * @throws {@link RuntimeError} when it was not started, or is the thread that waits.
   */
  async join(options?: WaitOptions): Promise<void> {
    this.#checkJoinable();
    const joined = join(this.#ended, options);
    await (this.#hold?.during(joined) ?? joined);
  }

  /** {@link BaseThread.join} that blocks the thread. */
  joinSync(options?: BlockOptions): void {
    this.#checkJoinable();
    if (this.#phase === 'started') this.block(options);
  }

  toString(): string {
    const ident = this.ident === undefined ? '' : ` ${this.ident}`;
    const phase = this.#phase === 'started' && !this.isAlive() ? 'stopped' : this.#phase;
    return `<${this.constructor.name}(${this.name}, ${phase}${this.#daemon ? ' daemon' : ''}${ident})>`;
  }

  /** Starts what it does, and gives what keeps the program running meanwhile; throws when that is not possible. */
  protected abstract begin(): Line;

  /** Blocks until it is over. */
  protected abstract block(options: BlockOptions | undefined): void;

  /** It is over. */
  protected end(): void {
    if (this.#phase === 'stopped') return;
    this.#phase = 'stopped';
    forget(this);
    this.#ended.setResult();
  }

  #checkJoinable(): void {
    if (this.#phase === 'initial') throw new RuntimeError('cannot join thread before it is started');
    if (currentThread() === this) throw new RuntimeError('cannot join current thread');
  }
}
