import * as fs from 'node:fs';
import { checkWaitOptions, rejected, type WaitOptions } from '@x/future/context';
import { checkBytes, checkText } from '../layers/arguments.ts';
import type { Bytes } from '../layers/byte-file.ts';
import { parseMode } from '../mode.ts';
import { checkFormatOptions } from '../opening/open-options.ts';
import { pathText, type PathLike } from '../os/path-like.ts';
import { codePointLength } from '../text/code-points.ts';
import { Codec } from '../text/codec.ts';
import { translateWritten } from '../text/newline.ts';
import type { TextOptions } from './read.ts';
import { Visit } from './visit.ts';

/**
 * Makes bytes the content of a file: opened, written and closed in one call. Gives their number.
 *
 * @remarks
 * The file is emptied first: use {@link atomicWrite} where a crash must not leave half of it.
 *
 * **Cancellation.** The file is closed as soon as the step that is under way has ended, with what has been written.
 *
 * @see Python: {@link https://docs.python.org/3/library/pathlib.html#pathlib.Path.write_bytes | Path.write_bytes}
 */
export function writeBytes(path: PathLike, data: Bytes, options?: WaitOptions): Promise<number> {
  try {
    checkWaitOptions(options);
    const bytes = checkBytes('data', data);
    return new Writing('writeBytes', path, bytes, bytes.length).start().begin(options);
  } catch (error) {
    return rejected(error);
  }
}

/**
 * Makes text the content of a file. Gives the number of its characters. See {@link writeBytes}.
 *
 * @throws UnicodeEncodeError when the encoding does not have a character; the file is untouched then.
 * @see Python: {@link https://docs.python.org/3/library/pathlib.html#pathlib.Path.write_text | Path.write_text}
 */
export function writeText(path: PathLike, data: string, options: TextOptions = {}): Promise<number> {
  try {
    checkFormatOptions(TEXT, options);
    checkText('data', data);
    const { encoding = 'utf-8', errors = 'strict', newline } = options;
    const codec = new Codec(encoding, errors, pathText(path));
    const bytes = Buffer.concat([codec.mark, codec.encode(translateWritten(newline ?? undefined, data))]);
    return new Writing('writeText', path, bytes, codePointLength(data)).start().begin(options);
  } catch (error) {
    return rejected(error);
  }
}

const TEXT = parseMode('w');

class Writing extends Visit<number> {
  readonly #bytes: Buffer;
  readonly #count: number;
  #written = 0;

  constructor(operation: string, path: PathLike, bytes: Buffer, count: number) {
    super(operation, path, 'w');
    this.#bytes = bytes;
    this.#count = count;
  }

  protected override use(fd: number): void {
    if (this.#written === this.#bytes.length || !this.isWaiting) {
      this.leave(null);
      return;
    }
    fs.write(fd, this.#bytes, this.#written, (error, count) => {
      this.#written += count;
      if (error === null) this.use(fd);
      else this.leave(error);
    });
  }

  protected override result(): number {
    return this.#count;
  }
}
