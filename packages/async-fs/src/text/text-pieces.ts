import { lineEnd, type Newline } from './newline.ts';
import type { TextPiece } from './text-piece.ts';

/** Text that was decoded and not taken, in the pieces in which it came: finds characters and lines in it. */
export class TextPieces {
  readonly #newline: Newline;
  #pieces: TextPiece[] = [];
  /** How many UTF-16 units have not been taken. */
  #units = 0;
  /** How many of these are known to have no line end, so that a long line is searched once. */
  #searched = 0;

  constructor(newline: Newline) {
    this.#newline = newline;
  }

  get units(): number {
    return this.#units;
  }

  /** The piece that the next character is in. */
  get head(): TextPiece | undefined {
    return this.#pieces[0];
  }

  /** How many bytes all pieces were made of, taken or not. */
  get byteLength(): number {
    return this.#pieces.reduce((sum, { length }) => sum + length, 0);
  }

  push(piece: TextPiece): void {
    this.#pieces.push(piece);
    this.#units += piece.units;
  }

  clear(): void {
    this.#pieces = [];
    this.#units = 0;
    this.#searched = 0;
  }

  /** Whether there are so many characters. */
  hasCharacters(count: number): boolean {
    if (this.#units < count) return false;
    // A character has two units at most.
    if (this.#units >= count * 2) return true;
    return this.#pieces.reduce((sum, { characters }) => sum + characters, 0) >= count;
  }

  /** Whether the first `count` characters are there, and the whole line that the last of them is in. */
  hasLines(count: number): boolean {
    return this.hasCharacters(count) && this.#lineEndAfter(this.unitsOf(count) - 1) !== -1;
  }

  /** How many units the first `count` characters have, or all that are there. */
  unitsOf(count: number): number {
    let units = 0;
    let left = count;
    for (const piece of this.#pieces) {
      const some = piece.unitsOf(left);
      units += some;
      if (some < piece.units) break;
      left -= piece.characters;
    }
    return units;
  }

  /** How many units the first line has, its line end included; -1 when no line end is there. */
  lineUnits(): number {
    const end = this.#lineEndAfter(this.#searched);
    if (end === -1) this.#searched = this.#units;
    return end;
  }

  /** Takes the first `units` units. */
  take(units: number): string {
    const head = this.#pieces[0];
    if (head === undefined || head.units < units) return this.#takeFromAll(units);
    const start = head.at;
    head.at += units;
    this.#taken(units);
    return head.text.slice(start, start + units);
  }

  /** Adds the lines that are complete in the first piece to `lines`. */
  takeLines(lines: string[]): void {
    const head = this.#pieces[0];
    if (head === undefined) return;
    const { text } = head;
    let at = head.at;
    for (let end; (end = lineEnd(this.#newline, text, at)) !== -1; at = end) lines.push(text.slice(at, end));
    const units = at - head.at;
    head.at = at;
    this.#taken(units);
  }

  /** How many units there are up to the end of the line that the unit at `from` is in. */
  #lineEndAfter(from: number): number {
    let before = 0;
    for (const { text, at, units } of this.#pieces) {
      if (from < before + units) {
        const end = lineEnd(this.#newline, text, at + Math.max(0, from - before));
        if (end !== -1) return before + end - at;
      }
      before += units;
    }
    return -1;
  }

  #takeFromAll(units: number): string {
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
    while (this.#pieces[0]?.units === 0) this.#pieces.shift();
  }
}
