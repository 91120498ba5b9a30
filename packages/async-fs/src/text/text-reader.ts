import type { Channel, Transfer } from '../buffers/channel.ts';
import type { Reader } from '../buffers/reader.ts';
import { UnsupportedOperation } from '../errors.ts';
import { codePointLength } from './code-points.ts';
import type { Codec } from './codec.ts';
import { holdsBackReturn, NewlinesSeen, translateRead, unitsBeforeTranslation, type Newline } from './newline.ts';
import { TextPiece } from './text-piece.ts';
import { TextPieces } from './text-pieces.ts';

/**
 * How many bytes are decoded at a time. Strings of this size are split into lines two times faster than those of a
 * whole block, and a line that somebody keeps does not keep a whole block in memory.
 */
const PIECE = 64 * 1024;

/** Reads text: decodes the bytes of a channel piece by piece. */
export class TextReader implements Reader<string> {
  readonly #channel: Channel;
  readonly #codec: Codec;
  readonly #newline: Newline;
  readonly #pieces: TextPieces;
  #newlinesSeen = new NewlinesSeen();

  constructor(channel: Channel, codec: Codec, newline: Newline) {
    this.#channel = channel;
    this.#codec = codec;
    this.#newline = newline;
    this.#pieces = new TextPieces(newline);
  }

  /** The kinds of line end met so far. */
  get newlines(): string | readonly string[] | undefined {
    return this.#newlinesSeen.value;
  }

  /** The position of the next character, in bytes. */
  get position(): number | undefined {
    const { position } = this.#channel;
    return position === undefined ? undefined : position - this.#bytesAhead();
  }

  read(size: number, ended: boolean): string | Transfer {
    const pieces = this.#pieces;
    if (size < 0) {
      while (this.#decode(ended));
      return ended ? pieces.take(pieces.units) : this.#fill(Infinity);
    }
    while (!pieces.hasCharacters(size)) {
      if (this.#decode(ended)) continue;
      if (!ended) return this.#fill();
      break;
    }
    return pieces.take(pieces.unitsOf(size));
  }

  line(limit: number, ended: boolean): string | Transfer {
    const pieces = this.#pieces;
    for (;;) {
      const units = pieces.lineUnits();
      if (limit !== Infinity && (units !== -1 || pieces.hasCharacters(limit))) {
        return pieces.take(Math.min(units === -1 ? Infinity : units, pieces.unitsOf(limit)));
      }
      if (units !== -1) return pieces.take(units);
      if (this.#decode(ended)) continue;
      return ended ? pieces.take(pieces.units) : this.#fill();
    }
  }

  lineNow(): string | undefined {
    const units = this.#pieces.lineUnits();
    return units === -1 ? undefined : this.#pieces.take(units);
  }

  lines(hint: number, ended: boolean): string[] | Transfer {
    const pieces = this.#pieces;
    while (hint <= 0 || !pieces.hasLines(hint)) {
      if (this.#decode(ended)) continue;
      if (!ended) return this.#fill(hint <= 0 ? Infinity : hint);
      break;
    }
    const lines: string[] = [];
    for (let total = 0; pieces.units > 0 && (hint <= 0 || total < hint);) {
      const units = pieces.lineUnits();
      const line = pieces.take(units === -1 ? pieces.units : units);
      lines.push(line);
      total += codePointLength(line);
    }
    return lines;
  }

  batch(ended: boolean): string[] | Transfer {
    const first = this.line(Infinity, ended);
    if (first instanceof Promise) return first;
    if (first === '') return [];
    const lines = [first];
    this.#pieces.takeLines(lines);
    return lines;
  }

  /** Gives back what was decoded and not taken: the channel then stands where the caller does. */
  giveBack(): void {
    const count = this.#bytesAhead();
    this.#pieces.clear();
    this.#channel.moveBack(count);
  }

  /** Drops what was decoded and not taken: the next character comes from elsewhere. */
  forget(): void {
    this.#pieces.clear();
    this.#newlinesSeen = new NewlinesSeen();
  }

  /** Decodes one more piece; false when the bytes that are there make no further character. */
  #decode(ended: boolean): boolean {
    const { ahead } = this.#channel;
    if (ahead.length === 0 || !this.#passMark(ended)) return false;
    const bytes = ahead.view(PIECE);
    const isLast = ended && bytes.length === ahead.length;
    const { text, length } = this.#decodeWhole(bytes, isLast);
    if (length === 0) return false;
    const translated = translateRead(this.#newline, text);
    if (this.#newline === undefined || this.#newline === '') this.#newlinesSeen.note(text);
    const isPlain = translated.length === length && this.#codec.policy !== 'backslashreplace';
    this.#pieces.push(new TextPiece(translated, length, isPlain ? undefined : Buffer.from(bytes.subarray(0, length))));
    ahead.skip(length);
    return true;
  }

  /** Decodes bytes, but for a `\r` at their end that may be half of a line end. */
  #decodeWhole(bytes: Buffer, isLast: boolean): { text: string; length: number } {
    const { text, length, isCut } = this.#codec.decode(bytes, isLast, this.#channel.position);
    const isOpen = !isLast && !isCut && text.endsWith('\r') && holdsBackReturn(this.#newline);
    return isOpen ? { text: text.slice(0, -1), length: length - this.#codec.width } : { text, length };
  }

  /** Passes the byte order mark at the beginning of the file; false when more bytes are needed to see it. */
  #passMark(ended: boolean): boolean {
    const { ahead, position } = this.#channel;
    if (position !== 0 || !this.#codec.hasMark) return true;
    const length = this.#codec.readMark(ahead.view(), ended);
    if (length === undefined) return false;
    ahead.skip(length);
    return ahead.length > 0;
  }

  #fill(wanted?: number): Transfer {
    return this.#channel.unwritten > 0 ? this.#channel.flush() : this.#channel.fill(wanted);
  }

  /** How many bytes the decoded text comes from that has not been taken. */
  #bytesAhead(): number {
    const { head, byteLength } = this.#pieces;
    return head === undefined ? 0 : byteLength - this.#bytesTaken(head);
  }

  #bytesTaken({ at, bytes }: TextPiece): number {
    if (bytes === undefined) return at;
    const units =
      this.#newline === undefined ? unitsBeforeTranslation(this.#codec.decode(bytes, true, 0).text, at) : at;
    const located = this.#codec.locate(bytes, units);
    if (located === undefined) throw new UnsupportedOperation("can't reconstruct logical file position");
    return located;
  }
}
