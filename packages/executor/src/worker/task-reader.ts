import type { Message, Note } from './protocol.ts';

// Where a batch has its first task.
const FIRST = 4;

/** Reads tasks, one by one, out of the batches that have come in. */
export class TaskReader {
  /** The number of the task read last. */
  seq = -1;
  /** The number of its function. */
  fn = -1;
  readonly #inbox: Message[] = [];
  #batch: Message | undefined;
  #first = 0;
  #end = FIRST;

  push(batch: Message): void {
    this.#inbox.push(batch);
  }

  /** Goes on to the next task; `false` when there is none. */
  next(): boolean {
    if (this.#batch === undefined || this.#end >= this.#batch.length) {
      this.#batch = this.#inbox.shift();
      if (this.#batch === undefined) return false;
      this.seq = (this.#batch[1] as number) - 1;
      this.#end = FIRST;
    }
    this.seq++;
    this.fn = this.#batch[this.#end] as number;
    this.#first = this.#end + 2;
    this.#end = this.#first + (this.#batch[this.#end + 1] as number);
    return true;
  }

  /** The arguments of the task. */
  get args(): unknown[] {
    return (this.#batch as Message).slice(this.#first, this.#end);
  }

  /** Its note, which few tasks have. */
  get note(): Note | undefined {
    return (this.#batch?.[3] as ReadonlyMap<number, Note> | undefined)?.get(this.seq);
  }

  /** Whether there is another task. */
  get hasMore(): boolean {
    return this.#inbox.length > 0;
  }
}
