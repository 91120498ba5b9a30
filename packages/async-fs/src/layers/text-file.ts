import { Write } from '../buffers/write.ts';
import { UnsupportedOperation } from '../errors.ts';
import { codePointLength } from '../text/code-points.ts';
import { Codec } from '../text/codec.ts';
import type { ErrorPolicy } from '../text/error-policy.ts';
import { translateWritten, type Newline } from '../text/newline.ts';
import { TextReader } from '../text/text-reader.ts';
import { shownName } from '../raw/raw-file.ts';
import { checkText } from './arguments.ts';
import { AsyncIOBase, type Draft, type Whence } from './io-base.ts';
import type { OpenFile } from './open-file.ts';

/** How bytes become text. */
export interface TextFormat {
  /** `'utf-8'` by default. Any of the usual names: `utf-16`, `latin-1`, `cp1252` … */
  readonly encoding: string;
  /** What becomes of bytes that are no text, and of characters that the encoding does not have. */
  readonly errors: ErrorPolicy;
  /** How lines end. */
  readonly newline: Newline;
  /** Whether a line end that is written flushes the file. */
  readonly isLineBuffered: boolean;
}

/** A file of text. Sizes are counted in characters: code points, as Python's `len` counts them. */
export abstract class AsyncTextFile extends AsyncIOBase<string, string> {
  protected override readonly reader: TextReader;
  protected override readonly lowerLayer = 'underlying buffer';
  readonly #format: TextFormat;
  readonly #codec: Codec;

  /** @internal */
  constructor(file: OpenFile, format: TextFormat) {
    super(file);
    this.#format = format;
    this.#codec = new Codec(format.encoding, format.errors, shownName(file.raw.name));
    this.reader = new TextReader(file.channel, this.#codec, format.newline);
  }

  /** The name of the encoding, as it was given. */
  get encoding(): string {
    return this.#format.encoding;
  }

  /** What becomes of bytes that are no text. */
  get errors(): ErrorPolicy {
    return this.#format.errors;
  }

  /** Whether a line end that is written flushes the file. */
  get lineBuffering(): boolean {
    return this.#format.isLineBuffered;
  }

  /** The kinds of line end read so far: none, one, or several. */
  get newlines(): string | readonly string[] | undefined {
    return this.reader.newlines;
  }

  protected override draft(data: string): Draft {
    checkText('data', data);
    const { newline, isLineBuffered } = this.#format;
    const bytes = this.#codec.encode(translateWritten(newline, data));
    const isUrgent = isLineBuffered && /[\r\n]/.test(data);
    return {
      length: codePointLength(data),
      begin: () => {
        this.reader.giveBack();
        return new Write(this.channel, this.#marked(bytes), isUrgent);
      },
    };
  }

  protected override position(): number | undefined {
    return this.reader.position;
  }

  protected override settle(): void {
    this.reader.giveBack();
    super.settle();
  }

  protected override forget(): void {
    this.reader.forget();
  }

  protected override checkSeek(offset: number, whence: Whence): void {
    super.checkSeek(offset, whence);
    if (offset === 0 || whence === 0) return;
    const kind = whence === 1 ? 'cur' : 'end';
    throw new UnsupportedOperation(`can't do nonzero ${kind}-relative seeks`);
  }

  /** A file begins with the mark of its encoding, if that has one. */
  #marked(bytes: Buffer): Buffer {
    return this.#codec.hasMark && this.position() === 0 ? Buffer.concat([this.#codec.mark, bytes]) : bytes;
  }
}
