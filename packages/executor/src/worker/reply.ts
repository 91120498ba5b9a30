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

/** Whether a message is a reply as {@link Reply} makes them, so that reading it comes to an end. */
export function isReply(message: Message): boolean {
  const [, busy, total] = message;
  if (typeof busy !== 'number' || !(busy >= 0) || !isCount(total)) return false;
  let results = 0;
  let i = FIRST;
  while (i < message.length) {
    const seq = message[i];
    const count = message[i + 1];
    if (!Number.isSafeInteger(seq) || !(count === FAILED || isCount(count))) return false;
    const size = count === FAILED ? 1 : count;
    results += size;
    i += 2 + size;
  }
  return i === message.length && results === total;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
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
