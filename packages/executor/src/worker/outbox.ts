import type { Transferable } from 'node:worker_threads';
import type { Channel } from './channel.ts';
import { Chunk, encodeUnsendable } from './chunk.ts';
import { encodeError, type EncodedError } from './error-codec.ts';
import { DONE } from './protocol.ts';
import { isMoved } from './transfer.ts';

// Results that wait for company are late when a long task follows, so few may wait, and not for long.
const MOST = 32;
const LONGEST = 0.1;

const HEADER = 3;

/** Collects results, and posts them in batches. */
export class Outbox {
  readonly #channel: Channel;
  readonly #most: number;
  #batch: unknown[] = [DONE, 0, 0];
  #transferList: Transferable[] | undefined;
  #count = 0;
  #since = 0;
  #busy = 0;

  constructor(channel: Channel, promptly: boolean) {
    this.#channel = channel;
    this.#most = promptly ? 1 : MOST;
  }

  /** Adds a result; `now` and `took` are milliseconds. `false` when the line is full. */
  add(seq: number, value: unknown, now: number, took: number): boolean {
    this.#batch.push(seq, typeof value === 'object' && value !== null ? this.#unwrap(value) : value);
    return this.#added(now, took);
  }

  /** Adds a failure. */
  fail(seq: number, error: unknown, now: number, took: number): boolean {
    return this.failEncoded(seq, encodeError(error, this.#canSend), now, took);
  }

  failEncoded(seq: number, encoded: EncodedError, now: number, took: number): boolean {
    // A number has only one sign to spare, and 0 is the first.
    this.#batch.push(-1 - seq, encoded);
    return this.#added(now, took);
  }

  /** Posts what there is; `false` when the line is full. */
  flush(): boolean {
    if (this.#count === 0) return true;
    const batch = this.#batch;
    const transferList = this.#transferList;
    batch[1] = this.#busy;
    batch[2] = this.#count;
    this.#batch = [DONE, 0, 0];
    this.#transferList = undefined;
    this.#count = 0;
    this.#busy = 0;
    try {
      return this.#channel.post(batch, transferList);
    } catch {
      this.#makeSendable(batch);
      return this.#channel.post(batch);
    }
  }

  readonly #canSend = (value: unknown): boolean => this.#channel.canSend(value);

  #added(now: number, took: number): boolean {
    this.#busy += took;
    if (this.#count++ === 0) this.#since = now;
    return this.#count >= this.#most || now - this.#since > LONGEST ? this.flush() : true;
  }

  #unwrap(result: object): unknown {
    if (!isMoved(result)) return result;
    (this.#transferList ??= []).push(...result.transferList);
    return result.value;
  }

  // One result that cannot be cloned must not cost the others theirs.
  #makeSendable(batch: unknown[]): void {
    for (let i = HEADER; i < batch.length; i += 2) {
      const seq = batch[i] as number;
      const value = batch[i + 1];
      if (value instanceof Chunk) value.makeSendable(this.#canSend);
      if (seq < 0 || this.#channel.canSend(value)) continue;
      batch[i] = -1 - seq;
      batch[i + 1] = encodeUnsendable(value, this.#canSend);
    }
  }
}
