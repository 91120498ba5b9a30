import { DONE, type Message } from './protocol.ts';

const FIRST = 3;
const FAILED = -1;

/**
 * The results of a batch, as one flat array: those of tasks with consecutive numbers need no number of their own.
 */
export class Reply {
  readonly #message: unknown[] = [DONE, 0, 0];
  /** Where the count of the group is that the last result belongs to. */
  #group = 0;
  #next = -1;

  add(seq: number, value: unknown): void {
    const message = this.#message;
    if (seq === this.#next) {
      message.push(value);
      (message[this.#group] as number)++;
    } else {
      this.#group = message.push(seq, 1, value) - 2;
    }
    this.#next = seq + 1;
  }

  fail(seq: number, error: unknown): void {
    this.#message.push(seq, FAILED, error);
    this.#next = -1;
  }

  /** What to post, with the time that the tasks took, in milliseconds, and their number. */
  finish(busy: number, count: number): Message {
    this.#message[1] = busy;
    this.#message[2] = count;
    return this.#message;
  }
}

/** Calls `onResult` for each result of a reply; `value` is an encoded error where the task has `failed`. */
export function readReply(reply: Message, onResult: (seq: number, failed: boolean, value: unknown) => void): void {
  for (let i = FIRST; i < reply.length;) {
    const seq = reply[i] as number;
    const count = reply[i + 1] as number;
    i += 2;
    if (count === FAILED) onResult(seq, true, reply[i++]);
    else for (let k = 0; k < count; k++) onResult(seq + k, false, reply[i++]);
  }
}
