import { Deque, resolved, type WaitOptions } from '@x/future/context';
import type { Transfer } from '../buffers/channel.ts';
import type { Attempt } from './attempt.ts';
import { Call } from './call.ts';
import { Job } from './job.ts';

/** What can stand in the queue. */
interface Entry {
  /** Its turn has come; `false` when nobody wants it any more. */
  takeTurn(): boolean;
  /** The transfer that it asked for has ended. */
  arrive(ended: boolean): void;
  /** The transfer that it asked for failed. */
  fail(error: unknown): void;
}

/**
 * The calls on one file, one after the other in the order in which they were made.
 *
 * @remarks
 * **Cancellation.** A call that waits for its turn leaves without a trace. A transfer that has begun cannot be stopped:
 * its call ends, and the next one begins when the transfer has ended.
 */
export class CallQueue {
  /** The file, for messages. */
  readonly owner: string;
  readonly #waiting = new Deque<Entry>();
  #current: Entry | undefined = undefined;
  #isTransferring = false;

  constructor(owner: string) {
    this.owner = owner;
  }

  /**
   * Makes a call: at once if nothing is under way, and without a turn of the loop if it needs no transfer.
   *
   * @param onLoss - told when a transfer failed, just before the caller is.
   */
  call<T>(operation: string, options: WaitOptions | undefined, attempt: Attempt<T>, onLoss?: () => void): Promise<T> {
    if (!this.isFree) {
      const call = new Call(this, operation, attempt, onLoss);
      this.#waiting.push(call);
      return call.begin(options);
    }
    const outcome = attempt(false);
    if (!(outcome instanceof Promise)) return resolved(outcome);
    const call = new Call(this, operation, attempt, onLoss);
    this.#current = call;
    this.carry(outcome);
    return call.begin(options);
  }

  /** Whether nobody is ahead of the next call. */
  get isFree(): boolean {
    return this.#current === undefined && !this.#isTransferring && this.#waiting.size === 0;
  }

  /** Does some work in its turn; nobody can cancel it. */
  perform(work: () => Transfer): Promise<void> {
    const job = new Job(this, work);
    this.#waiting.push(job);
    this.#advance();
    return job.done;
  }

  /** Waits for a transfer on behalf of the current call. */
  carry(transfer: Transfer): void {
    this.#isTransferring = true;
    transfer.then(
      (ended) => {
        this.#isTransferring = false;
        if (this.#current === undefined) this.#advance();
        else this.#current.arrive(ended);
      },
      (error: unknown) => {
        this.#isTransferring = false;
        // Without a call there is nobody to tell. What it failed to write still waits, and is tried again.
        if (this.#current === undefined) this.#advance();
        else this.#current.fail(error);
      },
    );
  }

  /** An entry has ended. */
  leave(entry: Entry): void {
    if (this.#current !== entry) return;
    this.#current = undefined;
    this.#advance();
  }

  #advance(): void {
    while (this.#current === undefined && !this.#isTransferring) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#current = next;
      if (!next.takeTurn()) this.#current = undefined;
    }
  }
}
