import type { Stage } from './stage.ts';

/** Knows which items went into a queue and which came out. */
export class ItemLedger {
  readonly #stage: Stage;
  readonly #put = new Set<number>();
  readonly #got = new Map<number, number>();
  #ids = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  nextId(): number {
    return this.#ids++;
  }

  /** The queue has taken it. An item of which this is not said must never come out. */
  put(id: number): void {
    this.#put.add(id);
  }

  got(id: number): void {
    this.#got.set(id, (this.#got.get(id) ?? 0) + 1);
  }

  /** To be called when the queue is empty. `mayDrop`: somebody told the queue to forget what was inside. */
  check(mayDrop: boolean): void {
    for (const [id, times] of this.#got) {
      if (times > 1) this.#stage.violate('no item is lost or doubled', `item ${id} came out ${times} times`);
      if (!this.#put.has(id))
        this.#stage.violate('no item is lost or doubled', `item ${id} came out, and never went in`);
    }
    if (mayDrop) return;
    for (const id of this.#put) {
      if (!this.#got.has(id))
        this.#stage.violate('no item is lost or doubled', `item ${id} went in, and never came out`);
    }
  }
}
