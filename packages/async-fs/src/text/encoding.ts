/** What {@link Encoding.step} found: some good characters, or bytes that are none. */
export interface Step {
  /** How many bytes it is about; at least one. */
  readonly length: number;
  /** Why the bytes cannot be decoded; missing when they can. */
  readonly reason?: string;
  /** The bytes may be the beginning of a character whose rest is still to come. */
  readonly isIncomplete?: boolean;
}

/**
 * How characters are written as bytes. Stateless: a decoder never keeps bytes back, it says how far it came, so that
 * every position between two characters is a place to start from.
 */
export interface Encoding {
  /** The name in error messages, as CPython has it. */
  readonly name: string;
  /** How many bytes a line feed has. */
  readonly width: 1 | 2 | 4;

  /** The text of these bytes, or `undefined` when they are not well-formed as a whole. */
  decode(bytes: Buffer, start: number, end: number): string | undefined;

  /** The end of the last character that is complete. Cheap: looks at the tail only. */
  completeEnd(bytes: Buffer, start: number, end: number): number;

  /** What stands at `start`: one or more characters, or bytes that cannot be decoded. */
  step(bytes: Buffer, start: number, end: number): Step;

  /** The bytes of the text, or `undefined` when it has a character that this encoding does not. */
  encode(text: string): Buffer | undefined;

  /** Why a character cannot be encoded. */
  readonly encodeReason: string;
}
