import type { WaitOptions } from '@x/future/context';
import { AsyncBufferedIOBase, AsyncBufferedReader } from './buffered.ts';
import { AsyncTextFile } from './text-file.ts';

/**
 * A file of text, as `open()` gives it.
 *
 * @see Python: {@link https://docs.python.org/3/library/io.html#io.TextIOWrapper | io.TextIOWrapper}
 */
export class AsyncTextIOWrapper extends AsyncTextFile {
  #buffer: AsyncBufferedIOBase | undefined = undefined;

  /**
   * The bytes below the text. What was decoded and not taken is given back to them first, so that both go on at the
   * same place; after that, use one of the two.
   */
  get buffer(): AsyncBufferedIOBase {
    this.reader.giveBack();
    return this.#lower();
  }

  /** Flushes, and hands over the bytes below; this object is unusable from then on. */
  detach(options?: WaitOptions): Promise<AsyncBufferedIOBase> {
    return this.call('detach()', options, () => () => {
      if (this.channel.unwritten > 0) return this.channel.flush();
      this.reader.giveBack();
      this.giveUp();
      return this.#lower();
    });
  }

  /** The descriptor. */
  fileno(): number {
    return this.descriptor();
  }

  #lower(): AsyncBufferedIOBase {
    const Layer = this.file.access.canRead ? AsyncBufferedReader : AsyncBufferedIOBase;
    this.#buffer ??= new Layer(this.file);
    return this.#buffer;
  }
}
