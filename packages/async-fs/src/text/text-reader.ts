import type { Channel, Transfer } from '../buffers/channel.ts';
import type { Reader } from '../buffers/reader.ts';
import { UnsupportedOperation } from '../errors.ts';
import { codePointLength, indexAfter } from './code-points.ts';
import type { Codec } from './codec.ts';
import {
  holdsBackReturn,
  lineEnd,
  NewlinesSeen,
  translateRead,
  unitsBeforeTranslation,
  type Newline,
} from './newline.ts';
import type { TextPiece } from './text-piece.ts';

/**
 * How many bytes are decoded at a time. Strings of this size are split into lines two times faster than those of a
 * whole block, and a line that somebody keeps does not keep a whole block in memory.
 */
const PIECE = 64 * 1024;

/** Reads text: decodes the bytes of a channel piece by piece, and finds characters and lines in the pieces. */
export class TextReader implements Reader<string> {
  readonly #channel: Channel;
  readonly #codec: Codec;
  readonly #newline: Newline;
  #pieces: TextPiece[] = [];
  /** How many UTF-16 units of the pieces have not been taken. */
  #units = 0;
  /** How many of these are known to have no line end. */
  #searched = 0;
  #newlinesSeen = new NewlinesSeen();

  constructor(channel: Channel, codec: Codec, newline: Newline) {
    this.#channel = channel;
    this.#codec = codec;
    this.#newline = newline;
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
    if (size < 0) {
      while (this.#decode(ended));
      return ended ? this.#take(this.#units) : this.#fill(Infinity);
    }
    while (!this.#hasCharacters(size)) {
      if (this.#decode(ended)) continue;
      if (!ended) return this.#fill();
      break;
    }
    return this.#take(this.#unitsOf(size));
  }

  line(limit: number, ended: boolean): string | Transfer {
    for (;;) {
      const units = this.#lineUnits();
      if (limit !== Infinity && (units !== -1 || this.#hasCharacters(limit))) {
        return this.#take(Math.min(units === -1 ? Infinity : units, this.#unitsOf(limit)));
      }
      if (units !== -1) return this.#take(units);
      if (this.#decode(ended)) continue;
      return ended ? this.#take(this.#units) : this.#fill();
    }
  }

  lines(hint: number, ended: boolean): string[] | Transfer {
    while (hint <= 0 || !this.#hasLines(hint)) {
      if (this.#decode(ended)) continue;
      if (!ended) return this.#fill(hint <= 0 ? Infinity : hint);
      break;
    }
    const lines: string[] = [];
    for (let total = 0; this.#units > 0 && (hint <= 0 || total < hint);) {
      const units = this.#lineUnits();
      const line = this.#take(units === -1 ? this.#units : units);
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
    const [head] = this.#pieces;
    if (head === undefined) return lines;
    const { text } = head;
    let at = head.at;
    for (let end; (end = lineEnd(this.#newline, text, at)) !== -1; at = end) lines.push(text.slice(at, end));
    const units = at - head.at;
    head.at = at;
    this.#taken(units);
    return lines;
  }

  /** Gives back what was decoded and not taken: the channel then stands where the caller does. */
  giveBack(): void {
    const count = this.#bytesAhead();
    this.#drop();
    this.#channel.moveBack(count);
  }

  /** Drops what was decoded and not taken: the next character comes from elsewhere. */
  forget(): void {
    this.#drop();
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
    this.#pieces.push({
      text: translated,
      at: 0,
      length,
      bytes: isPlain ? undefined : Buffer.from(bytes.subarray(0, length)),
    });
    this.#units += translated.length;
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

  #hasCharacters(count: number): boolean {
    if (this.#units < count) return false;
    if (this.#units >= count * 2) return true;
    let left = count;
    for (const { text, at } of this.#pieces) left -= codePointLength(text.slice(at));
    return left <= 0;
  }

  /** How many units the first `count` characters have, or all that are there. */
  #unitsOf(count: number): number {
    let units = 0;
    let left = count;
    for (const { text, at } of this.#pieces) {
      const end = indexAfter(text, at, left);
      units += end - at;
      if (end < text.length) break;
      left -= codePointLength(text.slice(at));
    }
    return units;
  }

  /** Whether the first `hint` characters are there, and the line that the last of them belongs to. */
  #hasLines(hint: number): boolean {
    return this.#hasCharacters(hint) && this.#findLineEnd(this.#unitsOf(hint) - 1) !== -1;
  }

  /** How many units the first line has, its line end included; -1 when no line end is there. */
  #lineUnits(): number {
    const end = this.#findLineEnd(this.#searched);
    if (end === -1) this.#searched = this.#units;
    return end;
  }

  /** How many units there are up to the end of the line that `from` is in. */
  #findLineEnd(from: number): number {
    let before = 0;
    for (const { text, at } of this.#pieces) {
      const length = text.length - at;
      if (from < before + length) {
        const end = lineEnd(this.#newline, text, at + Math.max(0, from - before));
        if (end !== -1) return before + end - at;
      }
      before += length;
    }
    return -1;
  }

  #take(units: number): string {
    const [head] = this.#pieces;
    if (head !== undefined && head.at + units <= head.text.length) {
      const start = head.at;
      head.at += units;
      this.#taken(units);
      return head.text.slice(start, start + units);
    }
    return this.#takePieces(units);
  }

  #takePieces(units: number): string {
    const parts: string[] = [];
    let left = units;
    for (const piece of this.#pieces) {
      const part = piece.text.slice(piece.at, piece.at + left);
      piece.at += part.length;
      left -= part.length;
      parts.push(part);
    }
    this.#taken(units);
    return parts.join('');
  }

  #taken(units: number): void {
    this.#units -= units;
    this.#searched = 0;
    for (let [head] = this.#pieces; head !== undefined && head.at === head.text.length; [head] = this.#pieces) {
      this.#pieces.shift();
    }
  }

  #drop(): void {
    this.#pieces = [];
    this.#units = 0;
    this.#searched = 0;
  }

  /** How many bytes the decoded text comes from that has not been taken. */
  #bytesAhead(): number {
    const [head] = this.#pieces;
    if (head === undefined) return 0;
    return this.#pieces.reduce((sum, { length }) => sum + length, 0) - this.#bytesTaken(head);
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
