import { QueueShutDown } from '../../src/index.ts';

/** The reason with which the tests abort a call. */
export const GONE: unique symbol = Symbol('gone');

/** How a call ended: with a value, aborted, or with an error of a class; `undefined` while it waits. */
export type Outcome =
  { readonly value: unknown } | typeof GONE | (abstract new (...args: never[]) => Error) | undefined;

/** A call that may wait. */
export interface Call {
  readonly item?: number;
  expected: Outcome;
}

/**
 * A queue as one would explain it: items in a list, callers in lines. It knows no wake-ups: after each step, nobody
 * waits who could go on, and whoever came first goes first.
 */
export class Model<C extends Call> {
  readonly items: number[] = [];
  unfinished = 0;
  isShutdown = false;
  readonly #maxsize: number;
  readonly #ordered: (items: readonly number[]) => number[];
  #getters: C[] = [];
  #putters: C[] = [];
  #joiners: C[] = [];

  constructor(maxsize: number, ordered: (items: readonly number[]) => number[]) {
    this.#maxsize = maxsize;
    this.#ordered = ordered;
  }

  get isFull(): boolean {
    return this.#maxsize > 0 && this.items.length >= this.#maxsize;
  }

  get(call: C): void {
    this.#getters.push(call);
    this.#settle();
  }

  put(call: C): void {
    this.#putters.push(call);
    this.#settle();
  }

  join(call: C): void {
    this.#joiners.push(call);
    this.#settle();
  }

  cancel(call: C): void {
    if (call.expected !== undefined) return;
    call.expected = GONE;
    const others = (line: C[]): C[] => line.filter((one) => one !== call);
    this.#getters = others(this.#getters);
    this.#putters = others(this.#putters);
    this.#joiners = others(this.#joiners);
  }

  /** Puts an item where there is room. */
  add(item: number): void {
    this.items.push(item);
    this.unfinished++;
    this.#settle();
  }

  /** Takes the item whose turn it is. */
  take(): number {
    const [item] = this.#ordered(this.items) as [number];
    this.items.splice(this.items.indexOf(item), 1);
    this.#settle();
    return item;
  }

  taskDone(): void {
    this.unfinished--;
    this.#settle();
  }

  shutdown(immediate: boolean): void {
    this.isShutdown = true;
    if (immediate) this.unfinished = Math.max(0, this.unfinished - this.items.splice(0).length);
    this.#settle();
  }

  #settle(): void {
    while (this.#getters.length > 0 && this.items.length > 0) {
      const getter = this.#getters.shift();
      if (getter !== undefined) getter.expected = { value: this.take() };
    }
    if (this.isShutdown) {
      for (const call of [...this.#getters.splice(0), ...this.#putters.splice(0)]) call.expected = QueueShutDown;
    }
    const putter = this.isFull ? undefined : this.#putters.shift();
    if (putter !== undefined) {
      putter.expected = { value: undefined };
      this.add(putter.item ?? NaN);
    }
    if (this.unfinished === 0) for (const call of this.#joiners.splice(0)) call.expected = { value: undefined };
  }
}
