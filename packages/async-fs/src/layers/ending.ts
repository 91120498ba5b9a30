import type { Channel, Transfer } from '../buffers/channel.ts';
import { withUnflushed } from '../os-error.ts';
import type { RawFile } from '../raw/raw-file.ts';

/** What is left to do for a file in the end. It does not keep the {@link OpenFile} alive, so it can outlive it. */
export class Ending {
  /** Whether it has been done. */
  isOver = false;
  readonly #raw: RawFile;
  readonly #channel: Channel;
  #closers: (() => Promise<void>)[] | undefined = undefined;

  constructor(raw: RawFile, channel: Channel) {
    this.#raw = raw;
    this.#channel = channel;
  }

  /** Adds something to do when the file has been closed. */
  add(closer: () => Promise<void>): void {
    (this.#closers ??= []).push(closer);
  }

  /** Does all of it, whatever fails, and then throws what failed first. */
  async run(): Transfer {
    const failures = [await this.#flush(), await failureOf(this.#raw.close())];
    for (const close of this.#closers ?? []) failures.push(await failureOf(close()));
    this.isOver = true;
    const first = failures.find((failure) => failure !== undefined);
    if (first !== undefined) throw first.error;
    return false;
  }

  async #flush(): Promise<Failure | undefined> {
    const channel = this.#channel;
    if (channel.unwritten === 0) return undefined;
    const failure = await failureOf(channel.flush());
    if (failure === undefined) return undefined;
    const error = withUnflushed(failure.error, channel.unwritten);
    channel.discard();
    return { error };
  }
}

interface Failure {
  readonly error: unknown;
}

async function failureOf(work: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return { error };
  }
}
