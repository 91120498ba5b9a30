import type { Transferable } from 'node:worker_threads';
import type { Channel } from './channel.ts';
import { Chunk, encodeUnsendable } from './chunk.ts';
import { encodeError, type EncodedError } from './error-codec.ts';
import type { Message, Setup } from './protocol.ts';
import { readReply, Reply } from './reply.ts';
import { isMoved } from './transfer.ts';

// Results that wait for company are late when a long task follows: few may wait on threads, where the tasks behind it do
// not. On processes those cannot be taken back either, and a message costs more.
const MOST_ON_THREADS = 48;
const MOST_ON_PROCESSES = 256;
const LONGEST = 0.1;

/** Collects results, and posts them in batches. */
export class Outbox {
  readonly #channel: Channel;
  readonly #most: number;
  #reply = new Reply();
  #transferList: Transferable[] | undefined;
  #count = 0;
  #since = 0;
  #busy = 0;

  constructor(channel: Channel, { promptly, cells }: Setup) {
    this.#channel = channel;
    if (promptly) this.#most = 1;
    else this.#most = cells === undefined ? MOST_ON_PROCESSES : MOST_ON_THREADS;
  }

  /** Whether everything has been posted. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Adds a result; `now` and `took` are milliseconds. */
  add(seq: number, value: unknown, now: number, took: number): void {
    this.#reply.add(seq, typeof value === 'object' && value !== null ? this.#unwrap(value) : value);
    this.#added(now, took);
  }

  /** Adds a failure. */
  fail(seq: number, error: unknown, now: number, took: number): void {
    this.failEncoded(seq, encodeError(error, this.#canSend), now, took);
  }

  failEncoded(seq: number, encoded: EncodedError, now: number, took: number): void {
    this.#reply.fail(seq, encoded);
    this.#added(now, took);
  }

  /** Posts what there is. */
  flush(): void {
    if (this.#count === 0) return;
    const reply = this.#reply.finish(this.#busy, this.#count);
    const transferList = this.#transferList;
    this.#reply = new Reply();
    this.#transferList = undefined;
    this.#count = 0;
    this.#busy = 0;
    try {
      this.#channel.post(reply, transferList);
    } catch {
      this.#channel.post(this.#makeSendable(reply));
    }
  }

  readonly #canSend = (value: unknown): boolean => this.#channel.canSend(value);

  #added(now: number, took: number): void {
    this.#busy += took;
    if (this.#count++ === 0) this.#since = now;
    if (this.#count >= this.#most || now - this.#since > LONGEST) this.flush();
  }

  #unwrap(result: object): unknown {
    if (!isMoved(result)) return result;
    (this.#transferList ??= []).push(...result.transferList);
    return result.value;
  }

  // One result that cannot be cloned must not cost the others theirs.
  #makeSendable(reply: Message): Message {
    const sendable = new Reply();
    readReply(reply, (seq, failed, value) => {
      if (value instanceof Chunk) value.makeSendable(this.#canSend);
      if (failed) sendable.fail(seq, value);
      else if (this.#canSend(value)) sendable.add(seq, value);
      else sendable.fail(seq, encodeUnsendable(value, this.#canSend));
    });
    return sendable.finish(reply[1] as number, reply[2] as number);
  }
}
