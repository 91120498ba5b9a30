import { codePointLength, hasPairs, indexAfter } from './code-points.ts';

/** Some decoded text, how far it has been taken, and what it was made of. */
export class TextPiece {
  readonly text: string;
  /** Where the rest begins that has not been taken. */
  at = 0;
  /** How many bytes it was made of. */
  readonly length: number;
  /** The bytes; missing where each unit of the text was one byte. */
  readonly bytes: Buffer | undefined;
  /** Looked up once: the answer takes a pass over the text. */
  #hasPairs: boolean | undefined = undefined;

  constructor(text: string, length: number, bytes: Buffer | undefined) {
    this.text = text;
    this.length = length;
    this.bytes = bytes;
  }

  /** How many units have not been taken. */
  get units(): number {
    return this.text.length - this.at;
  }

  /** How many characters have not been taken. */
  get characters(): number {
    return this.#mayHavePairs() ? codePointLength(this.text.slice(this.at)) : this.units;
  }

  /** How many units the first `count` characters have, or all that are there. */
  unitsOf(count: number): number {
    if (!this.#mayHavePairs()) return Math.min(this.units, count);
    return indexAfter(this.text, this.at, count) - this.at;
  }

  #mayHavePairs(): boolean {
    this.#hasPairs ??= hasPairs(this.text);
    return this.#hasPairs;
  }
}
