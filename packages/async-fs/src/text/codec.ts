import { UnicodeDecodeError, UnicodeEncodeError } from '../errors.ts';
import type { Encoding } from './encoding.ts';
import { encodingNamed, type NamedEncoding } from './encodings.ts';
import { decodeReplacement, encodeReplacement, type ErrorPolicy } from './error-policy.ts';

/** A piece of decoded text and the number of bytes that it was made of. */
export interface Decoded {
  readonly text: string;
  readonly length: number;
  /** Whether it ends where bytes begin that are an error. */
  readonly isCut: boolean;
}

/** The bytes and characters of one file: an encoding, an error policy, and the byte order that its mark announced. */
export class Codec {
  readonly policy: ErrorPolicy;
  readonly #named: NamedEncoding;
  /** The file, for errors. */
  readonly #path: string;
  #encoding: Encoding;

  constructor(name: string, policy: ErrorPolicy, path: string) {
    this.#path = path;
    this.#named = encodingNamed(name);
    this.#encoding = this.#named.encoding;
    // A byte that stands for itself has no place among units of two or four.
    this.policy = policy === 'surrogateescape' && this.width > 1 ? 'strict' : policy;
  }

  /** The bytes of a line feed. */
  get width(): number {
    return this.#encoding.width;
  }

  /** Whether a file begins with a mark, so that position 0 is not like the others. */
  get hasMark(): boolean {
    return this.#named.signatures.length > 0;
  }

  /** The mark that a new file begins with. */
  get mark(): Buffer {
    const { signatures } = this.#named;
    return (signatures.find(({ encoding }) => encoding === this.#encoding) ?? signatures[0])?.mark ?? NOTHING;
  }

  /**
   * Looks for a byte order mark at the beginning of a file, and goes by the byte order that it announces.
   *
   * @returns the length of the mark, 0 when there is none, `undefined` when more bytes are needed to tell.
   */
  readMark(bytes: Buffer, isFinal: boolean): number | undefined {
    for (const { mark, encoding } of this.#named.signatures) {
      if (bytes.subarray(0, mark.length).equals(mark)) {
        this.#encoding = encoding;
        return mark.length;
      }
      if (!isFinal && bytes.length < mark.length && mark.subarray(0, bytes.length).equals(bytes)) return undefined;
    }
    return 0;
  }

  /**
   * Decodes what can be decoded: up to an incomplete character at the end, unless `isFinal`, and under the strict
   * policy up to the first bytes that are an error; those are thrown when they come first.
   *
   * @param position - of `bytes` in the file, for the error.
   */
  decode(bytes: Buffer, isFinal: boolean, position: number | undefined): Decoded {
    const end = isFinal ? bytes.length : this.#encoding.completeEnd(bytes, 0, bytes.length);
    const text = this.#encoding.decode(bytes, 0, end);
    return text === undefined ? this.#decodeByStep(bytes, isFinal, position) : { text, length: end, isCut: false };
  }

  /** Decodes a whole file, without its byte order mark. */
  decodeAll(bytes: Buffer): string {
    let at = this.hasMark ? (this.readMark(bytes, true) ?? 0) : 0;
    const parts: string[] = [];
    while (at < bytes.length) {
      const { text, length } = this.decode(bytes.subarray(at), true, at);
      parts.push(text);
      at += length;
    }
    return parts.join('');
  }

  /**
   * How many bytes the first `units` UTF-16 units of decoded bytes come from.
   *
   * @returns the number of bytes, or `undefined` when no character begins there: inside of what replaces a byte.
   */
  locate(bytes: Buffer, units: number): number | undefined {
    if (this.policy === 'strict') return this.#locateByLength(bytes, units);
    let at = 0;
    for (let left = units; left > 0;) {
      const step = this.#encoding.step(bytes, at, bytes.length);
      const part = bytes.subarray(at, at + step.length);
      const text = step.reason === undefined ? this.#encoding.decode(part, 0, part.length) : this.#replaced(part);
      const length = text?.length ?? 0;
      if (length > left) return step.reason === undefined && length === step.length ? at + left : undefined;
      at += step.length;
      left -= length;
    }
    return at;
  }

  /** @throws {@link UnicodeEncodeError} when the policy refuses a character. */
  encode(text: string): Buffer {
    return this.#encoding.encode(text) ?? this.#encodeByCharacter(text);
  }

  /** Where nothing was replaced, characters have the bytes that they would be written as. */
  #locateByLength(bytes: Buffer, units: number): number {
    const text = this.#encoding.decode(bytes, 0, bytes.length) ?? '';
    return this.encode(text.slice(0, units)).length;
  }

  #decodeByStep(bytes: Buffer, isFinal: boolean, position: number | undefined): Decoded {
    let text = '';
    let at = 0;
    let goodFrom = 0;
    while (at < bytes.length) {
      const { length, reason, isIncomplete } = this.#encoding.step(bytes, at, bytes.length);
      if (isIncomplete && !isFinal) break;
      if (reason !== undefined) {
        text += this.#encoding.decode(bytes, goodFrom, at) ?? '';
        const bad = bytes.subarray(at, at + length);
        const replacement = decodeReplacement(this.policy, bad);
        if (replacement === undefined) {
          if (at > 0) return { text, length: at, isCut: true };
          throw new UnicodeDecodeError(this.#encoding.name, Buffer.from(bad), position, reason, this.#path);
        }
        text += replacement;
        goodFrom = at + length;
      }
      at += length;
    }
    return { text: text + (this.#encoding.decode(bytes, goodFrom, at) ?? ''), length: at, isCut: false };
  }

  #replaced(bytes: Buffer): string {
    return decodeReplacement(this.policy, bytes) ?? '';
  }

  #encodeByCharacter(text: string): Buffer {
    const parts: Buffer[] = [];
    let index = 0;
    for (const char of text) {
      parts.push(this.#encoding.encode(char) ?? this.#encodeRefused(text, char, index));
      index++;
    }
    return Buffer.concat(parts);
  }

  #encodeRefused(text: string, char: string, index: number): Buffer {
    const replacement = encodeReplacement(this.policy, char.codePointAt(0) ?? 0);
    const bytes = typeof replacement === 'number' ? Buffer.of(replacement) : this.#encodeReplacement(replacement);
    if (bytes !== undefined) return bytes;
    throw new UnicodeEncodeError(this.#encoding.name, text, index, this.#encoding.encodeReason, this.#path);
  }

  #encodeReplacement(replacement: string | undefined): Buffer | undefined {
    return replacement === undefined ? undefined : this.#encoding.encode(replacement);
  }
}

const NOTHING: Buffer = Buffer.alloc(0);
