import type { Wait } from '@x/future/context';
import { ForeignWait } from './foreign-wait.ts';

/** The waits that a task has begun and not ended; mostly one, so that one needs no set. */
export class Waits {
  #one: Wait<unknown> | undefined = undefined;
  #more: Set<Wait<unknown>> | undefined = undefined;

  add(wait: Wait<unknown>): void {
    if (this.#one === undefined) this.#one = wait;
    else (this.#more ??= new Set()).add(wait);
  }

  delete(wait: Wait<unknown>): void {
    if (this.#one === wait) this.#one = undefined;
    else this.#more?.delete(wait);
  }

  get isEmpty(): boolean {
    return this.#one === undefined && (this.#more === undefined || this.#more.size === 0);
  }

  /** The waits, in the order in which they began. */
  list(): Wait<unknown>[] {
    const more = this.#more === undefined ? [] : [...this.#more];
    return this.#one === undefined ? more : [this.#one, ...more];
  }

  /**
   * Cancels every wait that can still be reached; says whether there was one.
   *
   * @remarks
   * A generator's wait for native code of its own is left to that code, as long as the code waits for something itself.
   */
  cancel(msg: unknown): boolean {
    if (this.#more === undefined || this.#more.size === 0) return this.#one?.cancel(msg) ?? false;
    const all = this.list();
    const own = all.filter((wait) => !(wait instanceof ForeignWait));
    let reached = false;
    for (const wait of own.length > 0 ? own : all) if (wait.cancel(msg)) reached = true;
    return reached;
  }

  /** Ends every wait that can still be reached with an error. */
  interrupt(error: unknown): void {
    for (const wait of this.list()) wait.interrupt(error);
  }
}
