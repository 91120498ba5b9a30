import type { Channel, Transfer } from './channel.ts';

/** Bytes on their way into a channel: all of them are accepted, or none. */
export class Write {
  readonly #channel: Channel;
  readonly #bytes: Buffer;
  readonly #isUrgent: boolean;
  #isAccepted = false;

  /** @param isUrgent - whether the call has to wait until they are written. */
  constructor(channel: Channel, bytes: Buffer, isUrgent: boolean) {
    this.#channel = channel;
    this.#bytes = bytes;
    this.#isUrgent = isUrgent;
  }

  /** Goes on; gives the transfer that has to come next, or `undefined` when all is done. */
  advance(): Transfer | undefined {
    const channel = this.#channel;
    if (!this.#isAccepted) {
      const hasRoom = channel.hasRoom(this.#bytes.length);
      if (!hasRoom && channel.unwritten > 0) return channel.flush();
      if (hasRoom) channel.add(this.#bytes);
      else channel.adopt(this.#bytes);
      this.#isAccepted = true;
      if (!hasRoom || this.#isUrgent) return channel.flush();
    }
    return undefined;
  }

  /** A transfer failed: nothing of the bytes is going to be written later. */
  undo(): void {
    if (this.#isAccepted) this.#channel.takeBack(this.#bytes.length);
  }
}
