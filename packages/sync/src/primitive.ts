import { inspectAsText, LoopBinding, type WaiterList } from '@x/future/context';

/** What all primitives share: they belong to one loop, and show their state. */
export abstract class Primitive {
  static #made = 0;
  readonly #binding = new LoopBinding();
  #number = 0;

  /** The state, as in `<Lock #1 [locked, waiters:2]>`. */
  toString(): string {
    this.#number ||= ++Primitive.#made;
    return `<${this.constructor.name} #${this.#number} [${this.describe()}]>`;
  }

  /** @internal Binds the primitive to the running loop: called before a wait, and not when there is nothing to wait for. */
  bind(): void {
    this.#binding.check(this);
  }

  /** @internal The text between the brackets. */
  protected abstract describe(): string;
}

inspectAsText(Primitive);

/** `locked, waiters:2`, or the state alone when nobody waits. */
export function withWaiters(state: string, waiters: WaiterList): string {
  return waiters.length === 0 ? state : `${state}, waiters:${waiters.length}`;
}
