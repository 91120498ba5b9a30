import type { Message, Note } from './protocol.ts';

// Where a batch has its first group.
const FIRST = 4;

/** Reads tasks, one by one, out of the batches that have come in. */
export class TaskReader {
  /** The number of the task read last. */
  seq = -1;
  /** The number of its function. */
  fn = -1;
  readonly #inbox: Message[] = [];
  #batch: Message = [];
  /** The number of arguments, and how many more tasks there are, in the group. */
  #arity = 0;
  #left = 0;
  #first = 0;
  #end = 0;

  push(batch: Message): void {
    this.#inbox.push(batch);
  }

  /** Goes on to the next task; `false` when there is none. */
  next(): boolean {
    if (this.#left === 0 && !this.#nextGroup()) return false;
    this.#left--;
    this.seq++;
    this.#first = this.#end;
    this.#end += this.#arity;
    return true;
  }

  /** The arguments of the task. */
  get args(): unknown[] {
    return this.#batch.slice(this.#first, this.#end);
  }

  /** Its note, which few tasks have. */
  get note(): Note | undefined {
    return (this.#batch[3] as ReadonlyMap<number, Note> | undefined)?.get(this.seq);
  }

  /** Whether there is another task. */
  get hasMore(): boolean {
    return this.#inbox.length > 0;
  }

  #nextGroup(): boolean {
    if (this.#end >= this.#batch.length) {
      const batch = this.#inbox.shift();
      if (batch === undefined) return false;
      this.#batch = batch;
      this.seq = (batch[1] as number) - 1;
      this.#end = FIRST;
    }
    this.fn = this.#batch[this.#end] as number;
    this.#arity = this.#batch[this.#end + 1] as number;
    this.#left = this.#batch[this.#end + 2] as number;
    this.#end += 3;
    return true;
  }
}
